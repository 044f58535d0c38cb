"""Galaxies as somebody else's table names them: by the column of ids, each row accounted for."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gzlabel.errors import CatalogueError
from gzlabel.workspace.workspace import Workspace

if TYPE_CHECKING:
    import pyarrow as pa


def ids_of(workspace: Workspace, table: "pa.Table", path: Path) -> list[Any]:
    """Ids that a table gives.

    Raises
    ------
    CatalogueError
        If no column has their name.
    """
    name = workspace.catalogue.id_column
    found = column_of(table, ("id", name) if name is None or name not in table.column_names else (name,))
    if found is None:
        raise CatalogueError(
            f"there is no column of ids among {', '.join(map(repr, table.column_names))}",
            where=path,
            remedy=f"Name it 'id'{f' or {name!r}' if name else ''}",
        )
    return found


def rows_of(workspace: Workspace, numbered: Sequence[tuple[int, Any]], path: Path) -> list[int]:
    """Rows of the galaxies in ``numbered`` rows of a table; the error names the row, from 1, as a person counts."""
    try:
        return [int(row) for row in workspace.catalogue.rows_of([one for _, one in numbered])]
    except CatalogueError as error:
        for number, one in numbered:
            try:
                workspace.catalogue.rows_of([one])
            except CatalogueError:
                raise CatalogueError(
                    f"row {number} has the id {one!r}, which is not in the catalogue; {error.what}",
                    where=path,
                    remedy=error.remedy,
                ) from error
        raise


def column_of(table: "pa.Table", names: Sequence[str | None]) -> list[Any] | None:
    """Values of the first column with one of these names, whatever its case."""
    for name in names:
        for column in table.column_names:
            if name is not None and column.lower() == name.lower():
                values: list[Any] = table[column].to_pylist()
                return values
    return None


def is_blank(value: Any) -> bool:
    """Whether a cell of a table says nothing."""
    return value is None or value == "" or (isinstance(value, float) and np.isnan(value))
