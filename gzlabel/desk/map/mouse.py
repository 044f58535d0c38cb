"""What the mouse does on the map: point, move, zoom, draw around galaxies, lead the view by the overview."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QInputDevice, QMouseEvent, QWheelEvent

from gzlabel.desk.map.marks import Frame
from gzlabel.desk.map.overview import MapOverview
from gzlabel.desk.map.selection import ADDING, select_within
from gzlabel.desk.map.sight import MapSight
from gzlabel.desk.map.thumbnails import MapThumbnails
from gzlabel.desk.map.trail import Tool, Trail

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_CLICK_PX = 4
_REACH_PX = 14


class MapMouse(QObject):
    """Told of the canvas's mouse events.

    Parameters
    ----------
    sight, overview, pictures
        Of the canvas.
    frame
        Gives the part of the map in sight.

    Signals
    -------
    hovered(object, QPoint)
        The catalogue row under the mouse, or None, and the place on the screen.
    asked(int, QPoint)
        What can be done with the galaxy under the mouse was asked for.
    drawn
        The line that is being drawn is another.
    """

    hovered = Signal(object, QPoint)
    asked = Signal(int, QPoint)
    drawn = Signal()

    def __init__(
        self,
        workbench: "Workbench",
        sight: MapSight,
        overview: MapOverview,
        pictures: MapThumbnails,
        frame: Callable[[], Frame],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workbench, self._sight, self._frame = workbench, sight, frame
        self._overview, self._pictures = overview, pictures
        self.tool, self.trail = Tool.MOVE, Trail()
        self._pressed, self._last = QPointF(), QPointF()
        self._leads = False

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        self._pressed = self._last = event.position()
        self.hovered.emit(None, QPoint())
        if event.button() == Qt.MouseButton.BackButton:
            self._sight.step(-1)
        elif event.button() == Qt.MouseButton.ForwardButton:
            self._sight.step(1)
        elif event.button() == Qt.MouseButton.LeftButton and self._overview.holds(
            event.position(), self._frame()
        ):
            self._leads = True
            self._lead(event.position())
        elif self._draws(event):
            self.trail.begin(self.tool, event.position())

    def move(self, event: QMouseEvent) -> None:
        """The mouse is elsewhere."""
        here = event.position()
        if not event.buttons():
            self.hovered.emit(self.row_at(here), event.globalPosition().toPoint())
        elif self._leads:
            self._lead(here)
        elif self.trail.is_drawn:
            self.trail.extend(here)
            self.drawn.emit()
        elif event.buttons() & (Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton):
            self._sight.move(self._last.x() - here.x(), self._last.y() - here.y())
        self._last = here

    def release(self, event: QMouseEvent) -> None:
        """A button came up: the end of a click, of a line, or of a move."""
        trail, led = self.trail.finish(), self._leads
        self._leads = False
        span = trail.boundingRect()
        moved = max((event.position() - self._pressed).manhattanLength(), span.width(), span.height())
        if moved <= _CLICK_PX and not led:
            self._click(event)
        elif trail.size() > 2:
            corners = np.array([self.place_of(point) for point in trail.toList()])
            select_within(self._workbench, corners, event.modifiers())
        self.drawn.emit()

    def double_click(self, event: QMouseEvent) -> None:
        """Offer more like the galaxy under the mouse."""
        row = self.row_at(event.position())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self._workbench.show_similar(row)

    def turn_wheel(self, event: QWheelEvent) -> None:
        """Zoom at the mouse; two fingers on a touchpad move the map."""
        self.leave()
        is_touched = event.device().type() == QInputDevice.DeviceType.TouchPad
        if is_touched and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._sight.move(-event.pixelDelta().x(), -event.pixelDelta().y())
        else:
            self.zoom(1.0015 ** event.angleDelta().y(), event.position())

    def zoom(self, factor: float, point: QPointF) -> None:
        """Everything ``factor`` times larger, what lies under ``point`` where it is."""
        self._sight.zoom(factor, *self.place_of(point))

    def leave(self) -> None:
        """Nothing is under the mouse."""
        self.hovered.emit(None, QPoint())

    @property
    def frame(self) -> Frame:
        """The part of the map in sight."""
        return self._frame()

    def row_at(self, point: QPointF) -> int | None:
        """Catalogue row of the galaxy at a point of the widget; None where none is near."""
        frame = self._frame()
        if self._overview.holds(point, frame):
            return None
        reach = _REACH_PX * frame.view.width / max(1, frame.width_px)
        picture = self._pictures.row_at(point, frame)
        return picture if picture is not None else self._workbench.map.nearest(*self.place_of(point), reach)

    def place_of(self, point: QPointF) -> tuple[float, float]:
        """Where on the map a point of the widget lies."""
        frame = self._frame()
        width, height = max(1, frame.width_px), max(1, frame.height_px)
        return frame.view.to_map(point.x(), point.y(), width, height)

    def _draws(self, event: QMouseEvent) -> bool:
        """A lasso is drawn with its tool, or at any time with Shift held."""
        held = bool(event.modifiers() & ADDING)
        return event.button() == Qt.MouseButton.LeftButton and (self.tool is not Tool.MOVE or held)

    def _lead(self, point: QPointF) -> None:
        self._sight.centre_on(*self._overview.place_of(point, self._frame()))

    def _click(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self._workbench.go_to(row)
        elif row is not None and event.button() == Qt.MouseButton.RightButton:
            self._workbench.go_to(row)
            self.asked.emit(row, event.globalPosition().toPoint())
