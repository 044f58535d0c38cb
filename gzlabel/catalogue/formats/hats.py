"""HATS catalogues as LSDB writes them: folders of Parquet, partitioned by place on the sky.

The layout is read as it is published, so neither library is needed. Reference: https://www.ivoa.net/documents/HATS/.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from gzlabel.catalogue.columns import UCD, UNIT, wanted_columns
from gzlabel.catalogue.parquet_claims import refuse_parquet_bomb
from gzlabel.errors import CatalogueError

SUFFIXES = (".hats",)

_COLLECTION = "collection.properties"
_PROPERTIES = ("hats.properties", "properties")
_POSITION_UCDS = {"hats_col_ra": "pos.eq.ra;meta.main", "hats_col_dec": "pos.eq.dec;meta.main"}


def recognises_folder(path: Path) -> bool:
    """Whether a folder is one of these, or a collection of them."""
    return (path / _COLLECTION).is_file() or ((path / "dataset").is_dir() and bool(_said(path)))


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read every partition of the main catalogue, in the order of the sky, or some of its columns."""
    import pyarrow.dataset as dataset

    folder = _main_catalogue(path)
    files = sorted((folder / "dataset").rglob("Npix=*.parquet"), key=_order_on_sky)
    files += sorted((folder / "dataset").rglob("Npix=*/*.parquet"))
    if not files:
        raise CatalogueError("the HATS catalogue holds no partition", where=folder, remedy="Fetch it again")
    found = dataset.dataset([str(file) for file in files], format="parquet")
    names = wanted_columns(found.schema.names, columns, folder)
    refuse_parquet_bomb([str(file) for file in files], names, folder)
    table = found.to_table(columns=names)
    return _described(table.replace_schema_metadata(None), _said(folder))


def _main_catalogue(path: Path) -> Path:
    if not (path / _COLLECTION).is_file():
        return path
    name = _lines(path / _COLLECTION).get("hats_primary_table_url", "")
    folder = path / Path(name).name
    if not name or not recognises_folder(folder):
        raise CatalogueError(
            f"the collection's main catalogue {name!r} is not beside it",
            where=path / _COLLECTION,
            remedy="Fetch the whole collection, or name the folder of one catalogue",
        )
    return folder


def _order_on_sky(file: Path) -> float:
    """Place along the nested HEALPix curve, whatever the order of the partition's pixel."""
    parts = dict(part.split("=", 1) for part in file.with_suffix("").parts if "=" in part)
    return int(parts["Npix"]) / float(4 ** int(parts.get("Norder", 0)))


def _said(folder: Path) -> dict[str, str]:
    return next((_lines(folder / name) for name in _PROPERTIES if (folder / name).is_file()), {})


def _lines(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    pairs = (line.partition("=") for line in lines if not line.lstrip().startswith("#"))
    return {key.strip(): value.strip() for key, equals, value in pairs if equals}


def _described(table: pa.Table, said: Mapping[str, str]) -> pa.Table:
    """Say which columns are the positions, which HATS keeps in degrees."""
    ucds = {said[key]: ucd for key, ucd in _POSITION_UCDS.items() if key in said}
    fields = [
        field.with_metadata({UNIT: b"deg", UCD: ucds[field.name].encode(), **(field.metadata or {})})
        if field.name in ucds
        else field
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))
