"""The map on screen: a raster drawn by the workbench, pictures and marks on top, and the mouse."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from gzlabel.desk.cluster_names import ClusterNames, paint_outlines
from gzlabel.desk.lasting_marks import LastingMarks
from gzlabel.desk.look import Look
from gzlabel.desk.map_keys import is_ours, move_of
from gzlabel.desk.map_marks import Frame, paint_page
from gzlabel.desk.map_overview import MapOverview
from gzlabel.desk.map_picture import MapPicture
from gzlabel.desk.map_sight import MapSight
from gzlabel.desk.map_thumbnails import MapThumbnails
from gzlabel.desk.map_trail import Tool, Trail
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_FRAME_MS = 16
_CLICK_PX = 4
_REACH_PX = 14
_NEW_RASTER = frozenset(
    {Part.ATLAS, Part.SCORES, Part.CLUSTERS, Part.INTERESTS, Part.SETTINGS, Part.CUT, Part.SELECTION}
)
_NEW_MARKS = frozenset({Part.PAGE, Part.DECISIONS})


class MapCanvas(QWidget):
    """The map.

    Signals
    -------
    hovered(object, QPoint)
        The catalogue row under the mouse, or None, and the place on the screen.
    asked(int, QPoint)
        What can be done with the galaxy under the mouse was asked for.
    """

    hovered = Signal(object, QPoint)
    asked = Signal(int, QPoint)

    def __init__(self, workbench: "Workbench", look: Look, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look = workbench, look
        self.sight = MapSight(self)
        self.pictures = MapThumbnails(workbench, look, thumbnails)
        self.overview = MapOverview(workbench, look)
        self._picture, self._names = MapPicture(workbench, look), ClusterNames()
        self._marks = LastingMarks(look)
        self._tool, self._trail = Tool.MOVE, Trail()
        self._pressed, self._last = QPointF(), QPointF()
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(_FRAME_MS)
        self._redraw.timeout.connect(self._draw)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 120)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Map of the catalogue"))
        self.sight.moved.connect(self._on_moved)
        self.sight.rested.connect(self._on_rest)
        look.changed.connect(self._redraw.start)
        thumbnails.arrived.connect(self._on_arrived)

    @property
    def frame(self) -> Frame:
        """The part of the map in sight."""
        return Frame(self.sight.view, self.width(), self.height())

    @property
    def tool(self) -> Tool:
        """What the left button does."""
        return self._tool

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if Part.ATLAS in parts and self.sight.use(self._workbench.state.map):
            self.pictures.forget()
            self.overview.use(self.sight.whole)
        if parts & _NEW_RASTER:
            self._redraw.start()
        if parts & {Part.ATLAS, Part.CUT}:
            self.sight.rest_soon()
        if parts & _NEW_MARKS:
            self.update()

    def use(self, tool: Tool) -> None:
        """Let the left button move the map, or draw a lasso or rectangle."""
        self._tool = tool
        self.setCursor(Qt.CursorShape.ArrowCursor if tool is Tool.MOVE else Qt.CursorShape.CrossCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        state, frame = self._workbench.state, self.frame
        painter.fillRect(self.rect(), self._look.colour("sky"))
        if state.map is None:
            painter.setPen(self._look.colour("on_sky"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("The map is on its way."))
            return
        if self.sight.is_gliding:
            self._picture.paint(painter, frame)
            return
        self._picture.paint(painter, frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state.settings.get("outlines", True):
            paint_outlines(painter, self._workbench.map.outlines(), frame, self._look)
        self._marks.paint(painter, state, state.map.positions, frame)
        paint_page(painter, state, state.map.positions, frame, self._look)
        self.pictures.paint(painter, frame, self.devicePixelRatioF())
        if state.clusters is not None:
            self._names.paint(painter, state.clusters, state.map, frame, self._look)
        self._trail.paint(painter, self._look)
        self.overview.paint(painter, frame, self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.sight.fit(self.width(), self.height())
        self.overview.use(self.sight.whole)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.hovered.emit(None, QPoint())
        is_touched = event.device().type() == QInputDevice.DeviceType.TouchPad
        if is_touched and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sight.move(-event.pixelDelta().x(), -event.pixelDelta().y())
        else:
            self.sight.zoom(1.0015 ** event.angleDelta().y(), *self._place_of(event.position()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._last = event.position()
        self.hovered.emit(None, QPoint())
        if event.button() == Qt.MouseButton.BackButton:
            self.sight.step(-1)
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.sight.step(1)
        elif self._draws(event):
            self._trail.begin(self._tool, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position()
        if not event.buttons():
            self.hovered.emit(self._row_at(here), event.globalPosition().toPoint())
        elif self._trail.is_drawn:
            self._trail.extend(here)
            self.update()
        elif event.buttons() & (Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton):
            self.sight.move(self._last.x() - here.x(), self._last.y() - here.y())
        self._last = here

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        trail = self._trail.finish()
        span = trail.boundingRect()
        moved = max((event.position() - self._pressed).manhattanLength(), span.width(), span.height())
        if moved <= _CLICK_PX:
            self._click(event)
        elif trail.size() > 2:
            self._select_within(trail, event.modifiers())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self._workbench.show_similar(row)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None, QPoint())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_ours(event):
            event.accept()
            return True
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.sight.zoom(1.0 + event.value(), *self._place_of(event.position()))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not move_of(event, self.sight):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(440, 340)

    def _draws(self, event: QMouseEvent) -> bool:
        """A lasso is drawn with its tool, or at any time with Shift held."""
        held = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return event.button() == Qt.MouseButton.LeftButton and (self._tool is not Tool.MOVE or held)

    def _select_within(self, trail: QPolygonF, modifiers: Qt.KeyboardModifier) -> None:
        corners = np.array([self._place_of(point) for point in trail.toList()])
        rows, selected = self._workbench.map.within(corners), self._workbench.state.selection
        if modifiers & Qt.KeyboardModifier.AltModifier:
            rows = np.setdiff1d(selected, rows)
        elif modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            rows = np.union1d(selected, rows)
        self._workbench.select(rows)

    def _click(self, event: QMouseEvent) -> None:
        place = self.overview.place_of(event.position(), self.frame)
        row = self._row_at(event.position())
        if place is not None:
            self.sight.centre_on(*place)
        elif row is not None and event.button() == Qt.MouseButton.LeftButton:
            self._workbench.go_to(row)
        elif row is not None and event.button() == Qt.MouseButton.RightButton:
            self._workbench.go_to(row)
            self.asked.emit(row, event.globalPosition().toPoint())

    def _row_at(self, point: QPointF) -> int | None:
        if self.overview.place_of(point, self.frame) is not None:
            return None
        reach = _REACH_PX * self.sight.view.width / max(1, self.width())
        picture = self.pictures.row_at(point, self.frame)
        return picture if picture is not None else self._workbench.map.nearest(*self._place_of(point), reach)

    def _place_of(self, point: QPointF) -> tuple[float, float]:
        return self.sight.view.to_map(point.x(), point.y(), max(1, self.width()), max(1, self.height()))

    def _on_moved(self) -> None:
        if not self._redraw.isActive():
            self._redraw.start()
        self.update()

    def _on_rest(self) -> None:
        self.pictures.place(self.frame)
        self.update()

    def _on_arrived(self, row: int) -> None:
        if row in self.pictures.rows:
            self.update()

    def _draw(self) -> None:
        if self._workbench.state.map is None or self.width() < 2:
            return
        if self.sight.glide.before is not None:
            self._picture.draw_between(self.sight.glide.before, self.sight.glide.share, self.frame)
        else:
            self._picture.draw(self.frame, self.devicePixelRatioF())
        self.update()
