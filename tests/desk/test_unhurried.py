"""Views beside the page follow a moment later, each in its turn."""

from PySide6.QtCore import QObject, QTimer
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


def test_news_without_a_rest_are_told_all_the_same_and_each_view_once_a_round(qtbot: QtBot) -> None:
    parent, first, second = QObject(), View(), View()
    unhurried = Unhurried((first, second), lambda view, parts: view.follow(parts), parent)
    ticking = QTimer(parent)
    ticking.timeout.connect(lambda: unhurried.follow(frozenset({Part.DECISIONS})))
    ticking.start(10)
    qtbot.waitUntil(lambda: len(second.heard) == 2)
    assert len(first.heard) == 2
