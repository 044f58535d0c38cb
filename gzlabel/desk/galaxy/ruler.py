"""A line over a picture, and how long it is: in seconds of arc, or in pixels where the sky is not known."""

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gzlabel.catalogue.images import PixelScale
from gzlabel.desk.style.look import HALF, Look
from gzlabel.desk.words.counted import told

_END_PX = 5.0


class Ruler:
    """A line over a picture, whose ends stay on what they lie on while the picture is moved and zoomed."""

    def __init__(self) -> None:
        self._ends: tuple[QPointF, QPointF] | None = None

    @property
    def is_laid(self) -> bool:
        """Whether anything is measured."""
        return self._ends is not None

    def lift(self) -> None:
        """Take it away."""
        self._ends = None

    def begin(self, point: QPointF, picture: QRectF) -> None:
        """Lay both ends on a point of the widget, on which the picture has the place ``picture``."""
        self._ends = (_within(picture, point), _within(picture, point))

    def stretch(self, point: QPointF, picture: QRectF) -> None:
        """Bring the end that moves to a point of the widget."""
        if self._ends is not None:
            self._ends = (self._ends[0], _within(picture, point))

    def move_end(self, step: QPointF, picture: QRectF) -> None:
        """Move that end by so many pixels of the screen; a ruler begins in the middle of the picture."""
        if self._ends is None:
            self.begin(picture.center(), picture)
        self.stretch(self.line(picture).p2() + step, picture)

    def turn(self) -> None:
        """Let the other end be the one that moves."""
        if self._ends is not None:
            self._ends = (self._ends[1], self._ends[0])

    def line(self, picture: QRectF) -> QLineF:
        """The line on the widget; without length where none is laid."""
        if self._ends is None:
            return QLineF()
        first, last = (picture.center() + end * picture.width() for end in self._ends)
        return QLineF(first, last)


def _within(picture: QRectF, point: QPointF) -> QPointF:
    """A point from the middle of the picture, in widths of it."""
    return (point - picture.center()) / max(picture.width(), 1.0)


def length_in_words(screen_px: float, picture_width: float, n_pixels: int, scale: PixelScale | None) -> str:
    """Length of a line of ``screen_px`` on a picture ``picture_width`` wide on the screen.

    ``n_pixels`` is the picture's own width, for where ``scale`` is None.
    """
    share = screen_px / picture_width if picture_width > 0 else 0.0
    if scale is None:
        return told("{0:.1f} px", share * n_pixels)
    arcsec = share * scale.arcsec_across
    return told("{0:.2f}′", arcsec / 60) if arcsec >= 120 else told("{0:.2f}″", arcsec)


def paint_ruler(painter: QPainter, line: QLineF, words: str, area: QRectF, look: Look) -> None:
    """Paint the line with a tick at either end, and the words beside its middle, within ``area``."""
    if line.length() < 1:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((look.colour("sky"), 4.0), (look.colour("on_sky"), 1.6)):
        painter.setPen(QPen(colour, width))
        painter.drawLine(line)
        across = line.normalVector().unitVector()
        step = QPointF(across.dx(), across.dy()) * _END_PX
        for end in (line.p1(), line.p2()):
            painter.drawLine(end - step, end + step)
    painter.setFont(look.font(bold=True))
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(words) + 2 * HALF, metrics.height() + HALF
    middle = line.center() + QPointF(0, -height if math.fabs(line.dx()) > math.fabs(line.dy()) else 0)
    left = min(max(middle.x() - width / 2, area.left()), area.right() - width)
    top = min(max(middle.y() - height / 2, area.top()), area.bottom() - height)
    box = QRectF(left, top, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("sky", 0.75))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(look.colour("on_sky"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
