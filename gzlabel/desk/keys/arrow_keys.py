"""The arrows as steps over a painted view, one pixel by themselves and more with Shift."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

_DIRECTIONS = {
    Qt.Key.Key_Left: QPointF(-1.0, 0.0),
    Qt.Key.Key_Right: QPointF(1.0, 0.0),
    Qt.Key.Key_Up: QPointF(0.0, -1.0),
    Qt.Key.Key_Down: QPointF(0.0, 1.0),
}


def step_of(event: QKeyEvent, fine_px: float, coarse_px: float) -> QPointF | None:
    """How far an arrow goes, coarse with Shift; None for any other key, and with Ctrl or Alt held."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    direction = _DIRECTIONS.get(Qt.Key(event.key()))
    if direction is None or held & ~Qt.KeyboardModifier.ShiftModifier:
        return None
    return direction * (coarse_px if held else fine_px)
