"""A window no larger than the screen it opens on, frame and all."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QStyle, QWidget

_TITLE_BAR_PX = 40
_BORDER_PX = 2


def within(wanted: QRect, available: QRect, title_bar_px: int = _TITLE_BAR_PX) -> QRect:
    """The rectangle ``wanted`` of a window's inside, made smaller and moved until its frame is in sight."""
    room = available.adjusted(_BORDER_PX, title_bar_px, -_BORDER_PX, -_BORDER_PX)
    width, height = min(wanted.width(), room.width()), min(wanted.height(), room.height())
    left = min(max(wanted.left(), room.left()), room.left() + room.width() - width)
    top = min(max(wanted.top(), room.top()), room.top() + room.height() - height)
    return QRect(left, top, width, height)


def fit_to_screen(window: QWidget) -> None:
    """Bring a window that is not shown yet within its screen.

    The window manager adds the title bar once the window is shown: room is left for the tallest usual one.
    """
    title_bar = max(window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight), _TITLE_BAR_PX)
    inside = within(window.geometry(), window.screen().availableGeometry(), title_bar)
    window.resize(inside.size())
    if window.testAttribute(Qt.WidgetAttribute.WA_Moved):
        window.move(inside.topLeft() - QPoint(_BORDER_PX, title_bar))  # where its frame is to be


def lifted(frame: QRect, available: QRect) -> QPoint:
    """Where the frame of a window belongs that has grown over the lower or right edge of its screen."""
    left = max(available.left(), min(frame.left(), available.right() + 1 - frame.width()))
    top = max(available.top(), min(frame.top(), available.bottom() + 1 - frame.height()))
    return QPoint(left, top)


def keep_in_sight(window: QWidget) -> None:
    """Bring a window on show back within its screen; its buttons are at its lower edge."""
    place = lifted(window.frameGeometry(), window.screen().availableGeometry())
    if window.isVisible() and place != window.pos():
        window.move(place)
