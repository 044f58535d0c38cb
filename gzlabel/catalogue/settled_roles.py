"""What the columns of a new catalogue are for, once the user has spoken: as told, else as proposed."""

from typing import Any

import pyarrow as pa

from gzlabel.catalogue.columns import no_such_column
from gzlabel.catalogue.position_unit import position_unit_of
from gzlabel.catalogue.roles import guess_roles
from gzlabel.catalogue.sky import PositionUnit


def settled_roles(
    table: pa.Table,
    id_column: str | None,
    ra_column: str | None,
    dec_column: str | None,
    position_unit: PositionUnit | None = None,
) -> dict[str, Any]:
    """Return the roles as a catalogue keeps them; one not given is guessed, ``""`` means none.

    Raises
    ------
    CatalogueError
        If a named column is not there.
    """
    guessed = guess_roles(table)
    ra = _given(ra_column, guessed.ra_column, table)
    dec = _given(dec_column, guessed.dec_column, table)
    is_told = bool(ra_column and dec_column)
    unit = (position_unit or position_unit_of(table, ra, dec, is_told=is_told)) if ra and dec else None
    return {
        "id_column": _given(id_column, guessed.id_column, table),
        "ra_column": ra,
        "dec_column": dec,
        "position_unit": unit,
    }


def _given(name: str | None, guessed: str | None, table: pa.Table) -> str | None:
    if name is None:
        return guessed
    if name and name not in table.column_names:
        raise no_such_column(name, table.column_names)
    return name or None
