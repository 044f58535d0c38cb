"""Lines of equal density over the map, traced when the view rests and carried along while it moves."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from gzlabel.desk.map.marks import Frame
from gzlabel.desk.map.picture import rect_of
from gzlabel.desk.style.look import Look

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

CONTOURS = "contours"
"""The setting that shows them."""

_FAINTEST, _CLEAREST = 0.35, 0.9
_WIDTH = 1.2


class MapContours:
    """Keeps the lines as a picture: a frame of a moving map costs no more than drawing it."""

    def __init__(self, workbench: "Workbench", look: Look) -> None:
        self._workbench, self._look = workbench, look
        self._picture = QPixmap()
        self._frame: Frame | None = None

    @property
    def is_wanted(self) -> bool:
        """Whether the person wants lines."""
        return bool(self._workbench.state.settings.get(CONTOURS, False))

    def trace(self, frame: Frame, device_ratio: float) -> None:
        """Draw the lines of a view at rest."""
        self.forget()
        if not self.is_wanted or frame.width_px < 2:
            return
        lines = self._workbench.map.contours(frame.view)
        self._picture = QPixmap(round(frame.width_px * device_ratio), round(frame.height_px * device_ratio))
        self._picture.setDevicePixelRatio(device_ratio)
        self._picture.fill(Qt.GlobalColor.transparent)
        with QPainter(self._picture) as painter:
            self._draw(painter, lines, frame)
        self._frame = frame

    def forget(self) -> None:
        """Show none until the next rest, as on another map."""
        self._frame = None

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """Paint what was traced last at its place in ``frame``."""
        if self._frame is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)  # a third of the time
            painter.drawPixmap(rect_of(self._frame.view, frame), self._picture, QRectF(self._picture.rect()))

    def _draw(self, painter: QPainter, lines: tuple[NDArray[np.float32], ...], frame: Frame) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for alpha, pieces in zip(np.linspace(_FAINTEST, _CLEAREST, max(1, len(lines))), lines, strict=False):
            ends = frame.pixels_of(pieces.reshape(-1, 2)).reshape(-1, 4).tolist()
            colour = self._look.colour("on_sky", float(alpha))
            painter.setPen(QPen(colour, _WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLines([QLineF(*piece) for piece in ends])
