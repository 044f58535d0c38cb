"""Words in the place of a picture, on the colour of the sky."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from gzlabel.desk.style.look import WIDE, Look

_SYMBOL_PX = 48
_AIR_PX = 8


def paint_words(painter: QPainter, area: QRect, words: str, look: Look) -> None:
    """Say something in the middle of ``area``."""
    painter.setPen(look.colour("on_sky"))
    painter.setFont(look.font())
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(area.adjusted(WIDE, 0, -WIDE, 0), int(flags), words)


def paint_complaint(painter: QPainter, area: QRect, complaint: str, look: Look) -> None:
    """Say why there is no picture, beneath a broken one."""
    symbol, middle = look.symbol("broken", _SYMBOL_PX, "on_sky"), QRectF(area).center()
    painter.drawPixmap(middle - QPointF(_SYMBOL_PX / 2, _SYMBOL_PX + _AIR_PX), symbol)
    paint_words(painter, area.adjusted(0, area.height() // 2, 0, -WIDE), complaint, look)
