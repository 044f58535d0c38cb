"""The column of a catalogue that says where images are."""

import pyarrow as pa

from gzlabel.catalogue.images.decode import IMAGE_SUFFIXES
from gzlabel.catalogue.images.extended_name import file_and_extension
from gzlabel.errors import ImageError

_LOOKED_AT = 200


def path_column(table: pa.Table) -> str | None:
    """Name of the column whose first values end like image files; None where there is none."""
    for field in table.schema:
        if not (pa.types.is_string(field.type) or pa.types.is_large_string(field.type)):
            continue
        values = [value for value in table[field.name].slice(0, _LOOKED_AT).to_pylist() if value]
        names = [file_and_extension(value)[0].lower() for value in values]
        if names and all(name.endswith(IMAGE_SUFFIXES) for name in names):
            return str(field.name)
    return None


def strings_of(table: pa.Table, column: str) -> pa.ChunkedArray:
    """The values of ``column`` as strings.

    Raises
    ------
    ImageError
        If there is no such column.
    """
    if column not in table.column_names:
        raise ImageError(
            f"the table has no column {column!r}",
            remedy=f"Its columns are {', '.join(table.column_names[:12])}",
        )
    return table[column].cast(pa.string())
