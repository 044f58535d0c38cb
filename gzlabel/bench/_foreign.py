"""Everything the program reads that it did not write: a sound example of each, and who reads it."""

import io
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from PIL import Image

_SIDE_PX = 24


@dataclass(frozen=True)
class Foreign:
    """One file and its reader, which takes the folder that the file lies in.

    ``name`` is its path below the folder; the folder is copied from ``origin``, damaged in this one file.
    """

    kind: str
    origin: Path
    name: str
    read: Callable[[Path], None]


def foreign_files(folder: Path) -> list[Foreign]:
    """Make an example of everything in ``folder``."""
    from gzlabel.bench._foreign_folders import folders, weights
    from gzlabel.bench._foreign_messages import messages
    from gzlabel.bench._foreign_repairs import ratings, repairs
    from gzlabel.bench._foreign_workspaces import cuts, matrices, workspaces

    return [
        *_tables(folder),
        *_pictures(folder),
        *workspaces(folder),
        *cuts(folder),
        *matrices(folder),
        *messages(folder),
        *folders(folder),
        *weights(folder),
        *ratings(folder),
        *repairs(folder),
    ]


def foreign_room(folder: Path, kind: str) -> Path:
    """A new folder for one kind."""
    room = folder / kind.replace("/", "-")
    room.mkdir(parents=True)
    return room


def foreign_table() -> pa.Table:
    """Six galaxies with what tables have to trip over."""
    return pa.table(
        {
            "objid": pa.array([587722981742084097 + row for row in range(6)], pa.int64()),
            "ra": [150.0, 150.1, 150.2, None, 150.4, 150.5],
            "dec": [2.0, -2.1, 2.2, 2.3, 2.4, 89.9],
            "name": ["Ősz", "NGC 1", "", None, "=1+1", 'a "b", c'],
            "image": ["a.png", "b.png", "c.png", "d.png", "e.png", "f.png"],
        }
    )


def _tables(folder: Path) -> list[Foreign]:
    from gzlabel.catalogue import guess_roles, read_table, write_table

    def reader(name: str) -> Callable[[Path], None]:
        def read(room: Path) -> None:
            guess_roles(read_table(room / name))

        return read

    found = []
    for suffix in ("csv", "tsv", "ecsv", "fits", "vot", "parquet", "feather", "h5"):
        room, name = foreign_room(folder, f"table/{suffix}"), f"table.{suffix}"
        write_table(foreign_table(), room / name, {"origin": "made"})
        found.append(Foreign(f"table/{suffix}", room, name, reader(name)))
    room, name = foreign_room(folder, "table/arrow"), "table.arrow"
    _write_packed_arrow(room / name)
    found.append(Foreign("table/arrow", room, name, reader(name)))
    for suffix, text in (
        ("txt", "# ids\n12\n13\nabc\n"),
        ("mrt", _MACHINE_READABLE),
        ("dat", " a  b\n 1  2.5\n 3  4\n"),
    ):
        room, name = foreign_room(folder, f"table/{suffix}"), f"table.{suffix}"
        (room / name).write_text(text)
        found.append(Foreign(f"table/{suffix}", room, name, reader(name)))
    return found


def _write_packed_arrow(path: Path) -> None:
    """The table with each kind of column that Arrow files keep smaller than they are."""
    classes = pa.array(["SBc", None, "E0", "E0", "SBc", "Irr"])
    table = foreign_table().append_column("class", classes.dictionary_encode())
    table = table.append_column("seen", classes.cast(pa.string_view()))
    table = table.append_column("nothing", pa.nulls(len(table)))
    packed = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema, options=packed) as writer:
        writer.write_table(table)


def _pixels() -> NDArray[np.uint8]:
    return np.random.default_rng(0).integers(0, 255, (_SIDE_PX, _SIDE_PX, 3)).astype(np.uint8)


def _pictures(folder: Path) -> list[Foreign]:
    from gzlabel.catalogue.images.decode import decode

    def read(room: Path) -> None:
        (file,) = room.iterdir()
        decode(file, file.name, 16)

    found = []
    for suffix, data in encoded_pictures().items():
        room = foreign_room(folder, f"image/{suffix}")
        (room / f"a.{suffix}").write_bytes(data)
        found.append(Foreign(f"image/{suffix}", room, f"a.{suffix}", read))
    room = foreign_room(folder, "mosaic/fits")
    (room / "m.fits").write_bytes(encoded_pictures()["fits"])
    found.append(Foreign("mosaic/fits", room, "m.fits", _read_mosaic))
    for suffix, data in _archives(encoded_pictures()["png"]).items():
        room = foreign_room(folder, f"archive/{suffix}")
        (room / f"a.{suffix}").write_bytes(data)
        found.append(Foreign(f"archive/{suffix}", room, f"a.{suffix}", _read_archive))
    return found


def encoded_pictures() -> dict[str, bytes]:
    """A picture of noise, by suffix."""
    import tifffile
    from astropy.io import fits

    encoded = {}
    for suffix, kind in (
        ("jpg", "JPEG"),
        ("png", "PNG"),
        ("webp", "WEBP"),
        ("gif", "GIF"),
        ("bmp", "BMP"),
        ("tif", "TIFF"),
    ):
        stream = io.BytesIO()
        Image.fromarray(_pixels()).save(stream, kind)
        encoded[suffix] = stream.getvalue()
    stream = io.BytesIO()
    tifffile.imwrite(stream, _pixels().astype(np.uint16), photometric="rgb")
    encoded["tiff"] = stream.getvalue()
    values = _pixels()[:, :, 0]
    plain = fits.HDUList([fits.PrimaryHDU(values.astype(np.float32))])
    packed = fits.HDUList([fits.PrimaryHDU(), fits.CompImageHDU(values.astype(np.int32), name="SCI")])
    for suffix, hdus in (("fits", plain), ("fits.fz", packed)):
        stream = io.BytesIO()
        hdus.writeto(stream)
        encoded[suffix] = stream.getvalue()
    return encoded


def _archives(picture: bytes) -> dict[str, bytes]:
    zipped, packed = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.png", "b.png"):
            archive.writestr(name, picture)
    with tarfile.open(fileobj=packed, mode="w:gz") as archive_tar:
        for name in ("a.png", "b.png"):
            member = tarfile.TarInfo(name)
            member.size = len(picture)
            archive_tar.addfile(member, io.BytesIO(picture))
    return {"zip": zipped.getvalue(), "tar.gz": packed.getvalue()}


def _read_mosaic(room: Path) -> None:
    from gzlabel.catalogue.images import MosaicImages

    images = MosaicImages(room / "m.fits", np.array([[2, 3, 8], [20, 20, 8]], dtype=np.int32))
    try:
        for row in range(2):
            images.scale(row)
            images.read(row, 8)
    finally:
        images.close()


def _read_archive(room: Path) -> None:
    from gzlabel.catalogue.images import resolve_images
    from gzlabel.errors import ImageError

    (file,) = room.iterdir()
    images = resolve_images(pa.table({"id": ["a", "b"]}), file.name, room, ["a", "b"])
    try:
        images.missing()
        for row in range(2):
            images.digest(row)
            try:
                images.read(row, 16)
            except ImageError:
                continue
    finally:
        images.close()


_MACHINE_READABLE = """Title: A table
Authors: Nobody
Table: Made
================================================================================
Byte-by-byte Description of file: made.txt
--------------------------------------------------------------------------------
   Bytes Format Units   Label  Explanations
--------------------------------------------------------------------------------
   1-  3 I3     ---     ID     Identifier
   5- 10 F6.2   deg     RAdeg  Right ascension
  12- 17 F6.2   deg     DEdeg  Declination
--------------------------------------------------------------------------------
  1 150.00   2.00
  2 150.10  -2.10
"""
