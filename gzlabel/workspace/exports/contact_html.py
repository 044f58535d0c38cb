"""A contact sheet as one web page that carries its pictures and can run nothing.

Every text is escaped, and a content security policy forbids scripts and connections besides.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

from gzlabel.workspace.exports.contact_sheet import THUMBNAIL_PIXELS, Section, Tile

_STYLE = f"""
:root {{ color-scheme: light dark; font: 14px/1.35 system-ui, sans-serif; }}
body {{ margin: 2rem; }}
h1 {{ font-size: 1.4rem; margin: 0 0 1rem; }}
h2 {{ font-size: 1.1rem; margin: 2rem 0 .6rem; }}
.sheet {{ display: flex; flex-wrap: wrap; gap: 12px; }}
figure {{ margin: 0; width: {THUMBNAIL_PIXELS}px; break-inside: avoid; }}
img, .none {{ width: {THUMBNAIL_PIXELS}px; height: {THUMBNAIL_PIXELS}px; border-radius: 4px; background: #888; }}
.none {{ display: grid; place-items: center; background: #8883; }}
figcaption {{ margin-top: 4px; font-size: 12px; overflow-wrap: anywhere; }}
figcaption b {{ display: block; }}
dl {{ display: grid; grid-template-columns: max-content auto; gap: 2px 1rem; font-size: 12px; margin-top: 3rem; }}
dt {{ opacity: .7; }} dd {{ margin: 0; }}
"""

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write(path: Path, title: str, facts: Mapping[str, str], sections: Sequence[Section]) -> None:
    """Write the page.

    Parameters
    ----------
    path
        The file.
    title
        Of the page.
    facts
        How the sheet was made, listed at its end.
    sections
        The galaxies; each is drawn as it is reached.
    """
    with path.open("w", encoding="utf-8") as file:
        file.write(
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
            '<meta name="viewport" content="width=device-width">'
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>\n<h1>{escape(title)}</h1>\n"
        )
        for section in sections:
            if section.heading:
                file.write(f"<h2>{escape(section.heading)}</h2>\n")
            file.write('<div class="sheet">\n')
            file.writelines(_figure(tile) for tile in section.tiles)
            file.write("</div>\n")
        listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts.items())
        file.write(f"<dl>{listed}</dl>\n</body></html>\n")


def _figure(tile: Tile) -> str:
    title = escape(tile.title)
    picture = '<div class="none">no image</div>'
    if tile.image is not None:
        buffer = BytesIO()
        tile.image.save(buffer, "JPEG", quality=88)
        data = b64encode(buffer.getvalue()).decode()
        picture = f'<img src="data:image/jpeg;base64,{data}" alt="{title}">'
    lines = "".join(f"<div>{escape(line)}</div>" for line in tile.lines)
    return f"<figure>{picture}<figcaption><b>{title}</b>{lines}{_links(tile)}</figcaption></figure>\n"


def _links(tile: Tile) -> str:
    """To where the galaxy can be looked up, by its position."""
    if tile.position is None:
        return ""
    ra, dec = (f"{value:.6f}" for value in tile.position)
    survey = urlencode({"ra": ra, "dec": dec, "layer": "ls-dr10", "zoom": 15})
    simbad = urlencode({"Coord": f"{ra} {dec}", "Radius": "10", "Radius.unit": "arcsec"})
    links = {
        "Legacy Survey": f"https://www.legacysurvey.org/viewer?{survey}",
        "SIMBAD": f"https://simbad.cds.unistra.fr/simbad/sim-coo?{simbad}",
    }
    shown = " · ".join(
        f'<a href="{escape(address)}" rel="noreferrer">{name}</a>' for name, address in links.items()
    )
    return f"<div>{shown}</div>"
