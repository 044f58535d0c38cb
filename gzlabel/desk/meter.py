"""Expected interest as figures and a bar: the mean filled, one standard deviation as a whisker."""

import math

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gzlabel.desk.style.look import GAP, Look
from gzlabel.desk.words.counted import expected, told
from gzlabel.rating_scale import BEST_RATING


def paint_interest(painter: QPainter, rect: QRect, mean: float, std: float, look: Look) -> None:
    """Paint ``mean ± std``, on the scale 0-5, into ``rect``: figures at the right, a bar at their left."""
    if math.isnan(mean):
        return
    painter.setFont(look.font("small"))
    painter.setPen(look.colour("text"))
    figures = expected(mean, std)
    if painter.fontMetrics().horizontalAdvance(figures) > rect.width():
        figures = told("{0:.1f}", mean)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), figures)
    width = rect.width() - painter.fontMetrics().horizontalAdvance(expected(0, 0)) - GAP
    if width >= 24:
        _paint_bar(painter, QRectF(rect.left(), rect.center().y() - 2.5, width, 5), mean, std, look)


def _paint_bar(painter: QPainter, bar: QRectF, mean: float, std: float, look: Look) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("raised"))
    painter.drawRoundedRect(bar, 2.5, 2.5)
    painter.setBrush(look.colour("accent"))
    painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * _share(mean), bar.height()), 2.5, 2.5)
    painter.setPen(QPen(look.colour("muted"), 1))
    low, high = (bar.left() + bar.width() * _share(value) for value in (mean - std, mean + std))
    middle = bar.center().y()
    painter.drawLine(round(low), round(middle), round(high), round(middle))
    painter.restore()


def _share(value: float) -> float:
    return min(max(value / BEST_RATING, 0.0), 1.0)
