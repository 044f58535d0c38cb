"""What lasts as long as a window is not searched for cycles meanwhile, and is let go with it."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gzlabel.desk import lasting
from gzlabel.desk.lasting import Lasting


class Ring:
    """Refers to itself alone."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def kept(qtbot: QtBot) -> Iterator[Lasting]:
    parent = QObject()
    kept = Lasting(parent)
    yield kept
    kept.end()
    parent.deleteLater()


def test_what_was_there_is_not_searched_until_the_window_is_left(kept: Lasting) -> None:
    held = weakref.ref(Ring())
    kept.begin()
    gc.collect()
    assert held() is not None
    kept.end()
    gc.collect()
    assert held() is None


def test_what_comes_later_is_searched(kept: Lasting) -> None:
    kept.begin()
    held = weakref.ref(Ring())
    gc.collect()
    assert held() is None


def test_what_came_until_the_window_settled_is_set_aside_too(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lasting, "_SETTLED_MS", 1)
    parent = QObject()
    kept = Lasting(parent)
    kept.begin()
    before = gc.get_freeze_count()
    qtbot.waitUntil(lambda: gc.get_freeze_count() > before)
    kept.end()
    assert gc.get_freeze_count() == 0
    parent.deleteLater()
