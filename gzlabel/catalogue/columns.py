"""What a column says of itself: its unit, its UCD, its description, kept with the values it describes.

A table is a `pyarrow.Table`; what an astronomer's format knows of a column lies in the metadata of its field.
UCDs are those of the IVOA, https://www.ivoa.net/documents/UCD1+/.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import pyarrow as pa

from gzlabel.enumeration import enumerated
from gzlabel.errors import CatalogueError

UNIT, UCD, DESCRIPTION = b"unit", b"ucd", b"description"


@dataclass(frozen=True)
class ColumnInfo:
    """One column, as a person would list it.

    Attributes
    ----------
    name
        As in the user's file.
    dtype
        ``int64``, ``float32``, ``bool``, ``text``; ``float32[768]`` for a vector of a fixed length.
    unit, ucd, description
        Empty where the file did not say.
    """

    name: str
    dtype: str
    unit: str = ""
    ucd: str = ""
    description: str = ""

    @classmethod
    def of(cls, field: pa.Field) -> "ColumnInfo":
        """Describe one field of a table."""
        metadata = field.metadata or {}
        unit, ucd, description = (metadata.get(key, b"").decode() for key in (UNIT, UCD, DESCRIPTION))
        return cls(field.name, dtype_name(field.type), unit, ucd, description)


def described(
    name: str, arrow_type: pa.DataType, *, unit: str = "", ucd: str = "", description: str = ""
) -> pa.Field:
    """Make a field that carries its unit, UCD and description; empty ones are left out."""
    said = {UNIT: unit, UCD: ucd, DESCRIPTION: description}
    metadata = {key: value.encode() for key, value in said.items() if value}
    return pa.field(name, arrow_type, metadata=metadata or None)


def dtype_name(arrow_type: pa.DataType) -> str:
    """Name an Arrow type as NumPy does, and any kind of string ``text``."""
    if pa.types.is_dictionary(arrow_type):
        return dtype_name(arrow_type.value_type)
    if is_text(arrow_type):
        return "text"
    if pa.types.is_fixed_size_list(arrow_type):
        return f"{dtype_name(arrow_type.value_type)}[{arrow_type.list_size}]"
    if pa.types.is_list(arrow_type) or pa.types.is_large_list(arrow_type):
        return f"{dtype_name(arrow_type.value_type)}[]"
    if is_number(arrow_type):
        return str(arrow_type.to_pandas_dtype()().dtype)
    return str(arrow_type)


def is_number(arrow_type: pa.DataType) -> bool:
    """Whether a column of this type holds integers or floating-point numbers."""
    return bool(pa.types.is_integer(arrow_type) or pa.types.is_floating(arrow_type))


def is_text(arrow_type: pa.DataType) -> bool:
    """Whether a column of this type holds strings, plain or as the categories of a dictionary."""
    if pa.types.is_dictionary(arrow_type):
        return is_text(arrow_type.value_type)
    return bool(
        pa.types.is_string(arrow_type)
        or pa.types.is_large_string(arrow_type)
        or pa.types.is_string_view(arrow_type)
    )


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """Strip names, call unnamed columns ``col3`` by their place, tell repeated ones apart: ``ra_2``."""
    unique: dict[str, None] = {}
    taken = {name.strip() for name in names}
    for place, raw in enumerate(names, start=1):
        stem = raw.strip() or f"col{place}"
        name, count = stem, 1
        while name in unique or (name != raw.strip() and name in taken):
            count += 1
            name = f"{stem}_{count}"
        unique[name] = None
    return tuple(unique)


def wanted_columns(available: Sequence[str], wanted: Sequence[str] | None, where: str | Path) -> list[str]:
    """Return the columns to read: ``wanted``, or all.

    Raises
    ------
    CatalogueError
        If one is not there, naming those whose names come close.
    """
    if wanted is None:
        return list(available)
    for name in wanted:
        if name not in available:
            raise no_such_column(name, available, where)
    return list(wanted)


def no_such_column(name: str, available: Sequence[str], where: str | Path | None = None) -> CatalogueError:
    """Make the error for a column that is not there."""
    lower = {known.lower(): known for known in available}
    close = [lower[match] for match in get_close_matches(name.lower(), list(lower), n=3, cutoff=0.6)]
    opening = "Did you mean" if close else "Its columns are"
    remedy = f"{opening} {enumerated(map(repr, close or available), 8)}" + ("?" if close else "")
    return CatalogueError(f"there is no column {name!r}", where=where, remedy=remedy.removesuffix("?"))
