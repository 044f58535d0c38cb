"""Feather, also called the Arrow file format."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from gzlabel.catalogue.columns import wanted_columns

SUFFIXES = (".feather", ".arrow", ".ipc")


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one of these."""
    return head.startswith((b"ARROW1", b"FEA1"))


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a Feather file, or some of its columns."""
    with pa.memory_map(str(path)) as mapped:
        stored = pa.ipc.open_file(mapped)
        names = wanted_columns(stored.schema.names, columns, path)
        options = pa.ipc.IpcReadOptions(
            included_fields=[stored.schema.get_field_index(name) for name in names]
        )
        table = pa.ipc.open_file(mapped, options=options).read_all().select(names)
        # Arrow believes the offsets of a file; following false ones ends the program.
        table.validate(full=True)
    return table.replace_schema_metadata(
        {key: value for key, value in (table.schema.metadata or {}).items() if key != b"pandas"} or None
    )


def write(table: pa.Table, path: Path, header: Mapping[str, str]) -> None:
    """Write ``table`` with ``header`` in the file's own metadata."""
    said = {key.encode(): value.encode() for key, value in header.items()}
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **said} or None)
    with pa.OSFile(str(path), "wb") as stream, pa.ipc.new_file(stream, table.schema) as writer:
        writer.write_table(table)
