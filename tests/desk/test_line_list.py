"""A list of lines paints what changed, and nothing else."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gzlabel.desk.line_list import LineList
from gzlabel.desk.style.look import Look


class Words(LineList):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.words, self.painted = [f"galaxy {n}" for n in range(100)], list[int]()
        self.set_lines(len(self.words))

    def line_height(self) -> int:
        return 20

    def shown(self, index: int) -> object:
        return self.words[index]

    def paint_line(self, painter: QPainter, rect: QRect, index: int) -> None:
        self.painted.append(index)


@pytest.fixture
def sheet(qtbot: QtBot) -> QWidget:
    sheet = QWidget()
    qtbot.addWidget(sheet)
    return sheet


@pytest.fixture
def words(qtbot: QtBot, look: Look, sheet: QWidget) -> Words:
    lines = Words(look, sheet)
    lines.resize(200, 100)
    sheet.show()
    lines.refresh()
    qtbot.waitUntil(lambda: set(lines.painted) == {0, 1, 2, 3, 4})
    _painted(lines, qtbot)
    return lines


def _painted(words: Words, qtbot: QtBot) -> list[int]:
    qtbot.wait(20)
    painted = words.painted.copy()
    words.painted.clear()
    return painted


def test_a_line_is_painted_when_it_shows_something_else(words: Words, qtbot: QtBot) -> None:
    words.refresh()
    assert _painted(words, qtbot) == []
    words.words[1] = words.words[3] = words.words[70] = "a lens"
    words.refresh()
    assert _painted(words, qtbot) == [1, 3]


def test_what_was_painted_in_between_is_painted_again(words: Words, qtbot: QtBot) -> None:
    before, words.words[2] = words.words[2], "a ring"
    words.viewport().update()
    assert _painted(words, qtbot) == [0, 1, 2, 3, 4]
    words.words[2] = before
    words.refresh()
    assert _painted(words, qtbot) == [2]


def test_lines_scrolled_into_sight_are_painted_as_they_are(words: Words, qtbot: QtBot) -> None:
    words.words[7] = "a merger"
    words.verticalScrollBar().setValue(100)
    assert _painted(words, qtbot) == [5, 6, 7, 8, 9]
    words.refresh()
    words.refresh()
    assert sorted(set(_painted(words, qtbot))) == [5, 6, 7, 8, 9]
    words.words[8] = "a merger"
    words.refresh()
    assert _painted(words, qtbot) == [8]
