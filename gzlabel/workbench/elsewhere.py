"""Where the current galaxy is on the sky, and at which addresses it can be seen."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from gzlabel.catalogue.images.template import template_fields
from gzlabel.catalogue.links import LINKS, checked_link, link
from gzlabel.catalogue.sky_text import degrees_text, iau_name, sexagesimal_text
from gzlabel.errors import CatalogueError, UserError
from gzlabel.workbench.store import Store
from gzlabel.workspace import Workspace

_SETTING = "links"


class Elsewhere:
    """Coordinates as text, and links, the user's own among them."""

    def __init__(self, workspace: Workspace, store: Store) -> None:
        self._workspace, self._store = workspace, store

    @property
    def has_positions(self) -> bool:
        """Whether the catalogue has positions at all."""
        return self._workspace.catalogue.positions is not None

    def has_position(self, row: int) -> bool:
        """Whether it is known where the galaxy is on the sky."""
        positions = self._workspace.catalogue.positions
        return positions is not None and bool(positions.known[row])

    def position(self, row: int) -> tuple[float, float]:
        """Right ascension and declination in degrees.

        Raises
        ------
        CatalogueError
            If they are not known.
        """
        positions = self._workspace.catalogue.positions
        if positions is None or not self.has_position(row):
            raise CatalogueError(
                "this galaxy has no position on the sky",
                where=f"galaxy {self._workspace.catalogue.ids[row]}",
                remedy="Make the workspace from a table with right ascension and declination",
            )
        return float(positions.ra_deg[row]), float(positions.dec_deg[row])

    def coordinates(self, row: int) -> tuple[str, str, str]:
        """The position in degrees, in hours and degrees, and as an IAU name."""
        where = self.position(row)
        return degrees_text(*where), sexagesimal_text(*where), iau_name(*where)

    def names(self, row: int) -> tuple[str, ...]:
        """Names of the places the galaxy can be looked at: without a position, those that ask for none."""
        has_position = self.has_position(row)
        return tuple(name for name, one in self._templates.items() if has_position or not _asks_position(one))

    def address(self, row: int, name: str) -> str:
        """The galaxy's address at one of `names`.

        Raises
        ------
        CatalogueError
            If it lacks a value of the address.
        """
        catalogue, template = self._workspace.catalogue, self._templates[name]
        values: dict[str, Any] = {"id": catalogue.ids[row]}
        if _asks_position(template):
            values["ra"], values["dec"] = self.position(row)
        asked = template_fields(template)
        wanted = [column.name for column in catalogue.columns if column.name in asked]
        table = catalogue.table(np.array([row], dtype=np.int64), wanted)
        return link(template, {column: table[column][0].as_py() for column in wanted} | values)

    def remember(self, name: str, template: str) -> None:
        """Keep an address of the user's own with the workspace; an empty one forgets it.

        Raises
        ------
        CatalogueError
            If it is no address that may be opened.
        WorkspaceError
            If the workspace is open for reading only.
        """
        own = dict(self._own)
        if template.strip():
            own[name.strip()] = checked_link(template)
        else:
            own.pop(name.strip(), None)
        self._workspace.set_setting(_SETTING, own)

    @property
    def _own(self) -> Mapping[str, str]:
        """Those of the workspace that may be opened; it may be a colleague's."""
        own = self._workspace.setting(_SETTING, {})
        return {name: one for name, one in own.items() if _may_be_opened(one)}

    @property
    def _templates(self) -> dict[str, str]:
        return {**LINKS, **self._own}


def _asks_position(template: str) -> bool:
    return not {"ra", "dec"}.isdisjoint(template_fields(template))


def _may_be_opened(template: object) -> bool:
    try:
        return isinstance(template, str) and bool(checked_link(template))
    except UserError:
        return False
