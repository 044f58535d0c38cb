"""How large pictures are looked at: magnification, place, which way is up; shared by pictures side by side."""

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal

_LARGEST = 64.0
_STEP = 1.25
_PIXEL_PX = 8
_ALIKE = 0.01


class Viewpoint(QObject):
    """One way of looking, for pictures of any size.

    Attributes
    ----------
    zoom
        1 where the whole picture fits.
    offset
        Where the picture's middle lies, from the widget's, in shares of the widget's smaller side.
    is_north_up
        Whether pictures whose world coordinates are known are turned until north is up and east left.
    is_measuring
        Whether dragging draws a ruler instead of moving the picture.

    Signals
    -------
    changed
        Whoever paints a picture repaints.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.zoom, self.offset = 1.0, QPointF()
        self.is_north_up = self.is_measuring = False

    def see_whole(self) -> None:
        """Fit pictures to their widgets."""
        self.look(1.0, QPointF())

    def look(self, zoom: float, offset: QPointF) -> None:
        """Look closer, or at another part; a picture that fits lies in the middle."""
        before = self.zoom, self.offset
        self.zoom = min(max(zoom, 1.0), _LARGEST)
        self.offset = offset if self.zoom > 1.0 else QPointF()
        if (self.zoom, self.offset) != before:
            self.changed.emit()

    def see_pixels(self, picture: QSizeF, area: QRectF, ratio: float) -> None:
        """One pixel of a picture on eight of the screen, or on more where it is small; the whole one if so already.

        ``ratio`` is that of the screen's pixels to the widget's. A whole picture is drawn smooth, so one step
        closer is the least that shows pixels.
        """
        zoom = max(_PIXEL_PX / (_fitted(picture, area) * ratio), _STEP)
        self.look(1.0 if abs(self.zoom - zoom) < _ALIKE else zoom, self.offset)

    def zoom_by(self, steps: int, around: QPointF | None = None) -> None:
        """Zoom in for positive ``steps``, keeping the point ``around`` (as `offset`) in its place."""
        point = around or QPointF()
        zoom = min(max(self.zoom * _STEP**steps, 1.0), _LARGEST)
        self.look(zoom, point - (point - self.offset) * (zoom / self.zoom))

    def place_of(self, picture: QSizeF, area: QRectF) -> QRectF:
        """Where a picture of some size lies on a widget."""
        place = QRectF(QPointF(), picture * (_fitted(picture, area) * self.zoom))
        place.moveCenter(area.center() + self.offset * max(1.0, min(area.width(), area.height())))
        return place

    def turn_north_up(self) -> None:
        """Turn pictures north up, or leave them as they come."""
        self.is_north_up = not self.is_north_up
        self.changed.emit()

    def measure(self) -> None:
        """Take up the ruler, or lay it down."""
        self.is_measuring = not self.is_measuring
        self.changed.emit()


def _fitted(picture: QSizeF, area: QRectF) -> float:
    """How many times larger than its pixels a whole picture is on a widget."""
    return min(area.width() / picture.width(), area.height() / picture.height())
