"""The rated galaxies that speak for or against the current one: pictures, ratings, how much each pulls."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gzlabel.desk.style.look import HALF, Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.tile import Tile, paint_tile
from gzlabel.desk.words.counted import told
from gzlabel.interest import Neighbour
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_SIDE_PX, _FRAME_PX = 64, 3
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Neighbours(QWidget):
    """A row of tiles, nearest first, each with its pull in ratings beneath; a click or Return looks at one.

    The mouse leaves the keyboard where it is, with the page; Tab brings it here.
    """

    def __init__(self, workbench: "Workbench", look: Look, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look, self._thumbnails = workbench, look, thumbnails
        self._neighbours: tuple[Neighbour, ...] = ()
        self._chosen = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Nearest rated galaxies"))
        thumbnails.arrived.connect(self._on_arrived)
        look.changed.connect(self.updateGeometry)

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if Part.DECISIONS in parts:
            self.update()

    def show_neighbours(self, neighbours: tuple[Neighbour, ...]) -> None:
        """Show these, in this order, as many as have room."""
        self._neighbours, self._chosen = neighbours, 0
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(4 * (_SIDE_PX + HALF), _SIDE_PX + self._look.pixels("small") + 2 * HALF + _FRAME_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setFont(self._look.font("small"))
            for index, neighbour in enumerate(self._neighbours):
                rect = self._rect_of(index)
                if index >= self._n_shown:
                    return
                pixmap = self._thumbnails.pixmap(neighbour.row, round(_SIDE_PX * self.devicePixelRatioF()))
                decision = self._workbench.state.decisions.get(neighbour.row)
                is_chosen = self.hasFocus() and index == self._chosen
                tile = Tile(pixmap, self._thumbnails.complaint(neighbour.row), decision, is_chosen)
                paint_tile(painter, rect, tile, self._look)
                painter.setPen(self._look.colour("good" if neighbour.pull >= 0 else "warning"))
                below = QRectF(rect.left(), rect.bottom(), rect.width(), self.height() - rect.bottom())
                painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), told("{0:+.2f}", neighbour.pull))

    def event(self, event: QEvent) -> bool:
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() in (*_STEPS, *_OPENING):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self._n_shown:
            self._chosen = min(max(self._chosen + _STEPS[key], 0), self._n_shown - 1)
            self._tell()
            self.update()
        elif key in _OPENING and self._n_shown:
            self._workbench.go_to(self._neighbours[self._chosen].row)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index, neighbour in enumerate(self._neighbours):
            if self._rect_of(index).contains(event.position()):
                self._workbench.go_to(neighbour.row)
                return

    @property
    def _n_shown(self) -> int:
        """As many as have room."""
        return sum(self._rect_of(index).right() <= self.width() for index in range(len(self._neighbours)))

    def _tell(self) -> None:
        """The chosen one first, for who listens."""
        names = [
            told("{0} {1:+.2f}", self._workbench.galaxies.id_of(one.row), one.pull)
            for one in self._neighbours
        ]
        self.setAccessibleDescription(", ".join(names[self._chosen :] + names[: self._chosen]))

    def _rect_of(self, index: int) -> QRectF:
        return QRectF(_FRAME_PX + index * (_SIDE_PX + HALF), _FRAME_PX, _SIDE_PX, _SIDE_PX)

    def _on_arrived(self, row: int) -> None:
        if any(one.row == row for one in self._neighbours):
            self.update()
