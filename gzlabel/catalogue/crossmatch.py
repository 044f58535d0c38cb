"""Which galaxies are in another catalogue too: the nearest one within a radius on the sky."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue.sky import SkyPositions
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
