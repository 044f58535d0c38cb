"""What the keys do to the map while it has the focus: move it, look at a galaxy, draw around galaxies."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygonF

from gzlabel.desk.keys.arrow_keys import step_of
from gzlabel.desk.keys.focus_marks import paint_focus, paint_hint
from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.map.mouse import MapMouse
from gzlabel.desk.map.selection import select_within
from gzlabel.desk.map.sight import MapSight
from gzlabel.desk.map.trail import Tool
from gzlabel.desk.style.look import Look

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_PAN_SHARE, _FINE_PX, _COARSE_PX = 0.15, 6.0, 48.0
_ARM_PX, _HOLE_PX = 14.0, 4.0
_CLOSER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_PageUp)
_FARTHER = (Qt.Key.Key_Minus, Qt.Key.Key_PageDown)
_CLOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FEWEST_CORNERS = 3
_ALWAYS_OURS = (*_CLOSER, *_FARTHER, *_CLOSING, Qt.Key.Key_Home)
_OF_A_TOOL = (Qt.Key.Key_Space, Qt.Key.Key_Backspace)


class MapKeys(QObject):
    """A cross on the map, led by the arrows.

    By itself it stays in the middle while the map moves beneath it, and Return looks at the galaxy under it. With
    the lasso or the rectangle taken up it moves over the map; the space bar sets a corner, Return closes.

    Signals
    -------
    pointed(QPointF)
        The cross is elsewhere, at this place on the widget.
    """

    pointed = Signal(QPointF)

    def __init__(
        self,
        workbench: "Workbench",
        keyboard: Keyboard,
        sight: MapSight,
        mouse: MapMouse,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workbench, self._keyboard, self._sight, self._mouse = workbench, keyboard, sight, mouse
        self._corners: list[tuple[float, float]] = []
        self._cross: tuple[float, float] | None = None
        self._is_led = False

    @property
    def point(self) -> QPointF:
        """The cross on the widget."""
        if self._cross is None:
            frame = self._mouse.frame
            return QPointF(frame.width_px / 2, frame.height_px / 2)
        return self._pixel(self._cross)

    @property
    def hint(self) -> str:
        """Which keys do what."""
        if self._mouse.tool is Tool.MOVE:
            words = self.tr("Arrows move the map; Return looks at the galaxy under the cross; {0} leaves.")
        else:
            words = self.tr(
                "Arrows move the cross, with Shift faster; the space bar sets a corner, Return closes; {0} ends."
            )
        return words.format(self._keyboard.key("select.none"))

    def forget(self) -> None:
        """The cross in the middle, and no corner set."""
        self._cross, self._corners, self._is_led = None, [], False

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the map takes this key from the window."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key, draws = Qt.Key(event.key()), self._mouse.tool is not Tool.MOVE
        if step_of(event, 1.0, 1.0) is not None:
            return draws or not held
        if key in _CLOSING and draws:
            return True
        return not held and (key in _ALWAYS_OURS or (draws and key in _OF_A_TOOL))

    def press(self, event: QKeyEvent) -> None:
        """Do what one of these keys says."""
        self._is_led = True
        key, step = Qt.Key(event.key()), step_of(event, _FINE_PX, _COARSE_PX)
        if step is not None:
            self._go(step)
        elif key in _CLOSER:
            self._sight.zoom(self._sight.a_step, *self._place())
        elif key in _FARTHER:
            self._sight.zoom(1 / self._sight.a_step, *self._place())
        elif key == Qt.Key.Key_Home:
            self._sight.show_all()
        elif key == Qt.Key.Key_Backspace:
            self._corners = self._corners[:-1]
        elif self._mouse.tool is Tool.MOVE:
            self._look()
        else:
            self._draw(closes=key in _CLOSING, held=event.modifiers())
        self.pointed.emit(self.point)

    def paint(self, painter: QPainter, area: QRect, look: Look) -> None:
        """Paint the cross, what is drawn so far, and which keys do what."""
        point = self.point
        if self._corners:
            painter.setPen(QPen(look.colour("accent"), 1.5))
            painter.setBrush(look.colour("accent", 0.15))
            painter.drawPolygon(self._outline(point))
        for colour, width in ((look.colour("sky"), 4.0), (look.colour("on_sky"), 1.6)):
            painter.setPen(QPen(colour, width))
            for arm in (QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)):
                painter.drawLine(point + arm * _HOLE_PX, point + arm * _ARM_PX)
        paint_hint(painter, area, self.hint, look, is_new=not self._is_led)
        paint_focus(painter, area, look)

    def _go(self, step: QPointF) -> None:
        """Move the map under the cross, or the cross over the map, which follows where it would leave."""
        frame = self._mouse.frame
        if self._mouse.tool is Tool.MOVE:
            share = _PAN_SHARE / _FINE_PX
            self._sight.pan(step.x() * share, step.y() * share)
            return
        wanted = self.point + step
        kept = QPointF(
            min(max(wanted.x(), 0.0), frame.width_px - 1.0), min(max(wanted.y(), 0.0), frame.height_px - 1.0)
        )
        if kept != wanted:
            self._sight.move(wanted.x() - kept.x(), wanted.y() - kept.y())
        self._cross = self._mouse.place_of(kept)

    def _look(self) -> None:
        row = self._mouse.row_at(self.point)
        if row is not None:
            self._workbench.go_to(row)

    def _draw(self, *, closes: bool, held: Qt.KeyboardModifier) -> None:
        """Set a corner, or close the line and select what is within it."""
        is_rectangle = self._mouse.tool is Tool.RECTANGLE
        if is_rectangle and self._corners:
            first, last = np.array(self._corners[0]), np.array(self._place())
            self._select(np.array([first, (last[0], first[1]), last, (first[0], last[1])]), held)
        elif not closes or is_rectangle:
            self._corners.append(self._place())
        elif len(self._corners) >= _FEWEST_CORNERS:
            self._select(np.array(self._corners), held)

    def _select(self, corners: NDArray[np.float64], held: Qt.KeyboardModifier) -> None:
        self._corners = []
        select_within(self._workbench, corners, held)

    def _place(self) -> tuple[float, float]:
        """The cross on the map."""
        return self._cross if self._cross is not None else self._mouse.place_of(self.point)

    def _pixel(self, place: tuple[float, float]) -> QPointF:
        x, y = self._mouse.frame.pixels_of(np.array([place]))[0].tolist()
        return QPointF(x, y)

    def _outline(self, point: QPointF) -> QPolygonF:
        first = self._pixel(self._corners[0])
        if self._mouse.tool is Tool.RECTANGLE:
            return QPolygonF(QRectF(first, point).normalized())
        return QPolygonF([*(self._pixel(corner) for corner in self._corners), point])
