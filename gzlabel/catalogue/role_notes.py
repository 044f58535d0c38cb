"""What the user should be told of the roles that a table's columns were given."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from gzlabel.catalogue.identifiers import identifiers
from gzlabel.catalogue.sky import SkyPositions


def id_notes(table: pa.Table, roles: Mapping[str, Any]) -> tuple[str, ...]:
    """What there is to say of its ids."""
    if roles["id_column"] is None:
        return ("The table has no column of ids: galaxies are called by their row number, from 0.",)
    return identifiers(table[roles["id_column"]], roles["id_column"])[1]


def position_notes(table: pa.Table, roles: Mapping[str, Any]) -> tuple[str, ...]:
    """What there is to say of its positions."""
    ra, dec, unit = roles["ra_column"], roles["dec_column"], roles["position_unit"]
    if unit is None:
        return ("The table gives no positions on the sky.",)
    n_unknown = int((~SkyPositions.of(table[ra], table[dec], unit).known).sum())
    return (f"{n_unknown} galaxies have no usable position in {ra!r} and {dec!r}.",) if n_unknown else ()
