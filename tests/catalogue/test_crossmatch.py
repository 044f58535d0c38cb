"""Galaxies that another catalogue has too."""

import numpy as np
import pytest

from gzlabel.catalogue import SkyPositions, crossmatch
from gzlabel.errors import CatalogueError

ARCSEC = 1.0 / 3600.0


def at(*places: tuple[float, float]) -> SkyPositions:
    ra, dec = np.array(places, dtype=np.float64).reshape(-1, 2).T
    return SkyPositions(ra, dec)


def test_the_nearest_within_the_radius() -> None:
    here = at((10.0, 60.0), (20.0, 0.0), (359.9999, 0.0), (np.nan, np.nan))
    there = at((np.nan, np.nan), (10.0 + 2 * ARCSEC, 60.0), (10.0 + 4 * ARCSEC, 60.0), (0.0001, 0.0))
    found = crossmatch(here, there, 1.5)
    assert found.rows.tolist() == [0, 2]
    assert found.other_rows.tolist() == [1, 3]
    assert found.separations_arcsec == pytest.approx([1.0, 0.72], abs=1e-3)


def test_nothing_to_match() -> None:
    assert len(crossmatch(at((1.0, 1.0)), at(), 1.0)) == 0


@pytest.mark.parametrize("radius", [0.0, -1.0, np.nan, 1e9])
def test_refuses_a_radius(radius: float) -> None:
    with pytest.raises(CatalogueError, match="matches nothing"):
        crossmatch(at((1.0, 1.0)), at((1.0, 1.0)), radius)
