"""A catalogue grows: further rows after those that are there, no column changed."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue.columns import no_such_column
from gzlabel.catalogue.identifiers import identifiers
from gzlabel.catalogue.row_finder import RowFinder
from gzlabel.errors import CatalogueError


def known_rows(table: pa.Table, id_column: str, finder: RowFinder) -> NDArray[np.bool_]:
    """Return which rows of ``table`` ``(n,)`` are of galaxies that ``finder`` knows.

    Raises
    ------
    CatalogueError
        If ``table`` has no such column, or gives one id twice.
    """
    if id_column not in table.column_names:
        error = no_such_column(id_column, table.column_names)
        raise CatalogueError(
            f"{error.what}, by which the catalogue knows its galaxies",
            remedy=f"Call the column of ids {id_column!r}. {error.remedy}",
        )
    ids, notes = identifiers(table[id_column], id_column)
    if notes:
        raise CatalogueError(
            f"the new rows cannot be told apart: {notes[0].rstrip('.')}",
            remedy="Give each its own id",
        )
    return finder.rows(ids.tolist()) >= 0


def joined(old: pa.Table, new: pa.Table) -> pa.Table:
    """Return the rows of ``old``, as they are, and after them those of ``new``.

    Raises
    ------
    CatalogueError
        If a column of ``new`` does not fit that of ``old`` without loss.
    """
    columns = []
    for field in old.schema:
        if field.name in new.column_names:
            columns.append(_fitted(new[field.name], field))
        else:
            columns.append(pa.chunked_array([pa.nulls(len(new), field.type)]))
    fields = list(old.schema)
    for field in new.schema:
        if field.name not in old.column_names:
            fields.append(field)
            columns.append(new[field.name])
            old = old.append_column(field, pa.nulls(len(old), field.type))
    schema = pa.schema(fields, metadata=old.schema.metadata)
    return pa.concat_tables([old.cast(schema), pa.table(columns, schema=schema)])


def _fitted(column: pa.ChunkedArray, field: pa.Field) -> pa.ChunkedArray:
    try:
        return column.cast(field.type, safe=True)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise CatalogueError(
            f"column {field.name!r} is {field.type} here and {column.type} in the new table: {error}",
            remedy="Save the new table with columns of the same types",
        ) from error
