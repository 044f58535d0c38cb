"""Where the views lie: page at the left, galaxy in the middle, map at the right; shapes kept per workspace."""

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gzlabel.desk.keys.tab_order import lay_tab_order
from gzlabel.desk.memory import Memory
from gzlabel.desk.panel import Panel
from gzlabel.desk.panels import panel_kinds
from gzlabel.desk.style.look import GAP, HALF
from gzlabel.desk.views import Views
from gzlabel.desk.words.language import translated

_SINGLE_SHARES, _COMPARED_SHARES = (0.56, 0.2, 0.24), (0.8, 0.2, 0.0)


class Arrangement:
    """Lays the views into a window's body.

    Parameters
    ----------
    views
        All of them.
    body
        The window's central widget.
    """

    def __init__(self, views: Views, body: QWidget) -> None:
        self._views, self._body = views, body
        self._pages, self._tabs = QStackedWidget(body), QTabWidget(body)
        self._shape_of_page = self._shape_of_galaxy = QByteArray()
        middle, lower = self._stacked(views.galaxy, self._tab_panel(), (440, 300)), views.clusters
        right = self._stacked(views.map, lower, (400, 340))
        columns = self._splitter(Qt.Orientation.Horizontal, [self._page_column(), middle, right])
        columns.setSizes([500, 340, 440])
        for index, stretch in enumerate((5, 3, 4)):
            columns.setStretchFactor(index, stretch)
        self._splitters = {"columns": columns, "galaxy": middle, "map": right}
        inner = QVBoxLayout()
        inner.setContentsMargins(GAP, GAP, GAP, GAP)
        inner.addWidget(columns)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(views.page_bar)
        column.addLayout(inner, stretch=1)
        column.addWidget(views.status)
        views.notices.stay_above(views.status)

    def lay_tab_order(self) -> None:
        """Let Tab go from the bar above the page to the line at the foot; to be called once all tools are there."""
        views = self._views
        left = (views.page_bar, views.cut, views.grid, views.single)
        picture = (views.galaxy.canvas, views.galaxy.buttons)
        middle = (*picture, self._tabs.tabBar(), *views.tabs.values())
        right = (*views.map.tools, views.map.canvas, views.clusters)
        lay_tab_order((views.notices, *left, *middle, *right, views.status))

    @property
    def is_single(self) -> bool:
        """Whether one galaxy has the place of the page."""
        return self._pages.currentWidget() is self._views.single

    def show_single(self, is_single: bool) -> None:
        """Give the current galaxy the place of the page, or take it back."""
        shown = self._views.single if is_single else self._views.grid
        if not is_single and self._views.single.is_comparing:
            self.show_compared(False)
        if is_single != self.is_single:
            self._make_room(is_single)
        self._pages.setCurrentWidget(shown)
        shown.setFocus()

    def show_compared(self, is_compared: bool) -> None:
        """Several galaxies side by side in the single view, which have the map's room too; or one."""
        self._splitters["map"].setVisible(not is_compared)
        self._share_room(_COMPARED_SHARES if is_compared else _SINGLE_SHARES)
        self._views.single.show_compared(is_compared)

    @property
    def has_keyboard(self) -> bool:
        """Whether keys go to the page, or the single view in its place."""
        page, focus = self._page, QApplication.focusWidget()
        return focus is not None and (focus is page or page.isAncestorOf(focus))

    def take_keyboard(self) -> None:
        """Bring the keyboard back to the page, or to the single view in its place."""
        self._page.setFocus()

    def show_tab(self, name: str) -> None:
        """Bring the panel of this name forward."""
        self._tabs.setCurrentIndex(list(self._views.tabs).index(name))

    def is_in_front(self, name: str) -> bool:
        """Whether this tab can be seen already."""
        return self._name_in_front == name

    def enter_tab(self) -> None:
        """Bring the keyboard to the tab in front."""
        entry, tab = self._views.tabs[self._name_in_front].entry, self._tabs.currentWidget()
        if entry.isVisible():
            entry.setFocus()
        if isinstance(tab, QScrollArea):
            tab.ensureWidgetVisible(entry)

    def recall(self, memory: Memory, workspace: Path) -> None:
        """Lay everything as it was left in this workspace."""
        tab = memory.tab(workspace)
        if tab in self._views.tabs:
            self.show_tab(tab)
        for name, splitter in self._splitters.items():
            shape = memory.shape(workspace, name)
            if not shape.isEmpty():
                splitter.restoreState(shape)

    def remember(self, memory: Memory, workspace: Path) -> None:
        """Keep how everything lies."""
        self.show_single(False)
        memory.remember_tab(workspace, self._name_in_front)
        for name, splitter in self._splitters.items():
            memory.remember_shape(workspace, name, splitter.saveState())

    @property
    def _name_in_front(self) -> str:
        return list(self._views.tabs)[self._tabs.currentIndex()]

    @property
    def _page(self) -> QWidget:
        return self._views.single if self.is_single else self._views.grid

    def _make_room(self, is_single: bool) -> None:
        """The single view has the galaxy's picture, so the panel beside it keeps the words alone."""
        columns, galaxy = self._splitters["columns"], self._splitters["galaxy"]
        if is_single:
            self._shape_of_page, self._shape_of_galaxy = columns.saveState(), galaxy.saveState()
        self._views.galaxy.canvas.setVisible(not is_single)
        if is_single:
            self._share_room(_SINGLE_SHARES)
            galaxy.setSizes([1, galaxy.height()])
        else:
            columns.restoreState(self._shape_of_page)
            galaxy.restoreState(self._shape_of_galaxy)

    def _share_room(self, shares: tuple[float, ...]) -> None:
        columns = self._splitters["columns"]
        columns.setSizes([round(columns.width() * share) for share in shares])

    def _page_column(self) -> QWidget:
        self._pages.addWidget(self._views.grid)
        self._pages.addWidget(self._views.single)
        column = QWidget(self._body)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HALF)
        layout.addWidget(self._views.cut)
        layout.addWidget(self._pages, stretch=1)
        layout.addWidget(self._views.recent)
        return column

    def _tab_panel(self) -> Panel:
        titles = [translated(kind.title) for kind in panel_kinds()]
        self._tabs.setDocumentMode(True)
        self._tabs.setAccessibleName(", ".join(titles))
        self._tabs.setUsesScrollButtons(False)  # each tab stays in sight, at large text by a part of its name
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for widget, title in zip(self._views.tabs.values(), titles, strict=True):
            index = self._tabs.addTab(widget if widget.scrolls else _scrolled(widget), title)
            self._tabs.setTabToolTip(index, title)
        panel = Panel(self._tabs.accessibleName(), self._body, has_head=False)
        panel.set_body(self._tabs)
        return panel

    def _stacked(self, upper: QWidget, lower: QWidget, sizes: tuple[int, int]) -> QSplitter:
        splitter = self._splitter(Qt.Orientation.Vertical, [upper, lower])
        splitter.setSizes(list(sizes))
        return splitter

    def _splitter(self, orientation: Qt.Orientation, widgets: list[QWidget]) -> QSplitter:
        splitter = QSplitter(orientation, self._body)
        splitter.setHandleWidth(GAP)
        splitter.setChildrenCollapsible(False)
        for widget in widgets:
            splitter.addWidget(widget)
        return splitter


def _scrolled(widget: QWidget) -> QScrollArea:
    """Large text may need more height than there is."""
    area = QScrollArea(widget.parentWidget())
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area
