"""Addresses: those of the web, on a server no catalogue can choose."""

from urllib.parse import parse_qs, urlsplit

import pytest

from gzlabel.catalogue.links import LINKS, checked_link, link
from gzlabel.errors import UserError


@pytest.mark.parametrize("name", LINKS)
def test_every_known_place_has_the_position_in_its_address(name: str) -> None:
    address = link(LINKS[name], {"ra": 150.125, "dec": -2.5})
    assert address.startswith("https://")
    assert "150.125" in address
    assert "-2.5" in address
    assert " " not in address


def test_simbad_is_asked_for_a_signed_position() -> None:
    asked = parse_qs(urlsplit(link(LINKS["SIMBAD"], {"ra": 150.125, "dec": 2.5})).query)
    assert asked["Coord"] == ["150.125000+2.500000"]


def test_a_value_stays_in_its_place() -> None:
    address = link("https://a.org/{name}?ra={ra}", {"name": "../x?&#\n", "ra": 1.0})
    assert address == "https://a.org/..%2Fx%3F%26%23%0A?ra=1.0"


@pytest.mark.parametrize(
    "template",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://a.org/{ra}",
        "https://{name}/x",
        "https://me@{ra}.org",
        "https://a.org@b.org/{ra}",
        "//a.org/{ra}",
        "",
        "https://a.org/{ra.__class__!r}",
    ],
)
def test_other_addresses_are_refused(template: str) -> None:
    with pytest.raises(UserError):
        checked_link(template)


def test_a_galaxy_without_the_value_is_told() -> None:
    with pytest.raises(UserError, match="lacks another value"):
        link("https://a.org/?z={z}", {"z": None})
