"""One file a tab beside the galaxy: ``NAME``, ``TITLE``, ``PLACE`` among the others and ``make(room)``.

`make` takes a `gzlabel.desk.tab_panel.Room` and gives a `gzlabel.desk.tab_panel.TabPanel`. A command in
`gzlabel.desk.commands.viewing` gives it a key.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from gzlabel.desk.tab_panel import Room, TabPanel
from gzlabel.registry import modules_of


@dataclass(frozen=True)
class PanelKind:
    """One panel, as found in its file; ``title`` is English."""

    name: str
    title: str
    make: Callable[[Room], TabPanel]


def panel_kinds() -> tuple[PanelKind, ...]:
    """Every panel, in the order of the tabs."""
    found = sorted(modules_of(sys.modules[__name__]), key=lambda module: (module.PLACE, module.NAME))
    return tuple(PanelKind(module.NAME, module.TITLE, module.make) for module in found)
