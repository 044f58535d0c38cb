"""Every key and what it does, in as many columns as have room, in text that can be read."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gzlabel.desk.command import Command, shown_key
from gzlabel.desk.commands import COMMANDS, MENUS
from gzlabel.desk.keys.keymap import Keys
from gzlabel.desk.style.look import GAP, HALF, WIDE, Look
from gzlabel.desk.words.language import translated

_AIR_PX = 6
_HANDS_ON = ("Rate", "Look", "Picture", "Map", "Clusters")
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Groups = list[tuple[str, list[tuple[str, str]]]]


class KeySheet(QWidget):
    """The keys of each menu beneath its title; taller than the window where they have no room at once."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._keys: Keys = {}
        self._text_px = look.pixels()
        self._columns: list[_Column] = []

    def lay_out(self, keys: Keys, room: QSize) -> None:
        """Take the largest text with which all has room, and no smaller than usual; be as tall as it needs."""
        self._keys = keys
        groups = self._groups()
        for text_px in range(self._look.pixels("title"), self._look.pixels() - 1, -1):
            self._text_px = text_px
            self._columns = self._fitted(groups, room.width())
            if self._height <= room.height():
                break
        self.resize(room.width(), max(self._height, room.height()))
        self.update()

    @property
    def line_px(self) -> int:
        """Height of a line in pixels."""
        return self._text_px + _AIR_PX

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            gap = (self.width() - sum(one.width_px for one in self._columns)) // (len(self._columns) + 1)
            left, top = gap, GAP
            for column in self._columns:
                self._paint_column(painter, column, QRect(left, top, column.width_px, self.line_px))
                left += column.width_px + gap

    @property
    def _height(self) -> int:
        return max(column.n_lines for column in self._columns) * self.line_px + 2 * GAP

    def _fitted(self, groups: Groups, width_px: int) -> "list[_Column]":
        """As many columns as have room beside each other, but no more than make it shorter."""
        columns = [self._column(groups)]
        for n_columns in range(2, len(groups) + 1):
            more = [self._column(one) for one in _balanced(groups, n_columns)]
            if sum(one.width_px for one in more) + (n_columns + 1) * WIDE > width_px:
                return columns
            columns = more
        return columns

    def _column(self, groups: Groups) -> "_Column":
        keys, words = QFontMetrics(self._font(bold=True)), QFontMetrics(self._font())
        key_px = max(keys.horizontalAdvance(key) for _, lines in groups for key, _ in lines) + GAP
        text_px = max(words.horizontalAdvance(text) for _, lines in groups for _, text in lines)
        return _Column(groups, key_px, key_px + text_px + HALF)

    def _font(self, *, bold: bool = False) -> QFont:
        font = self._look.font(bold=bold)
        font.setPixelSize(self._text_px)
        return font

    def _groups(self) -> Groups:
        """Menu titles, each with the keys and names of its commands: first what the hands do all day."""
        menus = (*_HANDS_ON, *(menu for menu in MENUS if menu not in _HANDS_ON))
        return [
            (translated(menu), [*self._lines([one for one in COMMANDS if one.menu == menu])])
            for menu in menus
        ]

    def _lines(self, commands: list[Command]) -> Iterator[tuple[str, str]]:
        """Keys and names; the ratings, which are alike, in one line."""
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

    def _paint_column(self, painter: QPainter, column: "_Column", rect: QRect) -> None:
        for title, lines in column.groups:
            painter.setFont(self._font(bold=True))
            painter.setPen(self._look.colour("accent"))
            painter.drawText(rect, int(_MIDDLE), title)
            for key, text in lines:
                rect = rect.translated(0, self.line_px)
                painter.setFont(self._font(bold=True))
                painter.setPen(self._look.colour("text"))
                painter.drawText(rect, int(_MIDDLE), key)
                painter.setFont(self._font())
                painter.setPen(self._look.colour("muted"))
                painter.drawText(rect.adjusted(column.key_px, 0, 0, 0), int(_MIDDLE), text)
            rect = rect.translated(0, 2 * self.line_px)


@dataclass(frozen=True)
class _Column:
    """Groups beneath each other; keys and words each have their own width."""

    groups: Groups
    key_px: int
    width_px: int

    @property
    def n_lines(self) -> int:
        return sum(len(lines) + 2 for _, lines in self.groups) - 1


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
