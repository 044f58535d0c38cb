"""Parquet, one file or a folder of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from gzlabel.catalogue.columns import is_text, wanted_columns

SUFFIXES = (".parquet", ".pq", ".parq")

_ROWS_A_GROUP = 1 << 14


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one of these."""
    return head.startswith(b"PAR1")


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a Parquet file or folder, or some of its columns."""
    import pyarrow.parquet as parquet

    names = None if columns is None else wanted_columns(_names(path), columns, path)
    table = parquet.read_table(path, columns=names)
    metadata = dict(table.schema.metadata or {})
    metadata.pop(b"pandas", None)
    return table.replace_schema_metadata(metadata or None)


def write(table: pa.Table, path: Path, header: Mapping[str, str]) -> None:
    """Write ``table`` with ``header`` in the file's own metadata; few rows can be read without the rest."""
    import pyarrow.parquet as parquet

    said = {key.encode(): value.encode() for key, value in header.items()}
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **said} or None)
    repetitive = [field.name for field in table.schema if is_text(field.type)]
    parquet.write_table(
        table, path, row_group_size=_ROWS_A_GROUP, compression="snappy", use_dictionary=repetitive
    )


def _names(path: Path) -> list[str]:
    import pyarrow.dataset as dataset

    return list(dataset.dataset(path, format="parquet").schema.names)
