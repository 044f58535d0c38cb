"""The sheet of keys can be read, and scrolled where it has no room."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gzlabel.desk.commands import COMMANDS
from gzlabel.desk.keys.key_overlay import KeyOverlay
from gzlabel.desk.keys.key_sheet import KeySheet
from gzlabel.desk.keys.keymap import usual_keys, with_changes
from gzlabel.desk.style.look import Look
from gzlabel.desk.window import DeskWindow


@pytest.fixture
def overlay(desk: DeskWindow) -> KeyOverlay:
    desk.dialogs.keys()
    return desk.dialogs._keys


def scrolled(overlay: KeyOverlay) -> int:
    return overlay._area.verticalScrollBar().value()


def test_text_is_never_smaller_than_usual(qtbot: QtBot, look: Look, overlay: KeyOverlay) -> None:
    assert overlay.sheet._text_px == look.pixels()
    large = KeySheet(look, overlay)
    large.lay_out(usual_keys(), QSize(2560, 1400))
    assert large._text_px == look.pixels("title")
    assert large.height() == 1400


def test_columns_have_room_beside_each_other(overlay: KeyOverlay) -> None:
    columns = overlay.sheet._columns
    assert len(columns) > 1
    assert sum(one.width_px for one in columns) < overlay.sheet.width()
    assert max(one.n_lines for one in columns) * overlay.sheet.line_px < overlay.sheet.height()


def test_every_command_is_on_it_under_the_key_in_force(look: Look, overlay: KeyOverlay) -> None:
    overlay.sheet.lay_out(with_changes({"rate.skip": ("Y",)}), QSize(1280, 700))
    lines = {
        text: key for column in overlay.sheet._columns for _, lines in column.groups for key, text in lines
    }
    plain = {one.text.rstrip("…") for one in COMMANDS if not one.id.rpartition(".")[2].isdigit()}
    assert plain <= set(lines)
    assert lines["Skip"] == "Y"
    assert lines["Rate and go on"] == "0 … 5"


def test_arrows_scroll_it_and_any_other_key_puts_it_away(overlay: KeyOverlay) -> None:
    QTest.keyClick(overlay, Qt.Key.Key_Down)
    assert scrolled(overlay) == overlay.sheet.line_px
    QTest.keyClick(overlay, Qt.Key.Key_End)
    assert scrolled(overlay) == overlay._area.verticalScrollBar().maximum() > 0
    assert overlay.isVisible()
    QTest.keyClick(overlay, Qt.Key.Key_X)
    assert not overlay.isVisible()


def test_a_click_puts_it_away(overlay: KeyOverlay) -> None:
    QTest.mouseClick(overlay.sheet, Qt.MouseButton.LeftButton)
    assert not overlay.isVisible()
