"""What the user should be told of the roles that a table's columns were given."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from gzlabel.catalogue.identifiers import identifiers
from gzlabel.catalogue.position_unit import no_positions, spelling_of
from gzlabel.catalogue.roles import position_columns
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
        return ("The table gives no positions on the sky.", *_unread_notes(table, ra, dec))
    unknown = np.flatnonzero(~SkyPositions.of(table[ra], table[dec], unit).known)
    if len(unknown) == 0:
        return ()
    first = int(unknown[0])
    return (
        f"{len(unknown):,} of {table.num_rows:,} galaxies have no usable position in {ra!r} and {dec!r}: the first "
        f"is row {first}, counted from 0, with {_shown(table, ra, first)} and {_shown(table, dec, first)}. "
        "Mend them, or choose other columns (--ra, --dec).",
    )


def unread_positions(table: pa.Table, ra: str | None, dec: str | None) -> str:
    """Why two columns, or those that are called positions, cannot be taken for them; empty where there are none."""
    if not (ra and dec):
        ra, dec = position_columns(list(table.schema))
    if not (ra and dec) or not table.num_rows:
        return ""
    said = "; ".join(filter(None, (_unread(table, name) for name in (ra, dec))))
    if said:
        return said
    kinds = (spelling_of(table[name]) or "blanks" for name in (ra, dec))
    return " and ".join(f"{name!r} holds {kind}" for name, kind in zip((ra, dec), kinds, strict=True))


def _unread_notes(table: pa.Table, ra: str | None, dec: str | None) -> tuple[str, ...]:
    why = unread_positions(table, ra, dec)
    if not why:
        return ()
    remedy = "Choose other columns, or these if some of their values are positions (--ra, --dec)."
    return (f"Columns that are called positions were not used as such: {why}. {remedy}",)


def _unread(table: pa.Table, name: str) -> str:
    others = np.flatnonzero(no_positions(table[name]))
    if len(others) == 0:
        return ""
    first = int(others[0])
    return (
        f"{len(others):,} of {table.num_rows:,} values of {name!r} are neither a number nor sexagesimal, the first "
        f"in row {first}, counted from 0: {_value(table, name, first)}"
    )


def _shown(table: pa.Table, name: str, row: int) -> str:
    return f"{name} {_value(table, name, row)}"


def _value(table: pa.Table, name: str, row: int) -> str:
    value = table[name][row].as_py()
    return "blank" if value is None or not str(value).strip() else repr(value)[:40]
