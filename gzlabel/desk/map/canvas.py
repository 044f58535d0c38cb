"""The map on screen: a raster drawn by the workbench, pictures and marks on top, and the mouse."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from gzlabel.desk.clusters.cluster_names import ClusterNames, paint_outlines
from gzlabel.desk.galaxy.sky_words import paint_words
from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.map.contours import MapContours
from gzlabel.desk.map.keys import MapKeys
from gzlabel.desk.map.lasting_marks import LastingMarks
from gzlabel.desk.map.marks import Frame, paint_page
from gzlabel.desk.map.mouse import MapMouse
from gzlabel.desk.map.overview import MapOverview
from gzlabel.desk.map.picture import MapPicture
from gzlabel.desk.map.sight import MapSight
from gzlabel.desk.map.thumbnails import MapThumbnails
from gzlabel.desk.map.trail import Tool
from gzlabel.desk.missing import map_missing
from gzlabel.desk.style.look import Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_FRAME_MS = 16
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
    let_go()
        The mouse took over from the keyboard.
    """

    hovered = Signal(object, QPoint)
    asked = Signal(int, QPoint)
    let_go = Signal()

    def __init__(
        self,
        workbench: "Workbench",
        look: Look,
        thumbnails: Thumbnails,
        keyboard: Keyboard,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workbench, self._look, self._keyboard = workbench, look, keyboard
        self.sight: MapSight = MapSight(self)
        self.pictures = MapThumbnails(workbench, look, thumbnails)
        self.overview = MapOverview(workbench, look)
        self._picture, self._names = MapPicture(workbench, look), ClusterNames()
        self._marks, self._contours = LastingMarks(look), MapContours(workbench, look)
        self._mouse = MapMouse(workbench, self.sight, self.overview, self.pictures, lambda: self.frame, self)
        self._keys = MapKeys(workbench, keyboard, self.sight, self._mouse, self)
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(_FRAME_MS)
        self._redraw.timeout.connect(self._draw)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 120)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Map of the catalogue"))
        self._mouse.hovered.connect(self.hovered)
        self._mouse.asked.connect(self.asked)
        self._mouse.drawn.connect(self.update)
        self._keys.pointed.connect(self._on_pointed)
        self.sight.moved.connect(self._on_moved)
        self.sight.rested.connect(self._on_rest)
        look.changed.connect(self._redraw.start)
        look.changed.connect(self.sight.rest_soon)
        keyboard.changed.connect(self.update)
        thumbnails.arrived.connect(self._on_arrived)

    @property
    def frame(self) -> Frame:
        """The part of the map in sight."""
        return Frame(self.sight.view, self.width(), self.height())

    @property
    def tool(self) -> Tool:
        """What the left button does."""
        return self._mouse.tool

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if Part.ATLAS in parts and self.sight.use(self._workbench.state.map):
            self.pictures.forget()
            self._contours.forget()
            self.overview.use(self.sight.whole)
        if parts & _NEW_RASTER:
            self._redraw.start()
        if parts & {Part.ATLAS, Part.CUT, Part.SETTINGS}:
            self.sight.rest_soon()
        if parts & _NEW_MARKS or (Part.JOBS in parts and self._workbench.state.map is None):
            self.update()

    def use(self, tool: Tool) -> None:
        """Let the left button move the map, or draw a lasso or rectangle."""
        self._mouse.tool = tool
        self._keys.forget()
        self.setCursor(Qt.CursorShape.ArrowCursor if tool is Tool.MOVE else Qt.CursorShape.CrossCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        state, frame = self._workbench.state, self.frame
        painter.fillRect(self.rect(), self._look.colour("sky"))
        if state.map is None:
            paint_words(painter, self.rect(), map_missing(state, self._keyboard), self._look)
            return
        if self.sight.is_gliding:
            self._picture.paint(painter, frame)
            return
        self._picture.paint(painter, frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state.settings.get("outlines", True):
            paint_outlines(painter, self._workbench.map.outlines(), frame, self._look)
        self._contours.paint(painter, frame)
        self._marks.paint(painter, state, state.map.positions, frame)
        paint_page(painter, state, state.map.positions, frame, self._look)
        if self.pictures.rows:
            self.pictures.paint(painter, frame, self.devicePixelRatioF())
        self._names.paint(painter, state, frame, self._look)
        self._mouse.trail.paint(painter, self._look)
        self.overview.paint(painter, frame, self.devicePixelRatioF())
        if self.hasFocus():
            self._keys.paint(painter, self.rect(), self._look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.sight.fit(self.width(), self.height())
        self.overview.use(self.sight.whole)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._mouse.turn_wheel(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.hasFocus():
            self.let_go.emit()
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse.leave()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._keys.takes(event)
        ):
            event.accept()
            return True
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self._mouse.zoom(1.0 + event.value(), event.position())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keys.takes(event):
            self._keys.press(event)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._mouse.leave()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(440, 340)

    def _on_pointed(self, point: QPointF) -> None:
        row = self._mouse.row_at(point)
        self.setAccessibleDescription("" if row is None else self._workbench.galaxies.id_of(row))
        is_drawing = self.tool is not Tool.MOVE  # a card would lie over the line
        self.hovered.emit(None if is_drawing else row, self.mapToGlobal(point.toPoint()))
        self.update()

    def _on_moved(self) -> None:
        if not self._redraw.isActive():
            self._redraw.start()
        self.update()

    def _on_rest(self) -> None:
        self.pictures.place(self.frame)
        self._contours.trace(self.frame, self.devicePixelRatioF())
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
