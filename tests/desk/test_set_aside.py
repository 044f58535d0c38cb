"""What lasts as long as a window is not searched for cycles meanwhile, and is let go with it."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gzlabel.desk import set_aside
from gzlabel.desk.set_aside import SetAside


class Ring:
    """Refers to itself alone."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def kept(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[SetAside]:
    monkeypatch.setattr(set_aside, "_LOADING_MS", 1)
    monkeypatch.setattr(set_aside, "_SETTLED_MS", 600_000)
    parent = QObject()
    kept = SetAside(parent)
    gc.unfreeze()
    yield kept
    kept.end()
    parent.deleteLater()


def begin(kept: SetAside, qtbot: QtBot) -> None:
    kept.begin()
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)


def test_the_libraries_are_set_aside_before_the_first_window() -> None:
    gc.unfreeze()
    parent = QObject()
    kept = SetAside(parent)
    assert gc.get_freeze_count() > 0
    kept.end()
    assert gc.get_freeze_count() == 0
    parent.deleteLater()


def test_what_was_there_is_not_searched_until_the_window_is_left(kept: SetAside, qtbot: QtBot) -> None:
    ring = Ring()
    held = weakref.ref(ring)
    begin(kept, qtbot)
    del ring
    gc.collect()
    assert held() is not None
    kept.end()
    gc.collect()
    assert held() is None


def test_what_the_window_before_left_is_let_go_first(kept: SetAside, qtbot: QtBot) -> None:
    held = weakref.ref(Ring())
    begin(kept, qtbot)
    assert held() is None


def test_what_comes_later_is_searched(kept: SetAside, qtbot: QtBot) -> None:
    begin(kept, qtbot)
    held = weakref.ref(Ring())
    gc.collect()
    assert held() is None


def test_what_came_until_the_window_settled_is_set_aside_too(kept: SetAside, qtbot: QtBot) -> None:
    begin(kept, qtbot)
    assert kept._settled.isActive()
    before = gc.get_freeze_count()
    came = [Ring() for _ in range(100)]  # noqa: F841 (kept until the end)
    kept._settled.start(1)
    qtbot.waitUntil(lambda: gc.get_freeze_count() > before)
    kept.end()
    assert gc.get_freeze_count() == 0
