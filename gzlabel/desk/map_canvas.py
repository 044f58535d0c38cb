"""The map on screen: a raster drawn by the workbench, marks on top, and the mouse."""

from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from gzlabel.atlas import View
from gzlabel.desk.cluster_names import ClusterNames
from gzlabel.desk.lasting_marks import LastingMarks
from gzlabel.desk.look import Look
from gzlabel.desk.map_marks import Frame, paint_page
from gzlabel.desk.pixels import image_of
from gzlabel.workbench.state import Part

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_FRAME_MS = 16
_CLICK_PX = 4
_REACH_PX = 14
_WHOLE = View(-1.0, 1.0, -1.0, 1.0)
_NEW_RASTER = frozenset({Part.ATLAS, Part.SCORES, Part.CLUSTERS, Part.INTERESTS, Part.SETTINGS, Part.CUT})
_NEW_MARKS = frozenset({Part.PAGE, Part.DECISIONS, Part.SELECTION})


class Tool(Enum):
    """What dragging with the left button does."""

    MOVE = "move"
    LASSO = "lasso"
    RECTANGLE = "rectangle"


class MapCanvas(QWidget):
    """The map.

    Signals
    -------
    hovered(object, QPoint)
        The catalogue row under the mouse, or None, and the place on the screen.
    """

    hovered = Signal(object, QPoint)

    def __init__(self, workbench: "Workbench", look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._look = workbench, look
        self._view, self._is_whole = _WHOLE, True
        self._names, self._marks = ClusterNames(), LastingMarks(look)
        self._raster = QImage()
        self._raster_view = self._view
        self._tool = Tool.MOVE
        self._pressed, self._last, self._trail = QPointF(), QPointF(), QPolygonF()
        self._positions: object = None
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(_FRAME_MS)
        self._redraw.timeout.connect(self._draw)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 120)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Map of the catalogue"))
        look.changed.connect(self._redraw.start)

    @property
    def frame(self) -> Frame:
        """The part of the map in sight."""
        return Frame(self._view, self.width(), self.height())

    @property
    def tool(self) -> Tool:
        """What the left button does."""
        return self._tool

    def follow(self, parts: frozenset[Part]) -> None:
        """Show what changed."""
        if Part.ATLAS in parts and self._has_other_positions():
            self.show_all()
        if parts & _NEW_RASTER:
            self._redraw.start()
        if parts & _NEW_MARKS:
            self.update()

    def use(self, tool: Tool) -> None:
        """Let the left button move the map, or draw a lasso or rectangle."""
        self._tool = tool
        self.setCursor(Qt.CursorShape.ArrowCursor if tool is Tool.MOVE else Qt.CursorShape.CrossCursor)

    def show_all(self) -> None:
        """Bring the whole map into sight."""
        state = self._workbench.state
        if state.map is not None:
            self._see(View.around(state.map.positions, self.width() / max(1, self.height())))
            self._is_whole = True

    def zoom(self, steps: int) -> None:
        """Closer for positive ``steps``, farther for negative."""
        self._see(self._view.zoomed(1.3**steps, *self._place_of(QPointF(self.rect().center()))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("sky"))
        state = self._workbench.state
        if state.map is None:
            painter.setPen(self._look.colour("on_sky"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("The map is on its way."))
            return
        if not self._raster.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._view != self._raster_view)
            painter.drawImage(self._raster_target(), self._raster)
        self._marks.paint(painter, state, state.map.positions, self.frame)
        paint_page(painter, state, state.map.positions, self.frame, self._look)
        if state.clusters is not None:
            self._names.paint(painter, state.clusters, state.map, self.frame, self._look)
        if self._trail.size() > 1:
            painter.setPen(QPen(self._look.colour("accent"), 1.5))
            painter.setBrush(self._look.colour("accent", 0.15))
            painter.drawPolygon(self._trail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._is_whole or event.oldSize().isEmpty():
            self.show_all()
        else:
            self._see(_at_aspect(self._view, self.width() / max(1, self.height())))

    def wheelEvent(self, event: QWheelEvent) -> None:
        factor = 1.0015 ** event.angleDelta().y()
        self._see(self._view.zoomed(factor, *self._place_of(event.position())))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._last = event.position()
        if self._draws(event):
            self._trail = QPolygonF([event.position()])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position()
        if not event.buttons():
            self.hovered.emit(self._row_at(here), event.globalPosition().toPoint())
        elif not self._trail.isEmpty():
            self._extend_trail(here)
        else:
            (x_before, y_before), (x_now, y_now) = self._place_of(self._last), self._place_of(here)
            self._see(self._view.moved(x_before - x_now, y_before - y_now))
        self._last = here

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        trail, self._trail = self._trail, QPolygonF()
        if (event.position() - self._pressed).manhattanLength() <= _CLICK_PX:
            self._click(event.position())
        elif trail.size() > 2:
            self._select_within(trail, event.modifiers())
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position())
        if row is not None:
            self._workbench.show_similar(row)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None, QPoint())

    def sizeHint(self) -> QSize:
        return QSize(440, 340)

    def _draws(self, event: QMouseEvent) -> bool:
        """A lasso is drawn with its tool, or at any time with Shift held."""
        held = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return event.button() == Qt.MouseButton.LeftButton and (self._tool is not Tool.MOVE or held)

    def _extend_trail(self, here: QPointF) -> None:
        if self._tool is Tool.RECTANGLE:
            self._trail = QPolygonF(QRectF(self._pressed, here).normalized())
        else:
            self._trail.append(here)
        self.update()

    def _select_within(self, trail: QPolygonF, modifiers: Qt.KeyboardModifier) -> None:
        corners = np.array([self._place_of(point) for point in trail.toList()])
        rows, selected = self._workbench.map.within(corners), self._workbench.state.selection
        if modifiers & Qt.KeyboardModifier.AltModifier:
            rows = np.setdiff1d(selected, rows)
        elif modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            rows = np.union1d(selected, rows)
        self._workbench.select(rows)

    def _click(self, point: QPointF) -> None:
        row = self._row_at(point)
        if row is not None:
            self._workbench.go_to(row)

    def _row_at(self, point: QPointF) -> int | None:
        state = self._workbench.state
        if state.map is None:
            return None
        row = self._workbench.map.nearest(*self._place_of(point))
        if row is None:
            return None
        x, y = self.frame.pixels_of(state.map.positions[[row]])[0].tolist()
        return row if (QPointF(x, y) - point).manhattanLength() <= _REACH_PX else None

    def _has_other_positions(self) -> bool:
        state = self._workbench.state
        before, self._positions = self._positions, state.map.positions if state.map else None
        return before is not self._positions

    def _place_of(self, point: QPointF) -> tuple[float, float]:
        return self._view.to_map(point.x(), point.y(), max(1, self.width()), max(1, self.height()))

    def _see(self, view: View) -> None:
        self._view, self._is_whole = view, False
        if not self._redraw.isActive():
            self._redraw.start()
        self.update()

    def _draw(self) -> None:
        if self._workbench.state.map is None or self.width() < 2:
            return
        ratio = self.devicePixelRatioF()
        width, height = round(self.width() * ratio), round(self.height() * ratio)
        pixels = self._workbench.map.draw(self._view, width, height)
        self._raster = image_of(pixels, red_only=self._look.theme.is_red)
        self._raster_view = self._view
        self.update()

    def _raster_target(self) -> QRectF:
        """Where the last raster lies in the present view, while the next one is being drawn."""
        view = self._raster_view
        corners = np.array([[view.x_min, view.y_max], [view.x_max, view.y_min]])
        (left, top), (right, bottom) = self.frame.pixels_of(corners).tolist()
        return QRectF(left, top, right - left, bottom - top)


def _at_aspect(view: View, aspect: float) -> View:
    """The same height of the map, in a widget of another shape."""
    middle, half_width = (view.x_min + view.x_max) / 2, view.height * aspect / 2
    return View(middle - half_width, middle + half_width, view.y_min, view.y_max)
