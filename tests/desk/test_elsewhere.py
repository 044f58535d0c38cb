"""The current galaxy elsewhere, its coordinates, and examples of classes."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gzlabel.desk.dialogs.elsewhere_menus import coordinates_menu, elsewhere_menu
from gzlabel.desk.dialogs.examples_dialog import ExamplesDialog
from gzlabel.desk.window import DeskWindow
from tests.desk.fake_workbench import FakeWorkbench


def test_a_place_is_opened_in_the_browser(desk: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    menu = elsewhere_menu(desk, 3)
    next(action for action in menu.actions() if action.text() == "NED").trigger()
    assert [url.toString() for url in opened] == ["https://ned.org/?row=3"]


def test_without_a_position_the_menu_says_so_and_offers_what_is_left(desk: DeskWindow) -> None:
    told, mine, *_ = elsewhere_menu(desk, 5).actions()
    assert told.text() == "This galaxy has no position on the sky"
    assert not told.isEnabled()
    assert mine.text() == "Mine"


def test_an_address_of_ones_own_is_kept(
    desk: DeskWindow, workbench: FakeWorkbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.dialogs, "ask", lambda *words: "My survey")
    monkeypatch.setattr(desk.dialogs, "ask_or_none", lambda *words: "https://a.org/{id}")
    elsewhere_menu(desk, 3).actions()[-1].trigger()
    assert workbench.calls[-1] == ("elsewhere.remember", "My survey", "https://a.org/{id}")


def test_coordinates_go_to_the_clipboard(desk: DeskWindow) -> None:
    coordinates_menu(desk, 3).actions()[2].trigger()
    assert QGuiApplication.clipboard().text() == "J100024.00+021200.0"


def test_examples_stand_by_class_and_a_click_shows_one(
    desk: DeskWindow, workbench: FakeWorkbench, qtbot: QtBot
) -> None:
    dialog = ExamplesDialog(workbench, desk.look, desk.views.thumbnails, desk)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.sheet.labels == ("morphology 0", "morphology 1", "morphology 2")
    dialog.n_examples.setValue(3)
    second_of_second = dialog.sheet._rect_of(1, 1).center().toPoint()
    QTest.mouseClick(dialog.sheet, Qt.MouseButton.LeftButton, pos=second_of_second)
    assert workbench.calls[-1] == ("go_to", 11)
    dialog.close()
