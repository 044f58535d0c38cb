"""Finds against looks or ratings, as a curve, beside what chance would have found."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from gzlabel.desk.style.look import GAP, Look
from gzlabel.desk.words.counted import counted, told

_MOST_POINTS = 1000
_TALLEST_PX = 280


class FindsChart(QWidget):
    """A curve that ends at its figure.

    Parameters
    ----------
    what
        What is counted along it, as `counted` knows it: "look" or "rating".
    """

    def __init__(self, look: Look, what: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._what = look, what
        self._found: tuple[int, ...] = ()
        self._by_chance = 0.0
        self.setMinimumHeight(96)
        self.setMaximumHeight(_TALLEST_PX)
        self.setAccessibleName(self.tr("Finds after each rating, against chance"))
        look.changed.connect(self.update)

    def show_finds(self, found: tuple[int, ...], by_chance: float) -> None:
        """Show the cumulative finds, and the finds a look would bring by chance."""
        self._found, self._by_chance = found, by_chance
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, 96)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._look.font("small"))
            metrics = painter.fontMetrics()
            if len(self._found) < 2:
                painter.setPen(self._look.colour("muted"))
                flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
                painter.drawText(self.rect(), flags, self.tr("The curve begins with two ratings."))
                return
            n_looks, n_found = len(self._found), max(self._found[-1], 1)
            axis_px = metrics.horizontalAdvance(told("{0:,}", n_found)) + GAP
            area = QRectF(self.rect()).adjusted(axis_px, GAP, -2 * GAP, -metrics.height() - GAP)
            self._paint_axes(painter, area, n_looks, n_found)
            step = max(1, n_looks // _MOST_POINTS)
            places = [*range(0, n_looks, step), n_looks - 1]
            curve = [_point(area, (place + 1) / n_looks, self._found[place] / n_found) for place in places]
            if self._by_chance > 0:
                painter.setPen(QPen(self._look.colour("muted"), 1.2, Qt.PenStyle.DashLine))
                painter.drawLine(
                    _point(area, 0, 0), _point(area, 1, min(self._by_chance * n_looks / n_found, 1.0))
                )
            painter.setPen(QPen(self._look.colour("accent"), 2))
            painter.drawPolyline(QPolygonF([_point(area, 0, 0), *curve]))
            painter.setBrush(self._look.colour("accent"))
            painter.drawEllipse(curve[-1], 3, 3)

    def _paint_axes(self, painter: QPainter, area: QRectF, n_looks: int, n_found: int) -> None:
        painter.setPen(self._look.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.bottomLeft(), area.topLeft())
        painter.setPen(self._look.colour("muted"))
        left = QRectF(0, area.top() - GAP, area.left() - GAP / 2, 2 * GAP)
        painter.drawText(
            left, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), told("{0:,}", n_found)
        )
        below = QRectF(area.left(), area.bottom(), area.width(), self.height() - area.bottom())
        middle = Qt.AlignmentFlag.AlignVCenter
        metrics, end = painter.fontMetrics(), counted(n_looks, self._what)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignRight | middle), end)
        words = self.tr("finds; dashed: by chance") if self._by_chance > 0 else self.tr("finds")
        room_px = round(below.width() - metrics.horizontalAdvance(end) - GAP)
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(room_px, 0))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | middle), words)


def _point(area: QRectF, across: float, up: float) -> QPointF:
    return QPointF(area.left() + across * area.width(), area.bottom() - up * area.height())
