"""A file among the panels is a tab at the desk."""

import sys
from types import ModuleType

import pytest
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

from gzlabel.desk import panels
from gzlabel.desk.memory import Memory
from gzlabel.desk.style.look import Look
from gzlabel.desk.tab_panel import TabPanel
from gzlabel.desk.window import DeskWindow
from gzlabel.registry import modules_of
from gzlabel.workbench.state import Part
from tests.desk.fake_workbench import FakeWorkbench


class Sky(TabPanel):
    followed = frozenset[Part]()

    def follow(self, parts: frozenset[Part]) -> None:
        self.followed |= parts


def test_one_more_file_is_one_more_tab(
    qtbot: QtBot, workbench: FakeWorkbench, look: Look, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    further = ModuleType("sky")
    vars(further).update(NAME="sky", TITLE="Sky", PLACE=2, make=lambda room: Sky(room.parent))
    found = [*modules_of(sys.modules[panels.__name__]), further]
    monkeypatch.setattr(panels, "modules_of", lambda package: iter(found))
    desk = DeskWindow(workbench, look, memory)
    qtbot.addWidget(desk)
    tabs = desk.findChild(QTabWidget)
    titles = [tabs.tabText(index) for index in range(tabs.count())]
    assert titles == ["Ranking", "Sky", "Why this one", "Progress", "Histogram"]
    desk.arrangement.show_tab("sky")
    assert tabs.currentIndex() == 1
    sky = desk.views.tabs["sky"]
    assert isinstance(sky, Sky)
    assert Part.PAGE in sky.followed
