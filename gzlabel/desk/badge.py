"""A decision as a small disc: its colour, and in it the digit of the rating or the letter of what is none."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gzlabel.desk.style.look import HALF, Look
from gzlabel.workbench.state import Decision

_LEAST_PX, _MOST_PX = 14.0, 26.0
_SHARE_OF_TILE, _SHARE_OF_LETTER = 0.2, 0.62


def decision_colour(decision: Decision, look: Look) -> QColor:
    """A rating's colour; the muted colour for a skip, an artefact, a "cannot tell"."""
    return look.colour("muted") if decision.rating is None else look.rating_colour(decision.rating)


def paint_badge(painter: QPainter, disc: QRectF, decision: Decision, look: Look) -> None:
    """Paint the decision's mark into the square ``disc``."""
    colour, font = decision_colour(decision, look), look.font(bold=True)
    painter.setBrush(colour)
    painter.drawEllipse(disc)
    font.setPixelSize(round(disc.height() * _SHARE_OF_LETTER))
    painter.setFont(font)
    painter.setPen(look.text_on(colour))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, decision.label)


def paint_badge_on(painter: QPainter, picture: QRectF, decision: Decision, look: Look) -> None:
    """Paint it into the lower right corner of a picture, set off from the sky."""
    diameter = min(max(_LEAST_PX, picture.width() * _SHARE_OF_TILE), _MOST_PX)
    corner = picture.bottomRight()
    painter.setPen(QPen(look.colour("sky"), 1.5))
    disc = QRectF(corner.x() - diameter - HALF, corner.y() - diameter - HALF, diameter, diameter)
    paint_badge(painter, disc, decision, look)
