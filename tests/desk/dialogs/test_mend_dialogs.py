"""What the dialogs say of findings and repairs, on a mending of straw."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from gzlabel.desk.dialogs.check_dialog import CheckDialog
from gzlabel.desk.dialogs.mend_dialog import MendDialog
from gzlabel.desk.style.look import Look
from gzlabel.desk.window import DeskWindow
from gzlabel.progress import Step
from gzlabel.workbench.work.failure import Failure
from gzlabel.workspace import REPAIR, Finding, Repaired
from tests.desk.fake_workbench import FakeWorkbench


class StrawMending:
    """Keeps what it was given, to be called by the test."""

    def __init__(self, path: Path) -> None:
        self.path, self.backups_folder, self.n_backups = path, path / "backups", 3
        self.n_stopped = self.n_closed = 0
        self.given: tuple[Any, ...] = ()

    def repair(self, *given: Any) -> None:
        self.given = given

    def stop(self) -> None:
        self.n_stopped += 1

    def close(self) -> None:
        self.n_closed += 1


@pytest.fixture
def mending(tmp_path: Path) -> StrawMending:
    return StrawMending(tmp_path / "rings.gzlabel")


@pytest.fixture
def dialog(mending: StrawMending, parent: QWidget) -> MendDialog:
    made = MendDialog(mending, "the database is damaged", parent)  # type: ignore[arg-type]
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    return made


def buttons(dialog: QWidget) -> list[str]:
    return [one.text() for one in dialog.findChildren(QPushButton) if not one.isHidden()]


def click(dialog: QWidget, words: str) -> None:
    (button,) = (
        one for one in dialog.findChildren(QPushButton) if one.text() == words and not one.isHidden()
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_asks_first_and_shows_how_far_it_is(dialog: MendDialog, mending: StrawMending) -> None:
    assert buttons(dialog) == ["Repair", "Close"]
    assert not mending.given
    height = dialog.sizeHint().height()
    click(dialog, "Repair")
    mending.given[0](Step("Building a new database", 1, 3))
    assert dialog.is_running
    assert dialog._steps._words.text() == "Building a new database"
    assert dialog._steps._bar.value() == 333
    assert dialog.height() > height


def test_it_can_be_stopped_and_begun_again(dialog: MendDialog, mending: StrawMending) -> None:
    dialog.repair()
    click(dialog, "Stop")
    assert mending.n_stopped == 1
    assert "was stopped" in dialog.text
    click(dialog, "Repair")
    dialog.reject()
    assert mending.n_stopped == 2
    dialog.reject()
    assert mending.n_stopped == 2


def test_what_was_lost_and_set_aside_is_told(dialog: MendDialog, mending: StrawMending) -> None:
    opened: list[str] = []
    dialog.mended.connect(opened.append)
    dialog.repair()
    aside = ("embedding/vectors.npy.damaged", "backups/damaged-2026")
    mending.given[1](Repaired(False, 1494, n_unreadable=6, set_aside=aside))
    assert dialog.text == (
        "“rings” is mended\n"
        "Kept: 1,494 decisions. In no source any more, and lost: 6.\n"
        f"What was damaged is kept in {mending.path / 'backups/damaged-2026'}. "
        "Set aside, and made anew: embedding/vectors.npy.damaged."
    )
    assert buttons(dialog) == ["Open the workspace", "Show the folder", "Close"]
    click(dialog, "Open the workspace")
    assert opened == [str(mending.path)]


def test_what_no_repair_mends_is_told(dialog: MendDialog, mending: StrawMending) -> None:
    dialog.repair()
    mending.given[1](Repaired(False, 9, still_wrong=("catalogue.parquet: the catalogue is damaged.",)))
    assert dialog.text.splitlines() == [
        "“rings” is not whole",
        "Kept: 9 decisions. None is known to be lost. catalogue.parquet: the catalogue is damaged.",
    ]


def test_a_sound_workspace_is_said_to_be_so(dialog: MendDialog, mending: StrawMending) -> None:
    dialog.repair()
    mending.given[1](Repaired(True, 1))
    assert dialog.text.splitlines()[:2] == [
        "“rings” is sound",
        "Nothing is wrong with it, and nothing was changed: 1 decision.",
    ]


@pytest.mark.parametrize(("n_backups", "words"), [(3, "backups: 3. To take one in"), (0, "no dated backup")])
def test_where_it_fails_the_backups_are_named_if_there_are_any(
    dialog: MendDialog, mending: StrawMending, n_backups: int, words: str
) -> None:
    mending.n_backups = n_backups
    dialog.repair()
    mending.given[2](Failure("the disk is full"))
    assert "the disk is full" in dialog.text
    assert words in dialog.text
    assert buttons(dialog) == ["Try again", "Show the folder", "Close"]
    assert not dialog.is_running


def test_the_process_ends_with_the_dialog(dialog: MendDialog, mending: StrawMending, qtbot: Any) -> None:
    dialog.deleteLater()
    qtbot.waitUntil(lambda: mending.n_closed == 1)


def test_findings_are_told_the_worst_first_and_a_repair_leaves_the_desk(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    went: list[str] = []
    desk.left.connect(went.append)
    desk.actions_table.run("workspace.check")
    (dialog,) = desk.findChildren(CheckDialog)
    assert dialog.text.splitlines() == [
        "Not sound: 1 of 2",
        "workspace.sqlite: the ratings database is damaged (page 3).",
        "catalogue.parquet: sound, 300 galaxies.",
    ]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert went == ["mend"]


def test_nothing_to_mend_is_nothing_to_repair(workbench: FakeWorkbench, look: Look, parent: QWidget) -> None:
    dialog = CheckDialog(workbench, look, parent)  # type: ignore[arg-type]
    assert dialog.offers_repair
    dialog.show_findings(
        [Finding("workspace.sqlite", True, "sound"), Finding("a.json", False, "x", "Make it")]
    )
    assert not dialog.offers_repair
    dialog.show_findings([Finding("workspace.sqlite", True, "sound")])
    assert dialog.text.startswith("Everything is sound")


@pytest.mark.parametrize(
    ("sentence", "offers"), [(f"it is gone. {REPAIR}.", True), ("there is none.", False)]
)
def test_a_check_that_fails_says_why(
    workbench: FakeWorkbench, look: Look, parent: QWidget, sentence: str, offers: bool
) -> None:
    stopped: list[None] = []
    workbench.mending = SimpleNamespace(
        check=lambda step, then, failed: failed(Failure(sentence)), stop=lambda: stopped.append(None)
    )
    dialog = CheckDialog(workbench, look, parent)  # type: ignore[arg-type]
    assert dialog.text == sentence
    assert dialog.offers_repair == offers
    dialog.reject()
    assert not stopped


def test_a_check_ends_with_its_dialog(workbench: FakeWorkbench, look: Look, parent: QWidget) -> None:
    stopped: list[None] = []
    workbench.mending = SimpleNamespace(check=lambda *_: None, stop=lambda: stopped.append(None))
    CheckDialog(workbench, look, parent).reject()  # type: ignore[arg-type]
    assert stopped == [None]


def test_a_notice_has_a_button_where_a_repair_is_its_remedy(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    workbench.notify("the disk is full")
    assert "Check and repair…" not in buttons(desk.views.notices)
    workbench.notify(f"the database is damaged. {REPAIR}.")
    click(desk.views.notices, "Check and repair…")
    (dialog,) = desk.findChildren(CheckDialog)
    dialog.close()
