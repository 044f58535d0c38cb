"""ECSV, the CSV of astropy that knows its types and units. Reference: astropy proposal APE 6.

Read through astropy. Written here, whole columns at a time; the header is YAML, of which JSON is a part.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from gzlabel.catalogue.astropy_tables import from_astropy
from gzlabel.catalogue.columns import ColumnInfo
from gzlabel.catalogue.plain import spelled, without_blank_lines

SUFFIXES = (".ecsv",)

_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one of these."""
    return head.startswith(b"# %ECSV")


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read an ECSV file, or some of its columns."""
    from astropy.table import Table

    return from_astropy(Table.read(path, format="ascii.ecsv"), columns, path)


def write(table: pa.Table, path: Path, header: Mapping[str, str]) -> None:
    """Write ``table`` with ``header`` as its metadata."""
    import pyarrow.csv as arrow_csv

    described = spelled(table, vectors=True, booleans=True)
    lines = [
        "%ECSV 1.0",
        "---",
        "delimiter: ','",
        "datatype:",
        *(f"- {_yaml(_column(field))}" for field in described.schema),
        f"meta: {_yaml(dict(header))}",
        "schema: astropy-2.0",
    ]
    plain = _without_comments(without_blank_lines(spelled(described, vectors=False)))
    with path.open("wb") as stream:
        stream.write("".join(f"# {line}\n" for line in lines).encode())
        quoting = "all_valid" if _may_begin_with_comment(plain) else "needed"
        arrow_csv.write_csv(plain, stream, arrow_csv.WriteOptions(delimiter=",", quoting_style=quoting))


def _without_comments(table: pa.Table) -> pa.Table:
    """Readers pass over a line that begins with ``#``, within a text too: there the line break becomes a blank."""
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            column = pc.replace_substring_regex(table[place], r"[\r\n]\s*#", " #")
            table = table.set_column(place, field, column)
    return table


def _may_begin_with_comment(table: pa.Table) -> bool:
    """Whether a row begins with ``#`` where it is not quoted."""
    first = table[0] if table.num_columns else None
    return (
        first is not None
        and pa.types.is_string(first.type)
        and bool(pc.any(pc.match_substring_regex(first, r"^\s*#")).as_py())
    )


def _column(field: pa.Field) -> dict[str, Any]:
    info = ColumnInfo.of(field)
    kind: dict[str, Any] = {"datatype": "string" if info.dtype == "text" else info.dtype}
    if pa.types.is_fixed_size_list(field.type):
        kind = {"datatype": "string", "subtype": info.dtype}
    said = {
        "unit": info.unit,
        "description": info.description,
        "meta": {"ucd": info.ucd} if info.ucd else None,
    }
    return {"name": info.name, **kind, **{key: value for key, value in said.items() if value}}


def _yaml(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
