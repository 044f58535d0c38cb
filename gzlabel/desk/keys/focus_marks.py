"""What a painted view shows while the keyboard is with it: a frame, and which keys it takes."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from gzlabel.desk.style.look import GAP, HALF, Look

_CORNER_PX = 3
_MOST_HIDDEN = 0.2


def paint_focus(painter: QPainter, area: QRect, look: Look) -> None:
    """Frame the view that has the keyboard."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.colour("accent"))
    painter.drawRect(area.adjusted(0, 0, -1, -1))


def paint_hint(painter: QPainter, area: QRect, words: str, look: Look, *, is_new: bool) -> None:
    """Say at the upper edge which keys do what; words that hide much of the view go with the first key."""
    painter.setFont(look.font("small"))
    flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
    room = QRectF(area).adjusted(2 * GAP, GAP + HALF, -2 * GAP, -GAP)
    text = painter.boundingRect(room, flags, words)
    if text.height() > _MOST_HIDDEN * area.height() and not is_new:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("sky", 0.75))
    painter.drawRoundedRect(text.adjusted(-GAP, -HALF, GAP, HALF), _CORNER_PX, _CORNER_PX)
    painter.setPen(look.colour("on_sky"))
    painter.drawText(room, flags, words)
