"""Tables for formats that know numbers, truth values and text only."""

import json
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from gzlabel.catalogue.columns import is_number, is_text


def spelled(table: pa.Table, *, vectors: bool, booleans: bool = False) -> pa.Table:
    """Return ``table`` with what a plain format lacks spelled as text, units and descriptions kept.

    Parameters
    ----------
    vectors
        Whether the format has columns of fixed-length vectors; else they are spelled as JSON, as lists are.
    booleans
        Whether it has truth values; else they are spelled ``True`` and ``False``.
    """
    for place, field in enumerate(table.schema):
        column = _spelled(table[field.name], vectors=vectors, booleans=booleans)
        if column is not table[field.name]:
            table = table.set_column(place, field.with_type(column.type), column)
    return table


def without_blank_lines(table: pa.Table) -> pa.Table:
    """Write a missing value of the only column as ``""``: readers pass over blank lines."""
    if table.num_columns != 1 or table[0].null_count == 0:
        return table
    text = table[0].cast(pa.string()).fill_null("")
    return table.set_column(0, table.field(0).with_type(pa.string()), text)


def _spelled(column: pa.ChunkedArray, *, vectors: bool, booleans: bool) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _spelled(column.cast(kind.value_type), vectors=vectors, booleans=booleans)
    if pa.types.is_boolean(kind):
        return column if booleans else pc.if_else(column, "True", "False")
    if is_text(kind):
        return column if pa.types.is_string(kind) else column.cast(pa.string())
    if pa.types.is_float16(kind):
        return column.cast(pa.float32())
    if is_number(kind) or (vectors and pa.types.is_fixed_size_list(kind) and is_number(kind.value_type)):
        return column
    if pa.types.is_null(kind):
        return column.cast(pa.string())
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return pa.chunked_array([pa.array([_json(value) for value in column.to_pylist()], pa.string())])
    if pa.types.is_timestamp(kind):
        return pc.replace_substring(column.cast(pa.string()), " ", "T", max_replacements=1)
    return column.cast(pa.string())


def _json(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return json.dumps(value, ensure_ascii=False, default=str)
