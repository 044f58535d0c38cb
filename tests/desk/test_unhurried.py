"""Views beside the page follow a moment later, each in its turn."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gzlabel.desk.unhurried import Unhurried
from gzlabel.workbench.state import Part


class View:
    def __init__(self) -> None:
        self.heard: list[frozenset[Part]] = []

    def follow(self, parts: frozenset[Part]) -> None:
        self.heard.append(parts)


def test_news_are_gathered_and_told_once(qtbot: QtBot) -> None:
    parent, first, second = QObject(), View(), View()
    unhurried = Unhurried((first, second), lambda view, parts: view.follow(parts), parent)
    unhurried.follow(frozenset({Part.PAGE}))
    unhurried.follow(frozenset({Part.SCORES}))
    assert (first.heard, second.heard) == ([], [])
    both = frozenset({Part.PAGE, Part.SCORES})
    qtbot.waitUntil(lambda: (first.heard, second.heard) == ([both], [both]))


def test_catching_up_tells_all_at_once() -> None:
    parent, first, second = QObject(), View(), View()
    unhurried = Unhurried((first, second), lambda view, parts: view.follow(parts), parent)
    unhurried.follow(frozenset({Part.PAGE}))
    unhurried.catch_up()
    unhurried.catch_up()
    assert first.heard == second.heard == [frozenset({Part.PAGE})]
