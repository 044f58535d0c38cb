"""Folders that somebody else filled: catalogues in many files, a picture a galaxy, a picture a band, weights."""

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from gzlabel.bench._foreign import Foreign, encoded_pictures, foreign_room, foreign_table

_IDS = ("a", "b")
_HATS = {
    "collection.properties": "obs_collection=small\nhats_primary_table_url=small\n",
    "small/hats.properties": "dataproduct_type=object\nhats_col_ra=ra\nhats_col_dec=dec\nhats_order=1\n",
    "small/partition_info.csv": "Norder,Npix,num_rows\n0,2,6\n1,4,6\n",
}


def folders(folder: Path) -> list[Foreign]:
    """A HATS collection, and pictures in a folder, by template, by band and by path."""
    return [*_hats(folder), *_pictures(folder)]


def _hats(folder: Path) -> list[Foreign]:
    from gzlabel.catalogue import guess_roles, read_table

    room = foreign_room(folder, "hats")
    partitions = [
        f"small/dataset/Norder={order}/Dir=0/Npix={pixel}.parquet" for order, pixel in ((0, 2), (1, 4))
    ]
    for name, text in _HATS.items():
        (room / "w.hats" / name).parent.mkdir(parents=True, exist_ok=True)
        (room / "w.hats" / name).write_text(text)
    for name in partitions:
        (room / "w.hats" / name).parent.mkdir(parents=True)
        pq.write_table(foreign_table(), room / "w.hats" / name)

    def read(place: Path) -> None:
        guess_roles(read_table(place / "w.hats"))

    names = [*_HATS, *partitions]
    return [
        Foreign(f"hats/{Path(name).name.partition('.')[0]}", room, f"w.hats/{name}", read) for name in names
    ]


def _pictures(folder: Path) -> list[Foreign]:
    encoded = encoded_pictures()
    found = []
    for suffix in ("jpg", "png", "fits", "tiff"):
        room = foreign_room(folder, f"folder/{suffix}")
        for name in _IDS:
            (room / f"{name}.{suffix}").write_bytes(encoded[suffix])
        found.append(Foreign(f"folder/{suffix}", room, f"a.{suffix}", _reader(".")))
    room = foreign_room(folder, "bands")
    for name in _IDS:
        for band in "grz":
            (room / f"{name}_{band}.fits").write_bytes(encoded["fits"])
    found.append(Foreign("bands", room, "a_g.fits", _reader("{id}_{band:g,r,z}.fits")))
    room = foreign_room(folder, "mosaic/packed")
    (room / "m.fits.fz").write_bytes(encoded["fits.fz"])
    found.append(
        Foreign("mosaic/packed", room, "m.fits.fz", _reader("m.fits.fz", x=[3.0, 20.0], y=[3.0, 20.0]))
    )
    room = foreign_room(folder, "mosaic/tiff")
    (room / "m.tiff").write_bytes(encoded["tiff"])
    found.append(Foreign("mosaic/tiff", room, "m.tiff", _reader("m.tiff", x=[3.0, 20.0], y=[3.0, 20.0])))
    return found


def _reader(images: str, **columns: Sequence[float]) -> Callable[[Path], None]:
    def read(place: Path) -> None:
        from gzlabel.catalogue.images import resolve_images
        from gzlabel.errors import ImageError

        table = pa.table({"id": list(_IDS), **columns})
        source = resolve_images(table, str(place) if images == "." else images, place, _IDS)
        try:
            source.missing()
            for row in range(len(_IDS)):
                source.digest(row)
                try:
                    source.read(row, 16)
                except ImageError:
                    continue
        finally:
            source.close()

    return read


def weights(folder: Path) -> list[Foreign]:
    """Weights of a model as they are handed around, and the configuration beside them; none where torch is not."""
    from importlib.util import find_spec

    if find_spec("torch") is None or find_spec("safetensors") is None:
        return []
    import torch
    from safetensors.torch import save

    tensors = {"stem.weight": torch.zeros(4, 3, 3, 3), "head.bias": torch.ones(5, dtype=torch.float16)}
    stream = io.BytesIO()
    torch.save({"state_dict": tensors}, stream)
    kinds = {
        "model.safetensors": save(tensors),
        "model.pth": stream.getvalue(),
        "config.json": json.dumps({"architecture": "resnet18", "num_classes": 2}).encode(),
    }
    found = []
    for name, data in kinds.items():
        room = foreign_room(folder, f"weights/{name.partition('.')[2]}")
        (room / "model.safetensors").write_bytes(kinds["model.safetensors"])
        (room / name).write_bytes(data)
        if name == "model.pth":
            (room / "model.safetensors").unlink()
        found.append(Foreign(f"weights/{name.partition('.')[2]}", room, name, _read_weights))
    return found


def _read_weights(room: Path) -> None:
    from gzlabel.embedding.torch_models.weights import read_config, read_state_dict, weights_file

    read_config(room)
    for value in read_state_dict(weights_file(room)).values():
        np.asarray(value)
