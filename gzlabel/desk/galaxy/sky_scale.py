"""A bar of a round angle, and which way north and east lie, over a picture of the sky."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from gzlabel.catalogue.images import PixelScale
from gzlabel.desk.style.look import GAP, WIDE, Look
from gzlabel.desk.words.counted import told

_ROUND_ARCSEC = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600)
_LONGEST_SHARE = 0.35
_ARM_PX = 26.0


def bar_arcsec(arcsec_across: float) -> float:
    """The largest round angle that takes about a third of a picture ``arcsec_across`` wide."""
    fitting = [angle for angle in _ROUND_ARCSEC if angle <= _LONGEST_SHARE * arcsec_across]
    return fitting[-1] if fitting else _ROUND_ARCSEC[0]


def angle_in_words(arcsec: float) -> str:
    """An angle in seconds, minutes or degrees of arc."""
    if arcsec >= 3600:
        return told("{0:g}°", arcsec / 3600)
    return told("{0:g}′", arcsec / 60) if arcsec >= 60 else told("{0:g}″", arcsec)


def paint_scale(painter: QPainter, area: QRectF, picture_px: float, scale: PixelScale, look: Look) -> None:
    """Paint bar and compass into ``area``, over a picture that is ``picture_px`` wide on the screen."""
    px_per_arcsec = picture_px / scale.arcsec_across
    angle = bar_arcsec(area.width() / px_per_arcsec)
    left, base = area.left() + WIDE, area.bottom() - WIDE
    painter.setPen(QPen(look.colour("on_sky"), 2))
    painter.setFont(look.font("small"))
    painter.drawLine(QPointF(left, base), QPointF(left + angle * px_per_arcsec, base))
    painter.drawText(QPointF(left, base - GAP), angle_in_words(angle))
    foot = QPointF(area.right() - 2 * WIDE, area.top() + _ARM_PX + 2 * WIDE)
    east_deg = scale.north_angle_deg + (90.0 if scale.east_is_left else -90.0)
    for letter, degrees in (("N", scale.north_angle_deg), ("E", east_deg)):
        turn = math.radians(degrees)
        towards = QPointF(-math.sin(turn), -math.cos(turn))
        painter.drawLine(foot, foot + towards * _ARM_PX)
        painter.drawText(foot + towards * (_ARM_PX + GAP) + QPointF(-GAP / 2, GAP / 2), letter)
