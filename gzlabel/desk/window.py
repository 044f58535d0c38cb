"""The desk: composes the views, and lets them follow the workbench. It alone knows them all."""

import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from gzlabel.desk.actions import Actions
from gzlabel.desk.acts import Acts
from gzlabel.desk.bug_dialog import BugDialog
from gzlabel.desk.clusters_panel import ClustersPanel
from gzlabel.desk.command_palette import CommandPalette
from gzlabel.desk.galaxy_canvas import GalaxyCanvas
from gzlabel.desk.galaxy_panel import GalaxyPanel
from gzlabel.desk.grid import ThumbnailGrid
from gzlabel.desk.key_overlay import KeyOverlay
from gzlabel.desk.look import GAP, HALF, Look
from gzlabel.desk.map_panel import MapPanel
from gzlabel.desk.notice_bar import NoticeBar
from gzlabel.desk.page_bar import PageBar
from gzlabel.desk.panel import Panel
from gzlabel.desk.ranking_panel import RankingPanel
from gzlabel.desk.recent_strip import RecentStrip
from gzlabel.desk.status_line import StatusLine
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.errors import UserError
from gzlabel.workbench.state import Notice, Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


class DeskWindow(QMainWindow):
    """The main window on one workspace.

    Signals
    -------
    welcome_asked()
        The user wants to begin another workspace.
    open_asked()
        The user wants to open another workspace.
    look_chosen(str, float)
        The user chose a theme and a size of text.
    closed()
        The workbench is closed and the window gone.
    """

    welcome_asked = Signal()
    open_asked = Signal()
    look_chosen = Signal(str, float)
    closed = Signal()

    def __init__(self, workbench: "Workbench", look: Look) -> None:
        super().__init__()
        self.workbench, self.look = workbench, look
        body = QWidget(self)
        self._thumbnails = Thumbnails(workbench, look)
        self._thumbnails.setParent(self)
        self.notices = NoticeBar(workbench, look, body)
        self.page_bar = PageBar(workbench, look, body)
        self.grid = ThumbnailGrid(workbench, look, self._thumbnails, body)
        self._single = GalaxyCanvas(workbench, look, self._thumbnails, body)
        self.recent = RecentStrip(workbench, look, self._thumbnails, body)
        self.galaxy = GalaxyPanel(workbench, look, self._thumbnails, body)
        self.ranking = RankingPanel(workbench, look, self._thumbnails, body)
        self.map = MapPanel(workbench, look, self._thumbnails, body)
        self.clusters = ClustersPanel(workbench, look, self._thumbnails, body)
        self.status = StatusLine(workbench, look, body)
        self._views = (
            self.notices,
            self.page_bar,
            self.grid,
            self._single,
            self.recent,
            self.galaxy,
            self.ranking,
            self.map,
            self.clusters,
            self.status,
        )
        self._pages, self._tabs = QStackedWidget(body), QTabWidget(body)
        self._tab_names: list[str] = []
        self._columns = QSplitter(Qt.Orientation.Horizontal, body)
        self._arrange(body)
        self.actions_table = Actions(Acts(self), look, self, self.guarded)
        self._keys = KeyOverlay(look, body)
        self._connect()
        workbench.changed.connect(self._on_changed)
        self._on_changed(frozenset(Part))
        self.grid.setFocus()

    @property
    def is_single(self) -> bool:
        """Whether one galaxy has the place of the page."""
        return self._pages.currentWidget() is self._single

    @property
    def picture(self) -> GalaxyCanvas:
        """The largest picture in sight."""
        return self._single if self.is_single else self.galaxy.canvas

    def guarded(self, call: Callable[[], object]) -> None:
        """Call; tell a user's mistake as a sentence and a bug with its traceback, and live on."""
        try:
            call()
        except UserError as error:
            self.notices.tell(Notice("warning", str(error)))
        except Exception as error:
            text = self.tr("A fault of the program: {0}").format(f"{type(error).__name__}: {error}")
            self.notices.tell(Notice("error", text, traceback.format_exc()))

    def show_single(self, is_single: bool) -> None:
        """Give the current galaxy the place of the page, or take it back."""
        shown = self._single if is_single else self.grid
        self._pages.setCurrentWidget(shown)
        shown.setFocus()

    def show_tab(self, name: str) -> None:
        """Bring a tab forward by its name."""
        self._tabs.setCurrentIndex(self._tab_names.index(name))

    def show_palette(self) -> None:
        """Every command by typing."""
        palette = CommandPalette(self.look, self.actions_table.keys, self)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.chosen.connect(self.actions_table.run)
        palette.open()

    def show_keys(self) -> None:
        """Every key."""
        self._keys.show_keys(self.actions_table.keys)

    def show_help(self) -> None:
        """The help pages."""

    def show_export(self) -> None:
        """The export dialog."""

    def choose_look(self, choice: str, text_scale: float) -> None:
        """Use another theme or size of text, and say so."""
        self.look.choose(choice, text_scale)
        self.look_chosen.emit(self.look.choice, self.look.text_scale)

    def show_bug(self, text: str, detail: str) -> None:
        """A traceback to copy."""
        dialog = BugDialog(text, detail, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.workbench.changed.disconnect(self._on_changed)
        self.workbench.close()
        event.accept()
        self.closed.emit()

    def _arrange(self, body: QWidget) -> None:
        self.setWindowTitle(f"{self.workbench.path.stem} — gzlabel")
        self.resize(1280, 800)
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self._single)
        self._columns.addWidget(self._page_column(body))
        self._columns.addWidget(self._galaxy_column(body))
        self._columns.addWidget(self._map_column(body))
        self._columns.setHandleWidth(GAP)
        self._columns.setSizes([500, 340, 440])
        for index, stretch in enumerate((5, 3, 4)):
            self._columns.setStretchFactor(index, stretch)
            self._columns.setCollapsible(index, False)
        middle = QWidget(body)
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(GAP, GAP, GAP, GAP)
        inner.addWidget(self._columns)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.notices, self.page_bar):
            column.addWidget(widget)
        column.addWidget(middle, stretch=1)
        column.addWidget(self.status)
        self.setCentralWidget(body)

    def _page_column(self, body: QWidget) -> QWidget:
        column = QWidget(body)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HALF)
        layout.addWidget(self._pages, stretch=1)
        layout.addWidget(self.recent)
        return column

    def _galaxy_column(self, body: QWidget) -> QSplitter:
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._add_tab(self.ranking, "ranking", self.tr("Ranking"))
        framed = Panel(self.tr("Ranking, reasons, progress"), body, has_head=False)
        framed.set_body(self._tabs)
        return self._stacked(body, self.galaxy, framed, (440, 300))

    def _map_column(self, body: QWidget) -> QSplitter:
        return self._stacked(body, self.map, self.clusters, (400, 340))

    def _stacked(self, body: QWidget, upper: QWidget, lower: QWidget, sizes: tuple[int, int]) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Vertical, body)
        splitter.addWidget(upper)
        splitter.addWidget(lower)
        splitter.setHandleWidth(GAP)
        splitter.setSizes(list(sizes))
        splitter.setChildrenCollapsible(False)
        return splitter

    def _add_tab(self, widget: QWidget, name: str, title: str) -> None:
        self._tab_names.append(name)
        self._tabs.addTab(widget, title)
        self._tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _connect(self) -> None:
        self.actions_table.fill(self.menuBar())
        tools = ("rate.undo", "rate.redo", "look.single", "workspace.export", "view.palette", "help.keys")
        self.page_bar.add_tools([self.actions_table.action(name) for name in tools])
        self.page_bar.new_interest_asked.connect(self.actions_table.action("interest.new").trigger)
        single = self.actions_table.action("look.single")
        self.galaxy.opened.connect(single.trigger)
        self._single.opened.connect(single.trigger)
        self.grid.opened.connect(single.trigger)
        self.grid.asked.connect(self._show_menu)
        self.notices.detail_asked.connect(self.show_bug)

    def _show_menu(self, row: int, place: QPoint) -> None:
        menu = QMenu(self)
        names = [f"rate.{rating}" for rating in range(6)]
        names += ["rate.skip", "rate.artefact", "rate.cannot_tell", "look.similar", "look.single"]
        menu.addActions([self.actions_table.action(name) for name in names])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _on_changed(self, parts: frozenset[Part]) -> None:
        for view in self._views:
            self.guarded(lambda view=view: view.follow(parts))  # type: ignore[misc]
        if parts & {Part.DECISIONS, Part.INTERESTS}:
            state = self.workbench.state
            self.actions_table.action("rate.undo").setEnabled(state.can_undo)
            self.actions_table.action("rate.redo").setEnabled(state.can_redo)
