"""DS9 region files: a circle around every galaxy that has a position. Written only.

Reference: https://ds9.si.edu/doc/ref/region.html
"""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from gzlabel.catalogue.roles import guess_roles
from gzlabel.catalogue.sky import SkyPositions
from gzlabel.errors import CatalogueError

SUFFIXES = (".reg",)

_RADIUS_ARCSEC = 5.0


def write(table: pa.Table, path: Path, header: Mapping[str, str]) -> None:
    """Write a circle of 5 arcseconds a galaxy, its id as the text, in degrees, ICRS.

    Raises
    ------
    CatalogueError
        If the table has no positions.
    """
    roles = guess_roles(table)
    if not (roles.ra_column and roles.dec_column and roles.position_unit):
        raise CatalogueError(
            "regions need positions, and the table has none that can be used",
            where=path,
            remedy="Export as CSV, or make the workspace with --ra and --dec where the table has them",
        )
    positions = SkyPositions.of(table[roles.ra_column], table[roles.dec_column], roles.position_unit)
    names = table[roles.id_column].to_pylist() if roles.id_column else list(range(len(table)))
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write("# Region file format: DS9 version 4.1\n")
        for key, value in header.items():
            stream.write(f"# {key}: {' '.join(value.split())}\n")
        stream.write("global color=green\nicrs\n")
        for name, ra, dec in zip(names, positions.ra_deg.tolist(), positions.dec_deg.tolist(), strict=True):
            if ra == ra:
                label = " ".join(str(name).split()).replace("{", "(").replace("}", ")")
                stream.write(f'circle({ra:.8f},{dec:.8f},{_RADIUS_ARCSEC}") # text={{{label}}}\n')
