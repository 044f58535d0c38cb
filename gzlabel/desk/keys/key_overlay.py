"""Every key at a glance, over the window, gone at the next key or click; arrows and the wheel scroll it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from gzlabel.desk.keys.key_sheet import KeySheet
from gzlabel.desk.keys.keymap import Keys
from gzlabel.desk.style.look import HALF, Look

_GONE_AT = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.ShortcutOverride}
_SCROLLING = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_Home: -1000,
    Qt.Key.Key_End: 1000,
}


class KeyOverlay(QWidget):
    """A sheet of keys over its parent."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._before: QWidget | None = None
        self._keys: Keys = {}
        self.sheet, self._area, self._foot = KeySheet(look, self), QScrollArea(self), QLabel(self)
        self.setProperty("role", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Every key"))
        self._arrange()
        parent.installEventFilter(self)
        self.hide()

    def show_keys(self, keys: Keys) -> None:
        """Cover the parent with the sheet."""
        self._keys, self._before = keys, QApplication.focusWidget()
        self.setGeometry(self._parent.rect())
        self.show()
        self.raise_()
        self._lay_out()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._parent.rect())
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() not in _GONE_AT:
            return super().event(event)
        event.accept()
        if isinstance(event, QKeyEvent) and event.key() in _SCROLLING:
            if event.type() == QEvent.Type.KeyPress:
                self._scroll(_SCROLLING[Qt.Key(event.key())])
        elif event.type() != QEvent.Type.ShortcutOverride:
            (self._before or self._parent).setFocus()
            self.hide()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.isVisible():
            self._lay_out()

    def _arrange(self) -> None:
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.sheet)
        self._area.viewport().setAutoFillBackground(False)
        self.sheet.setAutoFillBackground(False)
        self._foot.setProperty("role", "caption")
        self._foot.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, HALF, 0, HALF)
        column.setSpacing(HALF)
        column.addWidget(self._area, stretch=1)
        column.addWidget(self._foot)

    def _lay_out(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.sheet.lay_out(self._keys, self._area.viewport().size())
        gone = self.tr("Any key or click puts this away; View ▸ Preferences changes keys.")
        more = self.tr("Arrows and the wheel show the rest; any other key or click puts this away.")
        self._foot.setText(more if self.sheet.height() > self._area.viewport().height() else gone)

    def _scroll(self, n_lines: int) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + n_lines * self.sheet.line_px)
