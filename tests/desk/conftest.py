"""A desk on a workbench of straw, and the watch over widgets and threads left behind."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gzlabel.desk.application import application
from gzlabel.desk.memory import Memory
from gzlabel.desk.style.look import Look
from gzlabel.desk.window import DeskWindow
from tests.desk.fake_workbench import FakeWorkbench


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return application()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """What a dialog belongs to."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


_FAREWELL_S = 1.0
"""A thread that begins a process as the window closes needs a moment to see that it is not wanted."""


def our_threads_alive_after(each_s: float) -> list[str]:
    """Names of our threads that have not ended, each waited for so long."""
    ours = [one for one in threading.enumerate() if one.name.startswith("gzlabel")]
    for one in ours:
        one.join(each_s)
    return [one.name for one in ours if one.is_alive()]


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window or a thread of ours alive."""
    before = {id(widget) for widget in qapp.topLevelWidgets()}
    yield
    for widget in qapp.topLevelWidgets():
        if id(widget) not in before and not widget.isVisible():
            widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in qapp.topLevelWidgets() if id(widget) not in before and widget.isVisible()]
    assert not left, f"left on screen: {left}"
    threads = our_threads_alive_after(_FAREWELL_S)
    assert not threads, f"left running: {threads}"


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    return Look(qapp)


@pytest.fixture
def workbench() -> FakeWorkbench:
    return FakeWorkbench()


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def desk(qtbot: QtBot, workbench: FakeWorkbench, look: Look, memory: Memory) -> Iterator[DeskWindow]:
    window = DeskWindow(workbench, look, memory)
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.views.grid.setFocus()
    yield window
    window.close()
    window.deleteLater()
