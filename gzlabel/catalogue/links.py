"""Where else a galaxy can be looked at: addresses with its position in them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from gzlabel.catalogue.images.template import filled, template_fields
from gzlabel.errors import CatalogueError

LINKS: Mapping[str, str] = {
    "Legacy Survey viewer": "https://www.legacysurvey.org/viewer?ra={ra:.6f}&dec={dec:.6f}"
    "&layer=ls-dr10&zoom=16&mark={ra:.6f},{dec:.6f}",
    "SIMBAD": "https://simbad.cds.unistra.fr/simbad/sim-coo?Coord={ra:.6f}{dec:+.6f}"
    "&CooFrame=ICRS&Radius=10&Radius.unit=arcsec&submit=submit%20query",
    "NED": "https://ned.ipac.caltech.edu/conesearch?search_type=Near%20Position%20Search&in_csys=Equatorial"
    "&in_equinox=J2000&ra={ra:.6f}d&dec={dec:.6f}d&radius=0.2",
    "ESASky": "https://sky.esa.int/esasky/?target={ra:.6f}%20{dec:.6f}&hips=DSS2%20color&fov=0.05"
    "&cooframe=J2000&sci=true",
    "SDSS": "https://skyserver.sdss.org/dr18/VisualTools/navi?ra={ra:.6f}&dec={dec:.6f}&scale=0.2",
}
"""What to call a place, and its address; SIMBAD's position is quoted like every value."""


def checked_link(template: str) -> str:
    """Return an address with ``{ra}``, ``{dec}``, ``{id}`` or columns in it, if it is one that may be opened.

    Raises
    ------
    CatalogueError
        If it is not of the web, or a galaxy could choose the server.
    """
    template = template.strip()
    parts = urlsplit(template)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise CatalogueError(
            f"{template!r} is no address of the web", remedy="Begin with https://, as https://a.org/?ra={ra}"
        )
    if "{" in parts.netloc or "@" in parts.netloc:
        raise CatalogueError(
            f"the server of {template!r} is not fixed", remedy="Write columns after the server's name only"
        )
    template_fields(template)
    return template


def link(template: str, values: Mapping[str, Any]) -> str:
    """Return the address of one galaxy; values are quoted, so none of them changes more than its own place.

    Raises
    ------
    CatalogueError
        If the galaxy has no value for the address, or it is none that may be opened.
    """
    checked = checked_link(template)
    found = filled(checked, {name: [value] for name, value in values.items()}, 1, quoted=True)[0].as_py()
    if found is None:
        raise CatalogueError(
            "this galaxy has no position, or lacks another value of the address",
            where=template,
            remedy="Choose another galaxy, or say which columns hold right ascension and declination",
        )
    return str(found)
