"""A picture turned until north is up and east left."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from gzlabel.catalogue.images import PixelScale

_NORTH_UP = 0.0


def turn_north_up(painter: QPainter, middle: QPointF, scale: PixelScale) -> PixelScale:
    """Turn what is painted next about ``middle`` until north is up and east left; the scale it has then."""
    mirror = 1.0 if scale.east_is_left else -1.0
    painter.translate(middle)
    painter.rotate(mirror * scale.north_angle_deg)
    painter.scale(mirror, 1.0)
    painter.translate(-middle)
    return PixelScale(scale.arcsec_per_px, scale.width_px, _NORTH_UP)
