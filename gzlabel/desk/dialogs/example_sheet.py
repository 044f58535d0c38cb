"""A few galaxies of each class, a line a class."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from gzlabel.desk.style.look import GAP, HALF, Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.tile import Tile, paint_tile

_SIDE_PX = 96
_LABEL_PX = 160


class ExampleSheet(QWidget):
    """Paints what it is given; a click on a galaxy says so.

    Signals
    -------
    chosen(int)
        Catalogue row of the galaxy that was clicked.
    """

    chosen = Signal(int)

    def __init__(self, look: Look, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._thumbnails = look, thumbnails
        self._classes: list[tuple[str, list[int]]] = []
        self.setAccessibleName(self.tr("Examples by class"))
        thumbnails.arrived.connect(self._on_arrived)
        look.changed.connect(self.update)

    @property
    def labels(self) -> tuple[str, ...]:
        """The classes on show."""
        return tuple(label for label, _ in self._classes)

    def show_classes(self, examples: Mapping[str, Any]) -> None:
        """Show other examples, rows by class."""
        self._classes = [(label, [int(row) for row in rows]) for label, rows in examples.items()]
        widest = max((len(rows) for _, rows in self._classes), default=0)
        width = _LABEL_PX + widest * (_SIDE_PX + HALF) + GAP
        self.setMinimumSize(width, len(self._classes) * (_SIDE_PX + GAP) + GAP)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setFont(self._look.font("body"))
            for line, (label, rows) in enumerate(self._classes):
                painter.setPen(self._look.colour("text"))
                place = QRectF(GAP, self._top(line), _LABEL_PX - 2 * GAP, _SIDE_PX)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, label)
                for column, row in enumerate(rows):
                    rect = self._rect_of(line, column)
                    if not event.rect().intersects(rect.toAlignedRect()):
                        continue
                    pixmap = self._thumbnails.pixmap(row, round(_SIDE_PX * self.devicePixelRatioF()))
                    paint_tile(painter, rect, Tile(pixmap, self._thumbnails.complaint(row), None), self._look)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        if row is not None:
            self.chosen.emit(row)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._row_at(event.pos())
            QToolTip.showText(event.globalPos(), "" if row is None else self.tr("Show it large"), self)
            return True
        return super().event(event)

    def _top(self, line: int) -> float:
        return float(GAP + line * (_SIDE_PX + GAP))

    def _rect_of(self, line: int, column: int) -> QRectF:
        return QRectF(_LABEL_PX + column * (_SIDE_PX + HALF), self._top(line), _SIDE_PX, _SIDE_PX)

    def _row_at(self, point: QPoint) -> int | None:
        for line, (_, rows) in enumerate(self._classes):
            for column, row in enumerate(rows):
                if self._rect_of(line, column).contains(point):
                    return row
        return None

    def _on_arrived(self, row: int) -> None:
        if any(row in rows for _, rows in self._classes):
            self.update()
