"""The rated galaxies that speak for or against the current one: pictures, ratings, how much each pulls."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gzlabel.desk.look import HALF, Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.tile import Tile, paint_tile
from gzlabel.interest import Neighbour
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_SIDE_PX = 64


class Neighbours(QWidget):
    """A row of tiles, nearest first, each with its pull in ratings beneath."""

    def __init__(self, workbench: "Workbench", look: Look, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look, self._thumbnails = workbench, look, thumbnails
        self._neighbours: tuple[Neighbour, ...] = ()
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
        self._neighbours = neighbours
        words = (f"{self._workbench.galaxies.id_of(one.row)} {one.pull:+.2f}" for one in neighbours)
        self.setAccessibleDescription(", ".join(words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(4 * (_SIDE_PX + HALF), _SIDE_PX + self._look.pixels("small") + 2 * HALF)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setFont(self._look.font("small"))
            for index, neighbour in enumerate(self._neighbours):
                rect = self._rect_of(index)
                if rect.right() > self.width():
                    return
                pixmap = self._thumbnails.pixmap(neighbour.row, round(_SIDE_PX * self.devicePixelRatioF()))
                decision = self._workbench.state.decisions.get(neighbour.row)
                tile = Tile(pixmap, self._thumbnails.complaint(neighbour.row), decision)
                paint_tile(painter, rect, tile, self._look)
                painter.setPen(self._look.colour("good" if neighbour.pull >= 0 else "warning"))
                below = QRectF(rect.left(), rect.bottom(), rect.width(), self.height() - rect.bottom())
                painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), f"{neighbour.pull:+.2f}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index, neighbour in enumerate(self._neighbours):
            if self._rect_of(index).contains(event.position()):
                self._workbench.go_to(neighbour.row)
                return

    def _rect_of(self, index: int) -> QRectF:
        return QRectF(index * (_SIDE_PX + HALF), 0, _SIDE_PX, _SIDE_PX)

    def _on_arrived(self, row: int) -> None:
        if any(one.row == row for one in self._neighbours):
            self.update()
