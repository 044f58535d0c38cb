"""Parquet, one file or a folder of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from gzlabel.catalogue.columns import ColumnInfo, is_text, wanted_columns
from gzlabel.catalogue.parquet_claims import refuse_parquet_bomb
from gzlabel.errors import CatalogueError
from gzlabel.temporary_folder import lasting

SUFFIXES = (".parquet", ".pq", ".parq")

_ROWS_A_GROUP = 1 << 14
_ASTROPY, _LENGTH = b"table_meta_yaml", b"table::len::"
_BLANK_IS_MISSING = {b"gzlabel.blank": b"missing"}


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one of these."""
    return head.startswith(b"PAR1")


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a Parquet file or folder, or some of its columns."""
    import pyarrow.parquet as parquet

    found = _files(path)
    names = None if columns is None else wanted_columns(_names(found), columns, path)
    refuse_parquet_bomb(found, names, path)
    table = parquet.read_table(found, columns=names)
    metadata = {
        key: value
        for key, value in (table.schema.metadata or {}).items()
        if key not in (b"pandas", _ASTROPY) and not key.startswith(_LENGTH)
    }
    return _with_nulls(table.replace_schema_metadata(metadata or None))


def write(table: pa.Table, path: Path, header: Mapping[str, str]) -> None:
    """Write ``table`` with ``header`` in the file's own metadata, so that astropy reads it too.

    A missing text is written blank, since astropy would read ``None``; `read` gives it back as missing where the
    column had no blank of its own. Units and descriptions are said in astropy's way besides ours.
    """
    said = {key.encode(): value.encode() for key, value in header.items()}
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **said})
    store(_for_astropy(_without_nulls(table), header), path)


def store(table: pa.Table, path: Path) -> None:
    """Write ``table`` exactly as it is; few rows can be read without the rest."""
    import pyarrow.parquet as parquet

    repetitive = [field.name for field in table.schema if is_text(field.type)]
    parquet.write_table(
        table, path, row_group_size=_ROWS_A_GROUP, compression="snappy", use_dictionary=repetitive
    )


def _without_nulls(table: pa.Table) -> pa.Table:
    for place, field in enumerate(table.schema):
        column = table[place]
        if not is_text(field.type) or column.null_count == 0:
            continue
        text = column.cast(pa.string())
        has_blanks = pc.any(pc.equal(text, "")).as_py()
        said = {**(field.metadata or {}), **({} if has_blanks else _BLANK_IS_MISSING)}
        table = table.set_column(place, pa.field(field.name, pa.string(), metadata=said), text.fill_null(""))
    return table


def _with_nulls(table: pa.Table) -> pa.Table:
    for place, field in enumerate(table.schema):
        said = dict(field.metadata or {})
        if not _BLANK_IS_MISSING.items() <= said.items():
            continue
        for key in _BLANK_IS_MISSING:
            said.pop(key)
        column = pc.if_else(pc.equal(table[place], ""), pa.scalar(None, field.type), table[place])
        table = table.set_column(place, field.with_metadata(said or None), column)
    return table


def _for_astropy(table: pa.Table, header: Mapping[str, str]) -> pa.Table:
    """Add the description of the columns that astropy's reader looks for in the schema's metadata."""
    from astropy.table import Column, meta

    columns, lengths = [], {}
    for field in table.schema:
        info = ColumnInfo.of(field)
        if info.dtype == "text":
            longest = pc.max(pc.utf8_length(table[field.name].cast(pa.string()))).as_py() or 1
            lengths[_LENGTH + field.name.encode()] = str(max(longest, 1)).encode()
        columns.append(
            Column(name=info.name, unit=info.unit or None, description=info.description or None, dtype=object)
        )
    said = "\n".join(meta.get_yaml_from_header({"cols": columns, "meta": dict(header)}))
    return table.replace_schema_metadata(
        {**(table.schema.metadata or {}), _ASTROPY: said.encode(), **lengths}
    )


def _files(path: Path) -> Path | list[str]:
    """A file or folder as it is; of a folder that holds other files too, those of Parquet."""
    if not path.is_dir():
        return path
    present = [one for one in lasting(path, "*") if one.is_file() and not one.name.startswith(("_", "."))]
    ours = sorted(str(one) for one in present if one.suffix.lower() in (*SUFFIXES, ""))
    if not ours:
        raise CatalogueError(
            "the folder holds no Parquet files",
            where=path,
            remedy="Name the table itself, a folder of Parquet files, or one of images",
        )
    return path if len(ours) == len(present) else ours


def _names(found: Path | list[str]) -> list[str]:
    import pyarrow.dataset as dataset

    return list(dataset.dataset(found, format="parquet").schema.names)
