"""What was noticed while a table was read or made, kept with it, so that it can be told to the user later."""

import json
from collections.abc import Iterable

import pyarrow as pa

from gzlabel.parsed_json import parsed_or

NOTES = b"gzlabel.notes"


def notes_of(table: pa.Table) -> tuple[str, ...]:
    """Return the sentences kept with ``table``, oldest first."""
    return tuple(map(str, parsed_or((table.schema.metadata or {}).get(NOTES, b"[]"), [])))


def with_notes(table: pa.Table, sentences: Iterable[str]) -> pa.Table:
    """Keep further ``sentences`` with ``table``; one already there is not repeated."""
    kept = list(dict.fromkeys([*notes_of(table), *sentences]))
    if not kept:
        return table
    metadata = {**(table.schema.metadata or {}), NOTES: json.dumps(kept, ensure_ascii=False).encode()}
    return table.replace_schema_metadata(metadata)
