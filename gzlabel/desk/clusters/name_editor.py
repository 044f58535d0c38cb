"""A line for a name, over what it names; while it is there, every key is its own."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget


class NameEditor(QLineEdit):
    """Hidden until it is needed; Return takes the name, Escape or a click elsewhere leaves the old one.

    Signals
    -------
    named(str)
        The name that was typed.
    """

    named = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._before: QWidget | None = None
        self.hide()

    def ask(self, place: QRect, present: str) -> None:
        """Let a name be typed at this place of the parent; the keyboard goes back to where it was then."""
        self._before = QApplication.focusWidget()
        self.setGeometry(place)
        self.setText(present)
        self.selectAll()
        self.show()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.named.emit(self.text().strip())
            self._leave()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hide()

    def _leave(self) -> None:
        """Hidden with the focus still here, it would be handed to whatever comes next in the window."""
        if self._before is not None and self._before is not self:
            self._before.setFocus()
        self.hide()
