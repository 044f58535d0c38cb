"""Every key at a glance, over the window, gone at the next key or click."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
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
        painter.fillRect(self.rect(), self._look.colour("panel"))
        line_px = self._look.pixels("small") + 6
        groups = self._groups()
        columns = _balanced([len(lines) + 1 for _, lines in groups], self._n_columns())
        tallest = max(sum(len(groups[index][1]) + 2 for index in column) for column in columns)
        column_px = min(400, (self.width() - 2 * WIDE) // len(columns))
        left = (self.width() - len(columns) * column_px) // 2
        for place, column in enumerate(columns):
            top = max(GAP, (self.height() - tallest * line_px) // 2)
            for index in column:
                title, lines = groups[index]
                rect = QRect(left + place * column_px, top, column_px - WIDE, line_px)
                self._paint_line(painter, rect, "", title)
                for number, (key, text) in enumerate(lines, start=1):
                    self._paint_line(painter, rect.translated(0, number * line_px), key, text)
                top += (len(lines) + 2) * line_px

    def _n_columns(self) -> int:
        return max(1, min(4, self.width() // (22 * self._look.pixels("small"))))

    def _groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Menu titles, each with the keys and names of its commands, in the table's order."""
        return [
            (
                menu,
                [(shown_key(self._keys.get(one.id, ())), one.text) for one in COMMANDS if one.menu == menu],
            )
            for menu in MENUS
        ]

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


def _balanced(lengths: list[int], n_columns: int) -> list[list[int]]:
    """Indices of consecutive groups, shared among columns so that the tallest is as short as possible."""
    for limit in range(max(lengths), sum(lengths) + 1):
        columns: list[list[int]] = [[]]
        height = 0
        for index, length in enumerate(lengths):
            if columns[-1] and height + length > limit:
                columns.append([])
                height = 0
            columns[-1].append(index)
            height += length
        if len(columns) <= n_columns:
            return columns
    return [list(range(len(lengths)))]
