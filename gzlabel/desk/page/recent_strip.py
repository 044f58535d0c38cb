"""The last twenty decisions as a strip of small tiles: what was just said, a click away from being mended."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.style.look import GAP, HALF, Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.tile import Tile, paint_tile, with_frame
from gzlabel.desk.words.counted import told
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_MOST, _ROWS = 20, 2
_LARGEST_PX, _LEAST_PX = 48, 240


class RecentStrip(QWidget):
    """Recent decisions in two rows, the newest first; a click looks at one again, the right button mends it.

    Signals
    -------
    asked(int, QPoint)
        The menu of this row was asked for, at this place on the screen.
    """

    asked = Signal(int, QPoint)

    def __init__(
        self,
        workbench: "Workbench",
        look: Look,
        thumbnails: Thumbnails,
        keyboard: Keyboard,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workbench, self._look, self._thumbnails = workbench, look, thumbnails
        self._keyboard = keyboard
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Recent decisions"))
        thumbnails.arrived.connect(self._on_arrived)
        look.changed.connect(self.update)
        keyboard.changed.connect(self.update)

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if parts & {Part.DECISIONS, Part.INTERESTS, Part.PAGE}:
            self.update()

    @property
    def invitation(self) -> str:
        """What is said before the first decision."""
        words = self.tr("Press {0} to {1} to rate the galaxy in the frame; {2} shows every key.")
        return words.format(*(self._keyboard.key(name) for name in ("rate.0", "rate.5", "help.keys")))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setFont(self._look.font("small"))
            painter.setPen(self._look.colour("muted"))
            recent = self._workbench.state.recent
            if not recent:
                flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
                painter.drawText(self.rect(), flags, self.invitation)
                return
            for index, decision in enumerate(recent):
                rect = self._rect_of(index)
                if not event.region().intersects(with_frame(rect)):
                    continue
                pixmap = self._thumbnails.pixmap(
                    decision.row, round(self._side_px * self.devicePixelRatioF())
                )
                is_current = decision.row == self._workbench.state.aside
                tile = Tile(pixmap, self._thumbnails.complaint(decision.row), decision, is_current)
                paint_tile(painter, rect, tile, self._look)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event.position().toPoint())
        if index >= 0:
            row = self._workbench.state.recent[index].row
            self._workbench.go_to(row)
            if event.button() == Qt.MouseButton.RightButton:
                self.asked.emit(row, event.globalPosition().toPoint())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_for(self._index_at(event.pos())), self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(400, round(_ROWS * (self._side_px + HALF)) + 2 * HALF)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def _words_for(self, index: int) -> str:
        if index < 0:
            return ""
        decision = self._workbench.state.recent[index]
        name = self._workbench.galaxies.id_of(decision.row)
        return told(
            self.tr("{0}: {1}, by {2}, after {3:.1f} s"),
            name,
            decision.label,
            decision.rater,
            decision.seconds,
        )

    @property
    def _side_px(self) -> int:
        """So that all of them have room."""
        room = (max(self.width(), _LEAST_PX) - 2 * GAP) // (_MOST // _ROWS) - HALF
        return min(room, _LARGEST_PX)

    def _rect_of(self, index: int) -> QRectF:
        line, place = divmod(index, _MOST // _ROWS)
        step = self._side_px + HALF
        return QRectF(GAP + place * step, HALF + line * step, self._side_px, self._side_px)

    def _index_at(self, point: QPoint) -> int:
        shown = range(len(self._workbench.state.recent))
        return next((index for index in shown if self._rect_of(index).contains(point)), -1)

    def _on_arrived(self, row: int) -> None:
        for index, decision in enumerate(self._workbench.state.recent):
            if decision.row == row:
                self.update(with_frame(self._rect_of(index)))
