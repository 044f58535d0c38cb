"""Interests, raters, trust and sessions, in their dialogs."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from gzlabel.desk.dialogs.combine_dialog import CombineDialog
from gzlabel.desk.dialogs.interests_dialog import InterestsDialog
from gzlabel.desk.dialogs.session_dialog import SessionDialog
from gzlabel.desk.dialogs.stretch_dialog import StretchDialog
from gzlabel.desk.dialogs.trust_dialog import TrustDialog, completeness, steadiness
from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.page.page_words import page_source
from gzlabel.desk.panels.progress import ProgressPanel
from gzlabel.desk.window import DeskWindow
from gzlabel.desk.words.counted import counted
from gzlabel.workbench.session import Summary
from gzlabel.workbench.state import Page, Part
from gzlabel.workbench.trust import Trust
from tests.desk.fake_workbench import FakeWorkbench
from tests.desk.open_tab import tab


def test_one_of_a_thing_is_singular() -> None:
    assert counted(1, "artefact") == "1 artefact"
    assert counted(0, "artefact") == "0 artefacts"
    assert counted(1200, "galaxy") == "1,200 galaxies"


def test_a_click_among_all_interests_switches(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    desk.dialogs.interests()
    dialog = desk.findChild(InterestsDialog)
    place = dialog.lines.rect_of(1).center()
    QTest.mouseClick(dialog.lines.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert workbench.calls[-1] == ("interests.switch", "mergers")
    dialog.close()


def test_rings_but_not_mergers(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    dialog = CombineDialog(workbench, desk)  # type: ignore[arg-type]
    dialog.choose(["rings"], ["mergers"])
    assert dialog.name.text() == "rings but not mergers"
    assert dialog._begin.isEnabled()
    dialog.accept()
    assert workbench.calls[-1] == ("interests.combine", "rings but not mergers", ["rings"], ["mergers"])
    dialog.choose(["rings"], ["rings"])
    assert not dialog._begin.isEnabled()
    assert dialog.message == "“rings” cannot be both wanted and not."
    dialog.choose(["rings"], [])
    assert dialog.message == ""
    QTest.keyClick(dialog.name, Qt.Key.Key_Backspace)
    QTest.keyClicks(dialog.name, "s")
    assert dialog.message == "There is already an interest named rings."


def test_repeats_are_off_until_they_are_chosen(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    dialog = TrustDialog(workbench, desk)  # type: ignore[arg-type]
    assert dialog.repeats.currentData() == 0
    assert not dialog.noise.isEnabled()
    dialog.repeats.setCurrentIndex(dialog.repeats.findData(0.25))
    dialog.repeats.activated.emit(dialog.repeats.currentIndex())
    assert workbench.state.settings["repeat share"] == 0.25
    workbench.put(Part.SCORES, trust=Trust(12, 0.75, 0.5, 4, 3))
    assert dialog.noise.isEnabled()
    assert "12 repeats: 75% rated the same again, ± 0.50" in dialog._steady.text()
    dialog.close()


def test_figures_of_trust_in_words() -> None:
    assert steadiness(Trust()) == "No galaxy has been rated twice yet."
    assert (
        completeness(Trust(0, 0, 0, 4, 3), 9)
        == "3 of 4 known examples that came by were liked: 75% complete."
    )
    assert completeness(Trust(), 9) == "None of 9 known examples has come by yet."


def test_while_repeats_are_on_the_expectation_is_kept_back(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    assert "±" in desk.views.galaxy._expected.text()
    workbench.set_setting("repeat share", 0.1)
    assert desk.views.galaxy._expected.text() == ""
    workbench.decisions.rate(2)
    workbench.move(-1)
    workbench.put(Part.PAGE, Part.SCORES)
    assert "±" in desk.views.galaxy._expected.text()


def test_the_status_line_names_the_rater_and_hands_over(
    desk: DeskWindow, workbench: FakeWorkbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.views.status.rater.text() == "Vera"
    monkeypatch.setattr(desk.dialogs, "ask", lambda *words: "Edwin")
    desk.views.status.rater.click()
    assert workbench.calls[-1] == ("session.hand_over", "Edwin")


def test_one_rating_is_not_told_as_several(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.put(Part.DECISIONS, found=(1,))
    desk.actions_table.run("view.progress")
    progress = tab(desk, ProgressPanel)
    said = [one.text() for one in progress.findChildren(QLabel)]
    assert ("rating" in said, "find" in said, "ratings" in said) == (True, True, False)


def test_a_session_of_one_look_is_not_told_as_of_several(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    workbench.session.last = Summary(1, 1, 5.2)
    dialog = SessionDialog(workbench, desk.look, False, desk)
    said = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert "The session before: 1 look, 1 find, 5.2 looks a minute." in said
    dialog.deleteLater()


def test_leaving_shows_the_session_and_closes_when_agreed(
    desk: DeskWindow, workbench: FakeWorkbench, qtbot: QtBot
) -> None:
    desk.actions_table.run("workspace.close")
    dialog = desk.findChild(SessionDialog)
    assert desk.isVisible()
    with qtbot.waitSignal(desk.closed):
        dialog.accept()
    assert workbench.calls[-1] == ("close",)


def test_staying_closes_nothing(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    desk.actions_table.run("workspace.close")
    desk.findChild(SessionDialog).reject()
    assert desk.isVisible()
    assert ("close",) not in workbench.calls


def test_looks_left_count_down_and_are_planned(
    desk: DeskWindow, workbench: FakeWorkbench, qtbot: QtBot
) -> None:
    desk.arrangement.show_tab("progress")
    field = tab(desk, ProgressPanel).looks
    workbench.put(Part.INTERESTS, looks=50)
    workbench.decisions.rate(1)
    qtbot.waitUntil(lambda: field.number.value() == 49, timeout=2000)
    field.number.setValue(80)
    field.number.editingFinished.emit()
    assert workbench.calls[-1] == ("interests.plan_looks", 80)


def test_the_pages_title_follows_a_renamed_cluster(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    page = Page((1, 2), source="{0}", about="Cluster 2", cluster="k1")
    workbench.put(Part.PAGE, page=page)
    assert page_source(workbench.state, Keyboard()) == "Cluster 2"
    before = workbench.state.clusters
    renamed = tuple(replace(one, name="spirals") if one.key == "k1" else one for one in before.summaries)
    workbench.put(Part.CLUSTERS, clusters=replace(before, summaries=renamed))
    assert "spirals" in desk.views.page_bar._source.text()


def test_a_page_chosen_before_the_acquisition_was_changed_says_so(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    settings = {**workbench.state.settings, "acquisition": "thompson"}
    workbench.put(Part.PAGE, page=Page((1, 2), acquisition="thompson"), settings=settings)
    assert page_source(workbench.state, Keyboard()) == "the model's choice"
    workbench.put(Part.PAGE, page=Page((1, 2), acquisition="default"))
    assert page_source(workbench.state, Keyboard()) == "chosen otherwise; turn to the new choice with N"


def test_fixed_levels_are_set_in_the_dialog(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    dialog = StretchDialog(workbench, desk)  # type: ignore[arg-type]
    assert not dialog.black.isEnabled()
    dialog.interval.setCurrentIndex(dialog.interval.findData("fixed"))
    dialog.interval.activated.emit(dialog.interval.currentIndex())
    assert dialog.black.isEnabled()
    dialog.black.setValue(12.0)
    dialog.white.setValue(240.0)
    name, changes = workbench.calls[-1]
    assert name == "stretch.change"
    assert (changes["interval"], changes["black"], changes["white"]) == ("fixed", 12.0, 240.0)
    dialog.close()


def test_going_through_the_stretch_by_keyboard_changes_no_image(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    dialog = StretchDialog(workbench, desk)  # type: ignore[arg-type]
    dialog.bands.editingFinished.emit()
    assert not any(name == "stretch.change" for name, *_ in workbench.calls)
    QTest.keyClicks(dialog.bands, "r, g, b")
    dialog.bands.editingFinished.emit()
    assert workbench.calls[-1][1]["bands"] == ("r", "g", "b")
    dialog.close()


def test_a_galaxy_beside_the_page_is_told_and_escape_leaves_it(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    workbench.go_to(100)
    assert desk.views.galaxy.canvas.row == 100
    assert desk.views.galaxy._beside.isVisible()
    assert len(workbench.state.page.rows) == 24
    QTest.keyClick(desk.views.grid, Qt.Key.Key_Escape)
    assert workbench.calls[-1] == ("come_back",)
    assert not desk.views.galaxy._beside.isVisible()


def test_every_decision_is_a_button_too(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    buttons = desk.views.galaxy.buttons
    buttons._buttons[3].click()
    assert workbench.calls[-1] == ("rate", 3)
    assert all(one.accessibleName() for one in buttons._buttons)


def test_asking_for_a_line_shows_its_whole_title(desk: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def look_at(dialog: QDialog) -> int:
        dialog.adjustSize()
        seen.append(dialog.width())
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr("PySide6.QtWidgets.QInputDialog.exec", look_at)
    assert desk.dialogs.ask("Rename this interest", "Its new name:", "rings") == ""
    assert seen[0] > 420
