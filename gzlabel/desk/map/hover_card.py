"""What floats beside the mouse on the map: picture, name, expected interest."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from gzlabel.desk.style.look import GAP, HALF, Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.tile import Tile, paint_tile
from gzlabel.desk.words.counted import expected

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_SIDE_PX = 112
_WATCH_MS = 100


class HoverCard(QWidget):
    """One galaxy in a small card that never takes the mouse."""

    def __init__(self, workbench: "Workbench", look: Look, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._workbench, self._look, self._thumbnails = workbench, look, thumbnails
        self._row: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        thumbnails.arrived.connect(self._on_arrived)
        self._popup_watch = QTimer(self)
        self._popup_watch.setInterval(_WATCH_MS)
        self._popup_watch.timeout.connect(self._on_popup)
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        self._popup_watch.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._popup_watch.stop()

    def show_row(self, row: int | None, place: QPoint) -> None:
        """Show the card near ``place`` of the parent, within it; hide it for None."""
        self._row = row
        if row is None or QApplication.activePopupWidget() is not None:
            self.hide()
            return
        self.resize(self.sizeHint())
        room = self._parent.size()
        left = place.x() + 2 * GAP
        if left + self.width() > room.width():
            left = place.x() - 2 * GAP - self.width()
        top = min(max(place.y() - self.height() // 2, HALF), room.height() - self.height() - HALF)
        self.move(max(left, HALF), top)
        self.show()
        self.raise_()
        self.update()

    def sizeHint(self) -> QSize:
        words = self._look.pixels() + self._look.pixels("small") + 2 * HALF
        return QSize(_SIDE_PX + 2 * GAP, _SIDE_PX + words + 3 * GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._row is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._look.colour("line"))
            painter.setBrush(self._look.colour("panel"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            pixmap = self._thumbnails.pixmap(self._row, round(_SIDE_PX * self.devicePixelRatioF()))
            decision = self._workbench.state.decisions.get(self._row)
            tile = Tile(pixmap, self._thumbnails.complaint(self._row), decision)
            paint_tile(painter, QRectF(GAP, GAP, _SIDE_PX, _SIDE_PX), tile, self._look)
            self._paint_words(painter, self._row)

    def _paint_words(self, painter: QPainter, row: int) -> None:
        top, height = _SIDE_PX + 2 * GAP, self._look.pixels() + HALF
        painter.setFont(self._look.font())
        painter.setPen(self._look.colour("text"))
        name = painter.fontMetrics().elidedText(
            self._workbench.galaxies.id_of(row), Qt.TextElideMode.ElideMiddle, _SIDE_PX
        )
        painter.drawText(GAP, top, _SIDE_PX, height, Qt.AlignmentFlag.AlignCenter, name)
        scores = self._workbench.state.scores
        if scores is not None:
            painter.setFont(self._look.font("small"))
            painter.setPen(self._look.colour("muted"))
            text = expected(scores.mean[row], scores.std[row])
            painter.drawText(GAP, top + height, _SIDE_PX, height, Qt.AlignmentFlag.AlignCenter, text)

    def _on_popup(self) -> None:
        if self.isVisible() and QApplication.activePopupWidget() is not None:
            self.hide()

    def _on_arrived(self, row: int) -> None:
        if row == self._row:
            self.update()
