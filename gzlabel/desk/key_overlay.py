"""Every key at a glance, over the window, gone at the next key or click."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from gzlabel.desk.command import Command, shown_key
from gzlabel.desk.commands import COMMANDS, MENUS
from gzlabel.desk.keymap import Keys
from gzlabel.desk.language import translated
from gzlabel.desk.look import GAP, HALF, WIDE, Look

_LEAST_PX, _AIR_PX, _FOOT_LINES, _MANY = 9, 5, 2, 4
Groups = list[tuple[str, list[tuple[str, str]]]]
_GONE_AT = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.ShortcutOverride}


class KeyOverlay(QWidget):
    """A sheet of keys over its parent."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._before: QWidget | None = None
        self._look = look
        self._keys: Keys = {}
        self._text_px = look.pixels("small")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Every key"))
        parent.installEventFilter(self)
        self.hide()

    def show_keys(self, keys: Keys) -> None:
        """Cover the parent with the sheet."""
        self._keys, self._before = keys, QApplication.focusWidget()
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
                (self._before or self._parent).setFocus()
                self.hide()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.colour("panel"))
            columns = self._fitted(painter, self._groups())
            tallest = max(column.n_lines for column in columns)
            room_px = (self.height() - GAP) // (tallest + _FOOT_LINES)
            line_px = max(self._text_px + _AIR_PX, min(room_px, 2 * self._text_px - 1))
            self._paint_foot(painter, line_px)
            gap = (self.width() - sum(one.width_px for one in columns)) // (len(columns) + 1)
            left, top = gap, max(HALF, (self.height() - (tallest + _FOOT_LINES) * line_px) // 2)
            for column in columns:
                self._paint_column(painter, column, QRect(left, top, column.width_px, line_px))
                left += column.width_px + gap

    def _fitted(self, painter: QPainter, groups: Groups) -> "list[_Column]":
        """Columns in the largest text with which every line has room; else in the smallest, cut off below."""
        for text_px in range(self._look.pixels("title"), _LEAST_PX - 1, -1):
            self._text_px = text_px
            fits_below = (self.height() - GAP) // (text_px + _AIR_PX) - _FOOT_LINES
            for n_columns in range(1, len(groups) + 1):
                columns = [self._column(painter, one) for one in _balanced(groups, n_columns)]
                across = sum(column.width_px for column in columns) + (n_columns + 1) * WIDE
                if max(column.n_lines for column in columns) <= fits_below and across <= self.width():
                    return columns
        return [self._column(painter, one) for one in _balanced(groups, _MANY)]

    def _column(self, painter: QPainter, groups: Groups) -> "_Column":
        painter.setFont(self._font(bold=True))
        key_px = max(painter.fontMetrics().horizontalAdvance(key) for _, lines in groups for key, _ in lines)
        painter.setFont(self._font())
        words = (painter.fontMetrics().horizontalAdvance(text) for _, lines in groups for _, text in lines)
        return _Column(groups, key_px + GAP, key_px + GAP + max(words) + HALF)

    def _paint_column(self, painter: QPainter, column: "_Column", rect: QRect) -> None:
        for title, lines in column.groups:
            self._paint_title(painter, rect, title)
            for number, (key, text) in enumerate(lines, start=1):
                below = rect.translated(0, number * rect.height())
                self._paint_line(painter, below, key, text, column.key_px)
            rect = rect.translated(0, (len(lines) + 2) * rect.height())

    def _font(self, *, bold: bool = False) -> QFont:
        font = self._look.font("small", bold=bold)
        font.setPixelSize(self._text_px)
        return font

    def _groups(self) -> Groups:
        """Menu titles, each with the keys and names of its commands; the ratings, which are alike, in one line."""
        return [
            (translated(menu), [*self._lines([one for one in COMMANDS if one.menu == menu])])
            for menu in MENUS
        ]

    def _lines(self, commands: list[Command]) -> Iterator[tuple[str, str]]:
        for command in commands:
            kind, _, rating = command.id.rpartition(".")
            if rating.isdigit() and rating != "0":
                continue
            key, text = shown_key(self._keys.get(command.id, ())), command.text.rstrip("…")
            if rating == "0":
                last = shown_key(self._keys.get(f"{kind}.5", ()))
                key = f"{key} … {last.rpartition('+')[2]}"
                text = self.tr("Rate the selection") if "selection" in kind else self.tr("Rate and go on")
            yield key, text

    def _paint_foot(self, painter: QPainter, line_px: int) -> None:
        painter.setFont(self._font())
        painter.setPen(self._look.colour("muted"))
        foot = self.rect().adjusted(0, self.height() - line_px - GAP, 0, -GAP)
        words = self.tr("Any key or click puts this away; View ▸ Preferences changes keys.")
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), words)

    def _paint_title(self, painter: QPainter, rect: QRect, title: str) -> None:
        painter.setFont(self._font(bold=True))
        painter.setPen(self._look.colour("accent"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title)

    def _paint_line(self, painter: QPainter, rect: QRect, key: str, text: str, key_px: int) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._font(bold=True))
        painter.setPen(self._look.colour("text"))
        key_rect = QRect(rect.left(), rect.top(), key_px, rect.height())
        painter.drawText(key_rect, int(Qt.AlignmentFlag.AlignLeft | middle), key)
        painter.setFont(self._font())
        painter.setPen(self._look.colour("muted"))
        room = rect.width() - key_px
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect.adjusted(key_px, 0, 0, 0), int(Qt.AlignmentFlag.AlignLeft | middle), words)


@dataclass(frozen=True)
class _Column:
    """Groups beneath each other; keys and words each have their own width."""

    groups: Groups
    key_px: int
    width_px: int

    @property
    def n_lines(self) -> int:
        return sum(len(lines) + 2 for _, lines in self.groups)


def _balanced(groups: Groups, n_columns: int) -> list[Groups]:
    """Consecutive groups, shared among columns so that the tallest is as short as possible."""
    lengths = [len(lines) + 2 for _, lines in groups]
    for limit in range(max(lengths), sum(lengths) + 1):
        columns: list[Groups] = [[]]
        height = 0
        for group, length in zip(groups, lengths, strict=True):
            if columns[-1] and height + length > limit:
                columns.append([])
                height = 0
            columns[-1].append(group)
            height += length
        if len(columns) <= n_columns:
            return columns
    return [groups]
