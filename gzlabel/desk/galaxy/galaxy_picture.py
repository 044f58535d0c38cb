"""One galaxy's picture in its place: smooth or pixel by pixel, as it comes or with north up."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap

from gzlabel.catalogue.images import PixelScale
from gzlabel.desk.galaxy.north_up import turn_north_up
from gzlabel.desk.galaxy.viewpoint import Viewpoint

_PIXELS_FROM = 3.0
"""Pixels of the screen that one of the picture must cover to be drawn as a square."""


def paint_picture(
    painter: QPainter, picture: QPixmap, place: QRectF, scale: PixelScale | None, viewpoint: Viewpoint
) -> PixelScale | None:
    """Paint ``picture`` into ``place`` as ``viewpoint`` would see it; the scale it has then."""
    screen_px = place.width() * painter.device().devicePixelRatioF()
    is_smooth = viewpoint.zoom == 1 or screen_px < _PIXELS_FROM * picture.width()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
    if scale is not None and viewpoint.is_north_up:
        scale = turn_north_up(painter, place.center(), scale)
    painter.drawPixmap(place, picture, QRectF(picture.rect()))
    painter.restore()
    return scale
