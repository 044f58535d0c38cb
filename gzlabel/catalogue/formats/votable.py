"""VOTable, the XML table of the Virtual Observatory. Reference: IVOA VOTable 1.4.

Read through astropy. Written here as TABLEDATA, whole columns at a time: astropy takes minutes for as much.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pyarrow as pa
import pyarrow.compute as pc

from gzlabel.catalogue.columns import ColumnInfo, described, is_number, unique_names, wanted_columns
from gzlabel.catalogue.plain import spelled
from gzlabel.catalogue.values import arrow_column
from gzlabel.errors import CatalogueError

SUFFIXES = (".vot", ".votable", ".xml")

_DATATYPES = {
    "bool": "boolean",
    "uint8": "unsignedByte",
    **dict.fromkeys(("int8", "int16"), "short"),
    **dict.fromkeys(("uint16", "int32"), "int"),
    **dict.fromkeys(("uint32", "int64"), "long"),
    "float32": "float",
    "float64": "double",
}
_ROWS_AT_ONCE = 1 << 14
_NOT_IN_XML = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{fffe}\x{ffff}]"
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"))


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is one of these."""
    return b"<VOTABLE" in head or b":VOTABLE" in head


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read the first table of a VOTable that has columns, or some of its columns."""
    from astropy.io import votable

    document = votable.parse(path, verify="ignore")
    found = next((table for table in document.iter_tables() if len(table.fields)), None)
    if found is None:
        raise CatalogueError("the VOTable holds no table", where=path, remedy="Ask the service for rows")
    fields = dict(zip(unique_names([field.name for field in found.fields]), found.fields, strict=True))
    names = wanted_columns(list(fields), columns, path)
    arrays = [arrow_column(found.array[fields[name].ID]) for name in names]
    schema = pa.schema(
        [_described(name, fields[name], array) for name, array in zip(names, arrays, strict=True)]
    )
    return pa.table(arrays, schema=schema)


def write(table: pa.Table, path: Path, header: Mapping[str, str]) -> None:
    """Write ``table`` with ``header`` as INFO elements; missing values are empty cells."""
    table = _storable(table)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">',
        "<RESOURCE>",
        *(f"<INFO name={_quoted(key)} value={_quoted(value)}/>" for key, value in header.items()),
        f'<TABLE nrows="{len(table)}">',
        *(_field_element(table, field) for field in table.schema),
        "<DATA><TABLEDATA>\n",
    ]
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write("\n".join(lines))
        for start in range(0, len(table), _ROWS_AT_ONCE):
            for row in _rows(table.slice(start, _ROWS_AT_ONCE)):
                stream.write(row)
        stream.write("</TABLEDATA></DATA>\n</TABLE>\n</RESOURCE>\n</VOTABLE>\n")


def _described(name: str, field: Any, array: pa.Array) -> pa.Field:
    said = {"unit": str(field.unit or ""), "ucd": field.ucd or "", "description": field.description or ""}
    return described(name, array.type, **said)


def _storable(table: pa.Table) -> pa.Table:
    """Spell as text what VOTable has no type for: numbers beyond int64, vectors with gaps in them."""
    table = spelled(table, vectors=True, booleans=True)
    for place, field in enumerate(table.schema):
        column = table[field.name]
        if pa.types.is_uint64(field.type):
            fits = (pc.max(column).as_py() or 0) < 2**63
            column = column.cast(pa.int64() if fits else pa.string())
        elif pa.types.is_fixed_size_list(field.type) and _has_gaps(column):
            column = spelled(table.select([field.name]), vectors=False)[field.name]
        table = table.set_column(place, field.with_type(column.type), column)
    return table


def _has_gaps(column: pa.ChunkedArray) -> bool:
    return bool(column.null_count or pc.list_flatten(column).null_count)


def _field_element(table: pa.Table, field: pa.Field) -> str:
    info = ColumnInfo.of(field)
    said = {"name": info.name, **_datatype(table[field.name]), "unit": info.unit, "ucd": info.ucd}
    attributes = " ".join(f"{key}={_quoted(value)}" for key, value in said.items() if value)
    if not info.description:
        return f"<FIELD {attributes}/>"
    return f"<FIELD {attributes}><DESCRIPTION>{_escaped(info.description)}</DESCRIPTION></FIELD>"


def _datatype(column: pa.ChunkedArray) -> dict[str, str]:
    if pa.types.is_fixed_size_list(column.type):
        of_one = _DATATYPES[ColumnInfo.of(pa.field("", column.type.value_type)).dtype]
        return {"datatype": of_one, "arraysize": str(column.type.list_size)}
    if pa.types.is_string(column.type):
        is_ascii = pc.all(pc.string_is_ascii(column)).as_py() is not False
        return {"datatype": "char" if is_ascii else "unicodeChar", "arraysize": "*"}
    return {"datatype": _DATATYPES[ColumnInfo.of(pa.field("", column.type)).dtype]}


def _rows(table: pa.Table) -> list[str]:
    cells = [_cells(table[name]) for name in table.column_names]
    joined = pc.binary_join_element_wise(*cells, "</TD><TD>", null_handling="replace", null_replacement="")
    return [f"<TR><TD>{row}</TD></TR>\n" for row in joined.to_pylist()]


def _cells(column: pa.ChunkedArray) -> pa.Array:
    values = column.combine_chunks()
    if pa.types.is_fixed_size_list(column.type):
        elements = _cells(pa.chunked_array([values.flatten()]))
        lists = pa.ListArray.from_arrays(
            pa.array(range(0, len(elements) + 1, column.type.list_size), pa.int32()), elements
        )
        return pc.binary_join(lists, " ")
    if pa.types.is_string(column.type):
        for sign, escape in _ESCAPES:
            values = pc.replace_substring(values, sign, escape)
        return pc.replace_substring_regex(values, _NOT_IN_XML, "\ufffd")
    text = values.cast(pa.string())
    if is_number(column.type) and pa.types.is_floating(column.type):
        text = pc.replace_substring(pc.replace_substring(text, "nan", "NaN"), "inf", "Inf")
    return text


def _escaped(text: str) -> str:
    for sign, escape in _ESCAPES:
        text = text.replace(sign, escape)
    return "".join("\ufffd" if ord(letter) < 32 and letter not in "\n\t" else letter for letter in text)


def _quoted(value: str) -> str:
    return quoteattr(
        "".join("\ufffd" if ord(letter) < 32 and letter not in "\n\t" else letter for letter in value)
    )
