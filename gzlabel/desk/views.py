"""Every view of the desk, made once; none knows another."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gzlabel.desk.clusters_panel import ClustersPanel
from gzlabel.desk.cut_bar import CutBar
from gzlabel.desk.galaxy_panel import GalaxyPanel
from gzlabel.desk.grid import ThumbnailGrid
from gzlabel.desk.keyboard import Keyboard
from gzlabel.desk.look import Look
from gzlabel.desk.map_panel import MapPanel
from gzlabel.desk.notice_bar import NoticeBar
from gzlabel.desk.page_bar import PageBar
from gzlabel.desk.progress_panel import ProgressPanel
from gzlabel.desk.ranking_panel import RankingPanel
from gzlabel.desk.recent_strip import RecentStrip
from gzlabel.desk.single_view import SingleView
from gzlabel.desk.status_line import StatusLine
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.unhurried import Follower
from gzlabel.desk.viewpoint import Viewpoint
from gzlabel.desk.why_panel import WhyPanel

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
        self.ranking = RankingPanel(workbench, look, self.thumbnails, parent)
        self.why = WhyPanel(workbench, look, self.thumbnails, keyboard, parent)
        self.progress = ProgressPanel(workbench, look, parent)
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
        return (self.recent, self.ranking, self.clusters, self.map, self.why, self.progress)
