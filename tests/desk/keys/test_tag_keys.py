"""Keys of the user's choice that tag the current galaxy."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gzlabel.desk.dialogs.tag_keys_dialog import TagKeysDialog
from gzlabel.desk.keys.keymap import usual_keys
from gzlabel.desk.keys.tag_keys import assert_free
from gzlabel.desk.window import DeskWindow
from gzlabel.errors import UserError
from gzlabel.workbench.state import Part
from gzlabel.workspace import Annotation
from tests.desk.fake_workbench import FakeWorkbench


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_a_key_tags_the_current_galaxy_and_another_says_no(
    qtbot: QtBot, desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    workbench.set_setting("tag keys", {"ring": ["F6", "Shift+F6"]})
    qtbot.keyClick(desk.views.grid, Qt.Key.Key_F6)
    qtbot.keyClick(desk.views.grid, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert ("annotations.toggle_tag", [0], "ring") in workbench.calls
    assert ("annotations.toggle_tag", [0], "not ring") in workbench.calls


def test_a_key_taken_away_tags_no_longer(qtbot: QtBot, desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.set_setting("tag keys", {"ring": ["F6", ""]})
    workbench.set_setting("tag keys", {})
    qtbot.keyClick(desk.views.grid, Qt.Key.Key_F6)
    assert not any(call[0] == "annotations.toggle_tag" for call in workbench.calls)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"ring": ("X", "")}, "X would mean both “Artefact” and “ring”"),
        ({"ring": ("F6", "F6")}, "F6 would mean both “ring” and “not ring”"),
        ({"ring": ("F6", ""), "merger": ("F6", "")}, "F6 would mean both “ring” and “merger”"),
    ],
)
def test_a_key_means_one_thing(table: dict[str, tuple[str, str]], words: str) -> None:
    with pytest.raises(UserError, match=words):
        assert_free(table, usual_keys())


def test_the_dialog_offers_tags_in_use_and_keeps_what_is_chosen(
    workbench: FakeWorkbench, parent: QWidget
) -> None:
    workbench.put(Part.ANNOTATIONS, annotations={3: Annotation(tags=("not merger",))})
    dialog = TagKeysDialog(workbench, usual_keys(), parent)
    assert [name.text() for name, _, _ in dialog.lines] == ["merger", "", "", ""]
    dialog.lines[0][1].setKeySequence(QKeySequence("5"))
    dialog.accept()
    assert "Rate 5" in dialog.message
    dialog.lines[0][1].setKeySequence(QKeySequence("F7"))
    dialog.accept()
    assert ("set_setting", "tag keys", {"merger": ["F7", ""]}) in workbench.calls
