"""Dialogs and the welcome page, by their own buttons."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QInputDialog,
    QLineEdit,
    QPushButton,
    QStyle,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gzlabel.desk.dialogs.bug_dialog import BugDialog
from gzlabel.desk.dialogs.crash_dialog import CrashDialog
from gzlabel.desk.dialogs.export_dialog import ExportDialog
from gzlabel.desk.dialogs.help_window import HelpWindow, keys_page
from gzlabel.desk.dialogs.new_dialog import NewDialog
from gzlabel.desk.dialogs.preferences import Preferences
from gzlabel.desk.dialogs.trust_dialog import completeness
from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.keys.keymap import usual_keys
from gzlabel.desk.memory import Memory
from gzlabel.desk.style.look import Look
from gzlabel.desk.welcome import Welcome
from gzlabel.desk.window import DeskWindow
from gzlabel.user_settings import user_setting
from gzlabel.workbench.exporting import Against, Wanted
from gzlabel.workbench.state import Part
from gzlabel.workbench.trust import Trust
from tests.desk.fake_workbench import FakeWorkbench


@pytest.fixture
def home(qapp: QApplication) -> Iterator[QWidget]:
    """A window for dialogs to belong to."""
    widget = QWidget()
    yield widget
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_without_positions_an_export_offers_no_look_up(workbench: FakeWorkbench, home: QWidget) -> None:
    workbench.elsewhere.has_positions = False
    dialog = ExportDialog(workbench, (7, 8, 9), home)
    assert not dialog.known.isEnabled()
    assert "no positions" in dialog.known.toolTip()
    workbench.elsewhere.has_positions = True
    assert ExportDialog(workbench, (7, 8, 9), home).known.isEnabled()


def test_export_says_what_is_wanted(workbench: FakeWorkbench, home: QWidget, tmp_path: Path) -> None:
    workbench.put(Part.SELECTION, selection=np.array([3, 5]))
    dialog = ExportDialog(workbench, (7, 8, 9), home)
    assert dialog.wanted() == Wanted("rating", minimum=3)
    dialog.choose("top")
    assert dialog.wanted() == Wanted("top", n=100)
    dialog.choose("selection")
    assert dialog.wanted() == Wanted("rows", rows=(3, 5))
    dialog.choose("cluster")
    assert dialog.wanted() == Wanted("rows", rows=(7, 8, 9))
    dialog.choose("all")
    dialog.path.set_text(str(tmp_path / "list.fits"))
    dialog.known.set_text(str(tmp_path / "ned.vot"))
    dialog.radius.setValue(3.5)
    dialog.accept()
    against = Against(tmp_path / "ned.vot", 3.5)
    assert workbench.calls[-1] == ("export", tmp_path / "list.fits", Wanted("all", against=against))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_catalogue_of_known_ones_has_room_for_its_path(
    workbench: FakeWorkbench, look: Look, home: QWidget, scale: float
) -> None:
    look.choose("light", scale)
    dialog = ExportDialog(workbench, (), home)
    dialog.show()
    QApplication.processEvents()
    line = dialog.known.findChild(QLineEdit)
    assert line.width() >= 6 * look.pixels()
    for one in (line, *dialog.known.findChildren(QPushButton)):
        assert dialog.known.rect().contains(one.geometry())
    dialog.close()
    look.choose("system", 1.0)


def test_the_wish_for_a_frame_that_follows_the_mouse_is_kept(desk: DeskWindow, memory: Memory) -> None:
    desk.dialogs.preferences()
    dialog = desk.findChild(Preferences)
    assert not dialog.frame.isChecked()
    dialog.frame.click()
    assert desk.views.grid.frame_follows_mouse
    assert memory.frame_follows_mouse
    dialog.close()


def test_preferences_refuse_a_key_with_two_meanings_and_take_a_free_one(
    look: Look, memory: Memory, home: QWidget, qtbot: QtBot
) -> None:
    dialog = Preferences(look, memory, usual_keys(), home)
    dialog.keys.set_key("rate.skip", "X")
    assert "X would mean both" in dialog.message
    with qtbot.waitSignal(dialog.keys_chosen) as chosen:
        dialog.keys.set_key("rate.skip", "Y")
    assert chosen.args == [{"rate.skip": ("Y",)}]
    assert dialog.message == ""


def test_own_keys_rule_from_then_on(desk: DeskWindow, workbench: FakeWorkbench, memory: Memory) -> None:
    desk.choose_keys({"rate.skip": ("Y",)})
    QTest.keyClick(desk.views.grid, Qt.Key.Key_Y)
    assert workbench.calls[-1] == ("skip",)
    assert memory.key_changes == {"rate.skip": ("Y",)}


def test_a_traceback_can_be_copied(home: QWidget) -> None:
    dialog = BugDialog("it broke", "Traceback: here", home)
    dialog.copy()
    assert QGuiApplication.clipboard().text() == "Traceback: here"


def test_help_has_every_key(home: QWidget) -> None:
    window = HelpWindow(Keyboard(home), home)
    assert window.tabs.count() == 3
    page = keys_page(usual_keys())
    assert "| **Space** | Skip |" in page


def test_a_workspace_is_made_from_a_mosaic(home: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    sky = np.random.default_rng(0).normal(20, 2, (200, 200))
    y, x = np.mgrid[:200, :200]
    for cx, cy in ((50, 50), (150, 60), (90, 150)):
        sky += 200 * np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / 40)
    pixels = np.repeat(np.clip(sky, 0, 255).astype(np.uint8)[..., np.newaxis], 3, axis=2)
    Image.fromarray(pixels).save(tmp_path / "field.png")
    dialog = NewDialog("mosaic", home)
    dialog.fill(tmp_path / "field.png")
    with qtbot.waitSignal(dialog.made, timeout=60_000) as made:
        dialog.make()
    assert made.args == [str(tmp_path / "field.gzlabel")]
    assert (tmp_path / "field.gzlabel").is_dir()


def test_a_table_that_is_not_there_is_a_sentence(home: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewDialog("table", home)
    dialog.fill(tmp_path / "missing.csv")
    dialog.make()
    qtbot.waitUntil(lambda: "missing.csv" in dialog.message, timeout=60_000)
    assert not (tmp_path / "missing.gzlabel").exists()


def test_a_path_can_be_typed_letter_by_letter_and_taken_away_again(home: QWidget) -> None:
    dialog = NewDialog("mosaic", home)
    for typed in ("/", "/d", "/data.fits", "/", "."):
        dialog._source.set_text(typed)
    assert dialog._workspace.text == ""
    dialog._source.set_text("/data.fits")
    assert dialog._workspace.text == "/data.gzlabel"
    dialog._source.set_text("")
    assert dialog._workspace.text == ""
    dialog.reject()


def test_a_folder_is_looked_through_once_its_whole_name_is_typed(
    home: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, looked = NewDialog("table", home), []
    monkeypatch.setattr(dialog._runner, "thread", lambda lane, *_, **__: looked.append(lane))
    line = dialog._source.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, str(tmp_path))
    dialog._look()
    assert not looked
    line.editingFinished.emit()
    qtbot.waitUntil(lambda: looked == ["preview"])
    dialog.reject()


def test_the_welcome_page_offers_four_beginnings_and_the_ones_of_before(
    look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    page = Welcome(look, (tmp_path,))
    names = [button.accessibleName() for button in page.findChildren(QPushButton)]
    assert len(names) == 4
    with qtbot.waitSignal(page.new_asked) as asked:
        next(one for one in page.findChildren(QPushButton) if "mosaic" in one.accessibleName()).click()
    assert asked.args == ["mosaic", ""]
    page.deleteLater()


def test_return_takes_the_card_that_has_the_keyboard(look: Look, qtbot: QtBot) -> None:
    page = Welcome(look, ())
    qtbot.addWidget(page)
    page.show()
    next(one for one in page.findChildren(QPushButton) if "table" in one.accessibleName()).setFocus()
    with qtbot.waitSignal(page.new_asked) as asked:
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert asked.args == ["table", ""]


def test_a_crash_report_is_read_and_copied(
    home: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "crash-2026.txt"
    report.write_text("gzlabel 1\nZeroDivisionError", encoding="utf-8")
    monkeypatch.setattr("gzlabel.desk.dialogs.crash_dialog.crash_reports", lambda: (report,))
    dialog = CrashDialog(home)
    dialog.copy()
    assert QGuiApplication.clipboard().text() == "gzlabel 1\nZeroDivisionError"
    dialog.deleteLater()


def test_reports_are_switched_off_and_nobody_asks_for_news_by_itself(
    look: Look, memory: Memory, home: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gzlabel.user_settings.settings_file", lambda: tmp_path / "settings.json")
    dialog = Preferences(look, memory, usual_keys(), home)
    assert dialog.reports.isChecked()
    assert not dialog.updates.isChecked()
    dialog.reports.setChecked(False)
    assert not user_setting("crash-reports")
    dialog.deleteLater()


def test_a_language_is_remembered(look: Look, memory: Memory, home: QWidget) -> None:
    dialog = Preferences(look, memory, usual_keys(), home)
    dialog.languages.setCurrentIndex(dialog.languages.findData("de"))
    dialog.languages.activated.emit(dialog.languages.currentIndex())
    assert memory.language == "de"
    dialog.deleteLater()


def test_lists_of_a_workspace_among_our_own_files_go_to_the_persons(
    workbench: FakeWorkbench, home: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = QStandardPaths.StandardLocation
    places = {where.GenericDataLocation: tmp_path / "share", where.DocumentsLocation: tmp_path / "papers"}
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda one: str(places[one]))
    workbench.path = tmp_path / "work" / "rings.gzlabel"
    assert ExportDialog(workbench, (), home).path.text == str(tmp_path / "work" / "rings.csv")
    workbench.path = tmp_path / "share" / "gzlabel" / "demo.gzlabel"
    assert ExportDialog(workbench, (), home).path.text == str(Path.home() / "rings.csv")
    (tmp_path / "papers").mkdir()
    assert ExportDialog(workbench, (), home).path.text == str(tmp_path / "papers" / "rings.csv")


def test_buttons_have_no_stock_icons_and_a_question_has_room(desk: DeskWindow) -> None:
    seen: list[tuple[int, bool]] = []

    def answer() -> None:
        dialog = desk.findChild(QInputDialog)
        line, buttons = dialog.findChild(QLineEdit), dialog.findChildren(QPushButton)
        hint = QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons
        box = dialog.findChild(QDialogButtonBox)
        seen.append((line.width(), bool(box.style().styleHint(hint, None, box)) and bool(buttons)))
        dialog.reject()

    QTimer.singleShot(0, answer)
    desk.actions_table.run("write.note")
    assert seen[0][0] >= 400
    assert not seen[0][1]


def test_no_known_example_is_said_so() -> None:
    assert completeness(Trust(), 0) == "No galaxy is a known example yet."
    assert completeness(Trust(), 7) == "None of 7 known examples has come by yet."


def test_the_program_has_a_face() -> None:
    """In a process of its own: the suite's application may have been made by another test."""
    look = "from gzlabel.desk.application import application as a; print(a().windowIcon().pixmap(32, 32).isNull())"
    said = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "False"
