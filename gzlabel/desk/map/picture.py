"""The raster of the map as last drawn, shown where it belongs while the next one is on its way."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from gzlabel.atlas import View
from gzlabel.desk.map.marks import Frame
from gzlabel.desk.pixels import image_of
from gzlabel.desk.style.look import Look
from gzlabel.workbench.state import Map

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


_FADED = 0.4
"""Opacity of the galaxies beside a selection."""


class MapPicture:
    """Draws what the workbench makes of the points, sharp on any screen."""

    def __init__(self, workbench: "Workbench", look: Look) -> None:
        self._workbench, self._look = workbench, look
        self._image, self._view = QImage(), View(-1.0, 1.0, -1.0, 1.0)
        self._selected = QImage()

    def draw(self, frame: Frame, device_ratio: float) -> None:
        """Make the picture of ``frame``, and that of the selected galaxies alone."""
        size = round(frame.width_px * device_ratio), round(frame.height_px * device_ratio)
        selection = self._workbench.state.selection
        self._keep(self._workbench.map.draw(frame.view, *size), frame.view)
        if len(selection):
            pixels = self._workbench.map.draw_rows(selection, frame.view, *size)
            self._selected = image_of(pixels, red_only=self._look.theme.is_red)

    def draw_between(self, before: Map, share: float, frame: Frame) -> None:
        """Make the picture of ``frame`` with every point ``share`` of its way from the map ``before``."""
        pixels = self._workbench.map.draw_between(before, share, frame.view, frame.width_px, frame.height_px)
        self._keep(pixels, frame.view)

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint the last picture at its place in ``frame``; beside a selection the rest fades."""
        if self._image.isNull():
            return
        place = rect_of(self._view, frame)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, frame.view != self._view)
        painter.setOpacity(1.0 if self._selected.isNull() else _FADED)
        painter.drawImage(place, self._image)
        painter.setOpacity(1.0)
        if not self._selected.isNull():
            painter.drawImage(place, self._selected)

    def _keep(self, pixels: NDArray[np.uint8], view: View) -> None:
        self._image, self._view = image_of(pixels, red_only=self._look.theme.is_red), view
        self._selected = QImage()


def rect_of(view: View, frame: Frame) -> QRectF:
    """Where ``view`` lies in ``frame``."""
    corners = np.array([[view.x_min, view.y_max], [view.x_max, view.y_min]])
    (left, top), (right, bottom) = frame.pixels_of(corners).tolist()
    return QRectF(left, top, right - left, bottom - top)
