"""Every key at a glance, over the window, gone at the next key or click."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from gzlabel.desk.command import Command, shown_key
from gzlabel.desk.commands import COMMANDS, MENUS
from gzlabel.desk.keymap import Keys
from gzlabel.desk.language import translated
from gzlabel.desk.look import GAP, HALF, WIDE, Look

_LEAST_PX, _AIR_PX, _WIDEST_EM, _FOOT_LINES = 9, 5, 40, 2
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
            groups = self._groups()
            lengths = [len(lines) + 2 for _, lines in groups]
            self._text_px, columns = self._fitted(painter, groups, lengths)
            line_px = self._text_px + _AIR_PX
            tallest = max(sum(lengths[index] for index in column) for column in columns)
            self._paint_foot(painter, line_px)
            column_px = min(_WIDEST_EM * self._text_px, (self.width() - 2 * WIDE) // len(columns))
            left = (self.width() - len(columns) * column_px) // 2
            key_px = self._key_px(painter, groups)
            for place, column in enumerate(columns):
                top = max(HALF, (self.height() - (tallest + _FOOT_LINES) * line_px) // 2)
                for index in column:
                    title, lines = groups[index]
                    rect = QRect(left + place * column_px, top, column_px - GAP, line_px)
                    self._paint_title(painter, rect, title)
                    for number, (key, text) in enumerate(lines, start=1):
                        self._paint_line(painter, rect.translated(0, number * line_px), key, text, key_px)
                    top += lengths[index] * line_px

    def _fitted(self, painter: QPainter, groups: Groups, lengths: list[int]) -> tuple[int, list[list[int]]]:
        """The largest text, and the columns, with which every line has room."""
        for text_px in range(self._look.pixels("title"), _LEAST_PX - 1, -1):
            self._text_px = text_px
            painter.setFont(self._font())
            metrics = painter.fontMetrics()
            words_px = max(metrics.horizontalAdvance(text) for _, lines in groups for _, text in lines)
            across = max(1, (self.width() - 2 * WIDE) // (words_px + self._key_px(painter, groups) + 2 * GAP))
            columns = _balanced(lengths, across)
            tallest = max(sum(lengths[index] for index in column) for column in columns)
            if (tallest + _FOOT_LINES) * (text_px + _AIR_PX) <= self.height() - GAP:
                return text_px, columns
        return _LEAST_PX, columns

    def _key_px(self, painter: QPainter, groups: Groups) -> int:
        painter.setFont(self._font(bold=True))
        metrics = painter.fontMetrics()
        return max(metrics.horizontalAdvance(key) for _, lines in groups for key, _ in lines) + GAP

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
