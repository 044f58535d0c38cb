"""Text that a spreadsheet would run as a formula, made harmless by an apostrophe and restored on reading.

Reference: OWASP, CSV injection. Signed numbers, declinations (``-12:49:22.3``) and names
such as ``-J1234`` or ``- | SDSSJ1420+6019`` are none, and stay as they are: what follows a sign must call,
link or refer.
"""

import re

import pyarrow as pa
import pyarrow.compute as pc

_FORMULA = r"(?s:\s*[=@]|[\t\r]|\s*[+-].*(?:\w\(|\|.*!|\w'?!))"
_ARMED = rf"^'*{_FORMULA}"
_DISARMED = rf"^'+{_FORMULA}"


def disarmed(table: pa.Table) -> tuple[pa.Table, int]:
    """Put an apostrophe before each such text of ``table``; return it and how many there were."""
    names = [f"'{name}" if _is_armed(name) else name for name in table.column_names]
    n_escaped = sum(map(_is_armed, table.column_names))
    table = table.rename_columns(names)
    for place, field in enumerate(table.schema):
        column = table[place]
        if pa.types.is_dictionary(field.type):
            column = column.cast(field.type.value_type)
        if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
            continue
        armed = pc.match_substring_regex(column, _ARMED).fill_null(False)
        n_armed = pc.sum(armed).as_py() or 0
        if n_armed:
            n_escaped += n_armed
            quote, nothing = pa.scalar("'", column.type), pa.scalar("", column.type)
            made = pc.binary_join_element_wise(quote, column, nothing)
            disarmed_field = field.with_type(column.type)
            table = table.set_column(place, disarmed_field, pc.if_else(armed, made, column))
    return table, n_escaped


def _is_armed(text: str) -> bool:
    return bool(re.match(_ARMED, text))


def rearmed(table: pa.Table) -> pa.Table:
    """Take off the apostrophes that `disarmed` put."""
    table = table.rename_columns(
        [re.sub(_DISARMED, lambda found: found[0][1:], name) for name in table.column_names]
    )
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            column = table[place]
            escaped = pc.match_substring_regex(column, _DISARMED)
            table = table.set_column(
                place, field, pc.if_else(escaped, pc.utf8_slice_codeunits(column, 1), column)
            )
    return table
