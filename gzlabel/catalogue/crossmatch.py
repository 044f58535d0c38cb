"""Which galaxies are in another catalogue too: the nearest one within a radius on the sky."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue.columns import no_such_column
from gzlabel.catalogue.identifiers import identifiers
from gzlabel.catalogue.position_unit import position_unit_of
from gzlabel.catalogue.role_notes import unread_positions
from gzlabel.catalogue.roles import guess_roles
from gzlabel.catalogue.sky import SkyPositions
from gzlabel.catalogue.tables import read_table
from gzlabel.errors import CatalogueError


@dataclass(frozen=True)
class Matches:
    """Galaxies that another catalogue has too, in the order of their rows.

    Attributes
    ----------
    rows, other_rows
        ``(n_matches,)`` int64, here and in the other catalogue.
    separations_arcsec
        ``(n_matches,)``.
    """

    rows: NDArray[np.int64]
    other_rows: NDArray[np.int64]
    separations_arcsec: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.rows)


def crossmatch(positions: SkyPositions, others: SkyPositions, radius_arcsec: float) -> Matches:
    """Match each galaxy that has a position to the nearest of ``others`` within ``radius_arcsec``.

    Several galaxies may match the same other one.

    Raises
    ------
    CatalogueError
        If the radius is not between 0 and 180 degrees.
    """
    from astropy import units
    from astropy.coordinates import SkyCoord, match_coordinates_sky

    if not 0.0 < radius_arcsec <= 180.0 * 3600.0:
        raise CatalogueError(f"a radius of {radius_arcsec} arcsec matches nothing", remedy="Try 2")
    rows, other_rows = np.flatnonzero(positions.known), np.flatnonzero(others.known)
    if len(rows) == 0 or len(other_rows) == 0:
        return Matches(rows[:0], other_rows[:0], np.empty(0))
    here = SkyCoord(positions.ra_deg[rows], positions.dec_deg[rows], unit="deg")
    there = SkyCoord(others.ra_deg[other_rows], others.dec_deg[other_rows], unit="deg")
    nearest, separations, _ = match_coordinates_sky(here, there)
    arcsec = np.asarray(separations.to_value(units.arcsec), dtype=np.float64)
    close = arcsec <= radius_arcsec
    return Matches(rows[close], other_rows[nearest[close]], arcsec[close])


@dataclass(frozen=True)
class Known:
    """Which galaxies another catalogue has.

    Attributes
    ----------
    ids
        ``(n_galaxies,)`` its name of each, None where it has none within the radius.
    separations_arcsec
        ``(n_galaxies,)``, NaN where it has none.
    source, radius_arcsec
        The other catalogue's file, and how close a match must be.
    """

    ids: NDArray[np.object_]
    separations_arcsec: NDArray[np.float64]
    source: str
    radius_arcsec: float

    def __len__(self) -> int:
        return int(np.isfinite(self.separations_arcsec).sum())


def known_in(
    positions: SkyPositions | None,
    other: Path,
    radius_arcsec: float = 2.0,
    *,
    id_column: str | None = None,
    ra_column: str | None = None,
    dec_column: str | None = None,
) -> Known:
    """Look each galaxy up in a table of any known format by its position.

    Parameters
    ----------
    positions
        Of the galaxies; None where their table gives none.
    id_column, ra_column, dec_column
        Of the other table, where they should not be guessed.

    Raises
    ------
    CatalogueError
        If either has no positions, or a column is not there.
    """
    if positions is None:
        raise CatalogueError(
            "these galaxies have no positions to match by",
            remedy="Make the workspace with --ra and --dec, where the table has them",
        )
    table = read_table(other)
    for given in (id_column, ra_column, dec_column):
        if given and given not in table.column_names:
            raise no_such_column(given, table.column_names, other)
    roles = guess_roles(table)
    is_told = bool(ra_column and dec_column)
    ra, dec = ra_column or roles.ra_column, dec_column or roles.dec_column
    there = _positions_in(table, ra, dec, other, is_told=is_told)
    matches = crossmatch(positions, there, radius_arcsec)
    name = id_column or roles.id_column
    names = identifiers(table[name], name)[0] if name else np.arange(table.num_rows)
    ids = np.full(len(positions), None, dtype=object)
    separations = np.full(len(positions), np.nan)
    ids[matches.rows] = [str(one) for one in names[matches.other_rows]]
    separations[matches.rows] = matches.separations_arcsec
    return Known(ids, separations, other.name, radius_arcsec)


def _positions_in(
    table: pa.Table, ra: str | None, dec: str | None, where: Path, *, is_told: bool
) -> SkyPositions:
    unit = position_unit_of(table, ra, dec, is_told=is_told) if ra and dec else None
    if not (ra and dec and unit):
        why = unread_positions(table, ra, dec)
        raise CatalogueError(
            f"no columns of right ascension and declination are found{f': {why}' if why else ''}",
            where=where,
            remedy="Say which they are, with --other-ra and --other-dec (in Python ra_column and dec_column); "
            f"the columns are {', '.join(table.column_names[:20])}",
        )
    return SkyPositions.of(table[ra], table[dec], unit)
