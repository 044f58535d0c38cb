"""Feather, also called the Arrow file format."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from gzlabel.catalogue.arrow_file import unpacked_bytes
from gzlabel.catalogue.columns import wanted_columns
from gzlabel.catalogue.unfolding import refuse_unfolding, views_of
from gzlabel.catalogue.unpacking import refuse_claim

SUFFIXES = (".feather", ".arrow", ".ipc")


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one of these."""
    return head.startswith((b"ARROW1", b"FEA1"))


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a Feather file, or some of its columns."""
    with pa.OSFile(str(path)) as file:
        stored = pa.ipc.open_file(file)
        refuse_claim(unpacked_bytes(path), path.stat().st_size, path)
        names = wanted_columns(stored.schema.names, columns, path)
        options = pa.ipc.IpcReadOptions(
            included_fields=[stored.schema.get_field_index(name) for name in names]
        )
        table = pa.ipc.open_file(file, options=options).read_all().select(names)
        refuse_unfolding(table.select(views_of(table.schema)), path.stat().st_size, path)
        # Arrow believes the offsets of a file; following false ones ends the program.
        table.validate(full=True)
    refuse_unfolding(table, path.stat().st_size, path)
    return table.replace_schema_metadata(
        {key: value for key, value in (table.schema.metadata or {}).items() if key != b"pandas"} or None
    )


def write(table: pa.Table, path: Path, header: Mapping[str, str]) -> None:
    """Write ``table`` with ``header`` in the file's own metadata."""
    said = {key.encode(): value.encode() for key, value in header.items()}
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **said} or None)
    with pa.OSFile(str(path), "wb") as stream, pa.ipc.new_file(stream, table.schema) as writer:
        writer.write_table(table)
