"""The panel in one of the tabs, by what it is."""

from typing import TypeVar

from gzlabel.desk.tab_panel import TabPanel
from gzlabel.desk.window import DeskWindow

Kind = TypeVar("Kind", bound=TabPanel)


def tab(desk: DeskWindow, kind: type[Kind]) -> Kind:
    """The panel of this kind, whether or not it is in front."""
    return next(one for one in desk.views.tabs.values() if isinstance(one, kind))
