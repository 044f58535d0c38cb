"""Text tables end up in spreadsheets, which would run a cell that looks like a formula.

An apostrophe before such a cell makes it text again. Signed numbers, declinations such as ``+12:30:01`` and
names such as ``-J1234`` are none. See OWASP, "CSV injection".
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

_SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".dat", ".ecsv")
_FORMULA = r"^(?:\s*[=@]|[\t\r]|\s*[+-].*[(|!])"


def without_formulae(table: "pa.Table", path: Path) -> tuple["pa.Table", int]:
    """Disarm the formulae of a table about to be written as text; return it with the number of cells changed.

    A table that goes into another format is returned as it is.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if path.suffix.lower() not in _SUFFIXES:
        return table, 0
    n_changed = 0
    for place, field in enumerate(table.schema):
        column = table[field.name]
        if pa.types.is_dictionary(field.type):
            column = column.cast(field.type.value_type)
        if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
            continue
        is_formula = pc.fill_null(pc.match_substring_regex(column, _FORMULA), False)
        n_formulae = pc.sum(is_formula).as_py() or 0
        if n_formulae:
            armless = pc.binary_join_element_wise(
                pa.scalar("'", column.type), column, pa.scalar("", column.type)
            )
            column = pc.if_else(is_formula, armless, column)
            table = table.set_column(place, field.with_type(column.type), column)
            n_changed += int(n_formulae)
    names = pa.array(table.column_names)
    is_formula = pc.match_substring_regex(names, _FORMULA).to_pylist()
    renamed = [
        f"'{name}" if is_one else name for name, is_one in zip(table.column_names, is_formula, strict=True)
    ]
    return table.rename_columns(renamed), n_changed + sum(is_formula)
