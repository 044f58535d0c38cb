"""Every key at a glance, over the window, gone at the next key or click."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gzlabel.desk.command import shown_key
from gzlabel.desk.commands import COMMANDS, MENUS
from gzlabel.desk.keymap import Keys
from gzlabel.desk.look import GAP, WIDE, Look

_GONE_AT = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.ShortcutOverride}


class KeyOverlay(QWidget):
    """A sheet of keys over its parent."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._look = look
        self._keys: Keys = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Every key"))
        parent.installEventFilter(self)
        self.hide()

    def show_keys(self, keys: Keys) -> None:
        """Cover the parent with the sheet."""
        self._keys = keys
        self.setGeometry(self._parent.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._parent.rect())
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() in _GONE_AT:
            event.accept()
            if event.type() != QEvent.Type.ShortcutOverride:
                self.hide()
                self._parent.setFocus()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("window", 0.96))
        lines = self._lines()
        line_px = self._look.pixels("small") + 6
        rows_fit = max(8, (self.height() - 2 * WIDE) // line_px)
        n_columns = max(1, min(4, -(-len(lines) // rows_fit)))
        while n_columns > 1 and self.width() // n_columns < 180:
            n_columns -= 1
        n_rows = -(-len(lines) // n_columns)
        column_px = min(420, (self.width() - 2 * WIDE) // n_columns)
        left = (self.width() - n_columns * column_px) // 2
        top = max(WIDE, (self.height() - n_rows * line_px) // 2)
        for index, (key, text) in enumerate(lines):
            place = QPoint(left + index // n_rows * column_px, top + index % n_rows * line_px)
            self._paint_line(painter, QRect(place.x(), place.y(), column_px - WIDE, line_px), key, text)

    def _lines(self) -> list[tuple[str, str]]:
        """Menu titles (without a key) and commands, in the table's order."""
        lines: list[tuple[str, str]] = []
        for menu in MENUS:
            lines.append(("", menu))
            for command in COMMANDS:
                if command.menu == menu:
                    lines.append((shown_key(self._keys.get(command.id, ())), command.text))
        return lines

    def _paint_line(self, painter: QPainter, rect: QRect, key: str, text: str) -> None:
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if not key:
            painter.setFont(self._look.font("small", bold=True))
            painter.setPen(self._look.colour("accent"))
            painter.drawText(rect, middle, text)
            return
        key_px = min(150, rect.width() * 2 // 5)
        painter.setFont(self._look.font("small", bold=True))
        painter.setPen(self._look.colour("text"))
        key_rect = QRect(rect.left(), rect.top(), key_px - GAP, rect.height())
        painter.drawText(key_rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), key)
        painter.setFont(self._look.font("small"))
        painter.setPen(self._look.colour("muted"))
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - key_px)
        painter.drawText(rect.adjusted(key_px, 0, 0, 0), middle, words)
