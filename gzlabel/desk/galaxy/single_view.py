"""One galaxy in the place of the page, alone or compared, with its tools above it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gzlabel.desk.elided_label import ElidedLabel
from gzlabel.desk.galaxy.compare_view import CompareView
from gzlabel.desk.galaxy.galaxy_canvas import GalaxyCanvas
from gzlabel.desk.galaxy.viewpoint import Viewpoint
from gzlabel.desk.style.look import HALF, Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


class SingleView(QWidget):
    """The galaxy that is looked at, and beside it what it is compared with.

    Signals
    -------
    opened()
        A double click: back to the page.
    """

    opened = Signal()

    def __init__(
        self,
        workbench: "Workbench",
        look: Look,
        thumbnails: Thumbnails,
        viewpoint: Viewpoint,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.viewpoint = viewpoint
        self.canvas = GalaxyCanvas(workbench, look, thumbnails, viewpoint, self)
        self.compare = CompareView(workbench, look, thumbnails, viewpoint, self)
        self._stack, self._name = QStackedWidget(self), ElidedLabel("", self)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(2)
        self._name.setProperty("role", "title")
        for widget in (self.canvas, self.compare):
            widget.opened.connect(self.opened)
            self._stack.addWidget(widget)
        head = QHBoxLayout()
        head.addWidget(self._name, stretch=1)
        head.addLayout(self._tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HALF)
        column.addLayout(head)
        column.addWidget(self._stack, stretch=1)

    @property
    def is_comparing(self) -> bool:
        """Whether three galaxies are side by side."""
        return self._stack.currentWidget() is self.compare

    @property
    def picture(self) -> GalaxyCanvas:
        """The galaxy in question, alone or among others."""
        return self.compare.middle if self.is_comparing else self.canvas

    @property
    def is_current_in_sight(self) -> bool:
        """Whether the galaxy that a key decides on is the one in the middle."""
        return self.picture.row == self._workbench.state.current

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if Part.PAGE in parts:
            row = self._workbench.state.current
            if row != self.canvas.row:
                self.viewpoint.see_whole()
            self.canvas.show_row(row)
            self._name.setText("" if row is None else self._workbench.galaxies.id_of(row))
        if parts & {Part.PAGE, Part.UPCOMING}:
            self.canvas.fetch_next()
        if parts & {Part.DECISIONS, Part.INTERESTS}:
            self.canvas.update()
        self.compare.follow(parts)

    def show_compared(self, is_comparing: bool) -> None:
        """Three galaxies, or one."""
        self.compare.stop_blinking()
        self._stack.setCurrentWidget(self.compare if is_comparing else self.canvas)
        if is_comparing:
            self.compare.begin()

    def add_tools(self, actions: list[QAction]) -> None:
        """Put buttons of these actions above the picture."""
        for action in actions:
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
            self._tools.addWidget(button)
