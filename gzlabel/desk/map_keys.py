"""What the keys do to the map while it has the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from gzlabel.desk.map_sight import MapSight

_STEP = 0.15
_MOVES = {
    Qt.Key.Key_Left: (-_STEP, 0.0),
    Qt.Key.Key_Right: (_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -_STEP),
    Qt.Key.Key_Down: (0.0, _STEP),
}
_CLOSER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_PageUp)
_FARTHER = (Qt.Key.Key_Minus, Qt.Key.Key_PageDown)


def is_ours(event: QKeyEvent) -> bool:
    """Whether the map takes this key from the window: arrows, plus and minus, by themselves."""
    others = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    is_shifted_arrow = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and event.key() in _MOVES
    return event.key() in (*_MOVES, *_CLOSER, *_FARTHER) and not others and not is_shifted_arrow


def move_of(event: QKeyEvent, sight: MapSight) -> bool:
    """Do what a key says; False where it says nothing to the map."""
    key = Qt.Key(event.key())
    if key in _MOVES:
        sight.pan(*_MOVES[key])
    elif key in _CLOSER:
        sight.zoom_steps(1)
    elif key in _FARTHER:
        sight.zoom_steps(-1)
    else:
        return False
    return True
