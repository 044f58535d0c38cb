"""Every view of the desk, made once; none knows another."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gzlabel.desk.clusters.clusters_panel import ClustersPanel
from gzlabel.desk.cut_bar import CutBar
from gzlabel.desk.galaxy.galaxy_panel import GalaxyPanel
from gzlabel.desk.galaxy.single_view import SingleView
from gzlabel.desk.galaxy.viewpoint import Viewpoint
from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.map.panel import MapPanel
from gzlabel.desk.notice_bar import NoticeBar
from gzlabel.desk.page.grid import ThumbnailGrid
from gzlabel.desk.page.page_bar import PageBar
from gzlabel.desk.page.recent_strip import RecentStrip
from gzlabel.desk.panels import panel_kinds
from gzlabel.desk.status_line import StatusLine
from gzlabel.desk.style.look import Look
from gzlabel.desk.tab_panel import Room
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.unhurried import Follower

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


class Views:
    """The views of one window.

    Parameters
    ----------
    workbench
        Followed, and told what the user does.
    keyboard
        Says which keys are in force.
    parent
        The window's body.

    Attributes
    ----------
    tabs
        The panels beside the galaxy, by name, in the order of their tabs.
    """

    def __init__(self, workbench: "Workbench", look: Look, keyboard: Keyboard, parent: QWidget) -> None:
        self.thumbnails = Thumbnails(workbench, look)
        self.thumbnails.setParent(parent)
        self.notices = NoticeBar(workbench, look, parent)
        self.page_bar = PageBar(workbench, look, keyboard, parent)
        self.grid = ThumbnailGrid(workbench, look, self.thumbnails, parent)
        self.cut = CutBar(workbench, keyboard, parent)
        self.viewpoint = Viewpoint()
        self.viewpoint.setParent(parent)
        self.single = SingleView(workbench, look, self.thumbnails, self.viewpoint, parent)
        self.recent = RecentStrip(workbench, look, self.thumbnails, keyboard, parent)
        self.galaxy = GalaxyPanel(workbench, look, self.thumbnails, self.viewpoint, keyboard, parent)
        room = Room(workbench, look, self.thumbnails, keyboard, parent)
        self.tabs = {kind.name: kind.make(room) for kind in panel_kinds()}
        self.map = MapPanel(workbench, look, self.thumbnails, keyboard, parent)
        self.clusters = ClustersPanel(workbench, look, self.thumbnails, keyboard, parent)
        self.status = StatusLine(workbench, look, parent)

    @property
    def at_hand(self) -> tuple[Follower, ...]:
        """What a key must change at once, the page first."""
        return (
            self.thumbnails,
            self.grid,
            self.single,
            self.galaxy,
            self.page_bar,
            self.cut,
            self.status,
            self.notices,
        )

    @property
    def beside(self) -> tuple[Follower, ...]:
        """What may follow a moment later."""
        return (self.recent, *self.tabs.values(), self.clusters, self.map)
