"""Positions in degrees, from whatever a table holds."""

import numpy as np
import pyarrow as pa
import pytest
from astropy.coordinates import SkyCoord
from hypothesis import given
from hypothesis import strategies as st

from gzlabel.catalogue import SkyPositions
from gzlabel.catalogue.sky import PositionUnit, sexagesimal_degrees
from gzlabel.errors import CatalogueError


def column(*values: object) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(values)])


@pytest.mark.parametrize(
    ("text", "hours", "degrees"),
    [
        ("00:08:27.05", True, 2.112708333),
        ("-00:30:00", False, -0.5),
        ("−12:49:22.3", False, -12.822861111),
        ("+27 43 03.6", False, 27.717666667),
        ("12h30m", True, 187.5),
        ("12h30m00s", False, 187.5),
        ("10d15m00s", True, 10.25),
        ("10°15′30″", True, 10.258333333),
        (" 1:30 ", True, 22.5),
    ],
)
def test_sexagesimal(text: str, hours: bool, degrees: float) -> None:
    assert sexagesimal_degrees(column(text), hours=hours)[0] == pytest.approx(degrees, abs=1e-9)


@pytest.mark.parametrize("text", ["", "galaxy", "12:61:00", "1:2:3:4", "12.5"])
def test_what_is_not_sexagesimal(text: str) -> None:
    assert np.isnan(sexagesimal_degrees(column(text), hours=False)[0])


@given(st.floats(0, 359.999), st.floats(-90, 90))
def test_sexagesimal_of_astropy(ra: float, dec: float) -> None:
    there = SkyCoord(ra, dec, unit="deg")
    text = there.to_string("hmsdms", sep=":", precision=4).split()
    found = SkyPositions.of(column(text[0]), column(text[1]), "sexagesimal")
    assert found.dec_deg[0] == pytest.approx(dec, abs=1e-7)
    assert abs((found.ra_deg[0] - ra + 180) % 360 - 180) < 1e-6


@pytest.mark.parametrize(
    ("ra", "unit", "expected"), [(np.pi, "radians", 180.0), (1.5, "hours", 22.5), (-90.0, "degrees", 270.0)]
)
def test_numbers(ra: float, unit: PositionUnit, expected: float) -> None:
    assert SkyPositions.of(column(ra), column(0.0), unit).ra_deg[0] == pytest.approx(expected)


def test_what_is_off_the_sphere_is_unknown() -> None:
    found = SkyPositions.of(
        column(10.0, 400.0, -99.0, None, 10.0), column(5.0, 5.0, -99.0, 5.0, 91.0), "degrees"
    )
    assert found.known.tolist() == [True, False, False, False, False]
    assert np.isnan(found.dec_deg[1:]).all()


def test_numbers_are_not_sexagesimal() -> None:
    with pytest.raises(CatalogueError, match="must be text"):
        SkyPositions.of(column(1.0), column(2.0), "sexagesimal")
