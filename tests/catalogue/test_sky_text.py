"""Positions as text, by worked numbers and against astropy."""

import pytest
from astropy.coordinates import SkyCoord
from hypothesis import given
from hypothesis import strategies as st

from gzlabel.catalogue.sky_text import degrees_text, iau_name, sexagesimal_text

COSMOS = (150.1163213, 2.205147)  # 10h 00m 27.917112s, +02d 12m 18.5292s


def test_one_position_in_three_ways() -> None:
    assert degrees_text(*COSMOS) == "150.1163213 +2.2051470"
    assert sexagesimal_text(*COSMOS) == "10:00:27.917 +02:12:18.53"
    assert iau_name(*COSMOS) == "J100027.91+021218.5"


@pytest.mark.parametrize(
    ("position", "name"),
    [
        ((0.0, 0.0), "J000000.00+000000.0"),
        ((359.9999999, -0.0001), "J235959.99-000000.3"),
        ((187.2779154, 2.0523883), "J122906.69+020308.5"),  # 3C 273, known as J1229+0203
        ((15.0, 2.205), "J010000.00+021218.0"),  # exact in decimals, not in binary
    ],
)
def test_names_are_cut_off_and_not_rounded(position: tuple[float, float], name: str) -> None:
    assert iau_name(*position) == name


def test_what_rounds_to_a_full_circle_begins_again() -> None:
    assert sexagesimal_text(359.99999999, -89.999999999) == "00:00:00.000 -90:00:00.00"


@given(st.floats(0, 359.999), st.floats(-90, 90))
def test_sexagesimal_text_is_read_back_by_astropy(ra: float, dec: float) -> None:
    read = SkyCoord(sexagesimal_text(ra, dec), unit=("hourangle", "deg"))
    assert read.separation(SkyCoord(ra, dec, unit="deg")).arcsec < 0.01
