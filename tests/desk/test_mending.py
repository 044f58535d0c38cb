"""Damage at the desk: told in a sentence, mended by a button, and every rating there again."""

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gzlabel.desk.application import _open_first
from gzlabel.desk.dialogs.check_dialog import CheckDialog
from gzlabel.desk.dialogs.mend_dialog import MendDialog
from gzlabel.desk.memory import Memory
from gzlabel.desk.programme import Programme
from gzlabel.desk.style.look import Look
from gzlabel.desk.welcome import Welcome
from gzlabel.desk.window import DeskWindow
from gzlabel.embedding import import_matrix
from gzlabel.errors import UserError
from gzlabel.workspace import NewDecision, Workspace
from gzlabel.workspace.lock import WorkspaceLock
from tests.workspace.test_damaged_while_open import NONSENSE, damage_under

N_RATED, N_GALAXIES = 20, 30
_PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed workspace of thirty galaxies, twenty of them rated, with vectors."""
    folder = tmp_path_factory.mktemp("original")
    vectors = np.random.default_rng(2).normal(size=(N_GALAXIES, 8)).astype(np.float32)
    np.save(folder / "vectors.npy", vectors)
    path = folder / "rings.gzlabel"
    table = pa.table({"name": [f"G{row}" for row in range(N_GALAXIES)]})
    with Workspace.create(path, table, id_column="name") as made:
        made.set_setting("map by itself", False)
        import_matrix(folder / "vectors.npy", made.embedding_folder, N_GALAXIES).reduced()
        for number in range(15 * N_RATED):  # more than one page of the database
            made.journal.append("interesting", [NewDecision(number % N_RATED, "rating", number % 6)])
    return path


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    """A copy of the original, to be damaged."""
    return shutil.copytree(original, tmp_path / "rings.gzlabel")


@pytest.fixture
def programme(look: Look, memory: Memory) -> Iterator[Programme]:
    one = Programme(look, memory)
    yield one
    for dialog in _shown(QDialog):
        dialog.close()
    if one.window is not None:
        one.window.close()
        one.window.deleteLater()


def _smash(path: Path, tree: str = "decision") -> None:
    with closing(sqlite3.connect(path / "workspace.sqlite")) as connection:
        query = "SELECT pageno, pgsize FROM dbstat WHERE name = ? AND pagetype = 'leaf'"
        page, size = connection.execute(query, [tree]).fetchone()
    with (path / "workspace.sqlite").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(NONSENSE[:size])


def _shown(kind: type[QDialog]) -> list[QDialog]:
    return [one for one in QApplication.allWidgets() if isinstance(one, kind) and one.isVisible()]


def _the(kind: type[QDialog]) -> QDialog:
    (found,) = _shown(kind)
    return found


def _press(parent: QWidget, words: str) -> None:
    (button,) = (one for one in parent.findChildren(QPushButton) if one.text() == words and one.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _desk(programme: Programme) -> DeskWindow:
    assert isinstance(programme.window, DeskWindow)
    return programme.window


def _mend_and_open(programme: Programme, qtbot: QtBot) -> DeskWindow:
    dialog = _the(MendDialog)
    qtbot.waitUntil(lambda: "is mended" in dialog.text, timeout=_PATIENCE_MS)
    assert "damaged-" in dialog.text
    _press(dialog, "Open the workspace")
    qtbot.waitUntil(lambda: isinstance(programme.window, DeskWindow), timeout=_PATIENCE_MS)
    return _desk(programme)


def _gone(path: Path) -> None:
    (path / "workspace.sqlite").unlink()


def _headless(path: Path) -> None:
    with (path / "workspace.sqlite").open("r+b") as file:
        file.write(NONSENSE)


def _of_another_program(path: Path) -> None:
    with (path / "workspace.sqlite").open("r+b") as file:
        file.seek(68)
        file.write(b"none")


@pytest.mark.parametrize("harm", [_smash, _gone, _headless, _of_another_program])
def test_damage_that_keeps_a_workspace_shut_is_mended_by_a_button(
    programme: Programme, path: Path, qtbot: QtBot, harm: Callable[[Path], None]
) -> None:
    harm(path)
    programme.try_to_open(str(path))
    assert isinstance(programme.window, Welcome)
    assert "gzlabel repair" in programme.window.message
    dialog = _the(MendDialog)
    assert "“rings” is damaged" in dialog.text
    assert "gzlabel repair" not in dialog.text
    _press(dialog, "Repair")
    desk = _mend_and_open(programme, qtbot)
    assert desk.workbench.state.counts.ratings == N_RATED
    assert not desk.workbench.state.notices


def test_what_cannot_be_mended_stays_as_it_is_and_the_backups_are_named(
    programme: Programme, path: Path, qtbot: QtBot
) -> None:
    _smash(path)
    before = (path / "workspace.sqlite").read_bytes()
    lock = WorkspaceLock(path)
    programme.try_to_open(str(path))
    dialog = _the(MendDialog)
    _press(dialog, "Repair")
    qtbot.waitUntil(lambda: "could not be repaired" in dialog.text, timeout=_PATIENCE_MS)
    assert "open for writing by" in dialog.text
    assert f"{path / 'backups'}: 1" in dialog.text
    assert (path / "workspace.sqlite").read_bytes() == before
    lock.release()
    _press(dialog, "Try again")
    assert _mend_and_open(programme, qtbot).workbench.state.counts.ratings == N_RATED


def test_damage_under_an_open_desk_is_told_and_mended_from_there(
    programme: Programme, path: Path, qtbot: QtBot
) -> None:
    desk = programme.open(path)
    qtbot.waitUntil(
        lambda: desk.workbench.state.page.source == "model" and desk.workbench.state.current is not None
    )
    qtbot.waitUntil(desk.isActiveWindow)
    first = desk.workbench.state.current
    QTest.keyClick(desk.views.grid, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: desk.workbench.state.saved)
    for tree in ("decision", "batch", "galaxy"):
        damage_under(desk.workbench._workspace, tree)
    QTest.keyClick(desk.views.grid, Qt.Key.Key_5)
    QTest.keyClick(desk.views.grid, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: "the database is damaged" in desk.views.notices.text)
    _press(desk.views.notices, "Check and repair…")
    check = _the(CheckDialog)
    qtbot.waitUntil(lambda: check.offers_repair, timeout=_PATIENCE_MS)
    assert "workspace.sqlite: the ratings database is damaged" in check.text
    _press(check, "Repair")
    qtbot.waitUntil(lambda: bool(_shown(MendDialog)))
    again = _mend_and_open(programme, qtbot)
    assert again.workbench.state.decisions[first].rating == 4
    assert again.workbench.state.counts.ratings >= N_RATED + 1


def test_damage_met_only_by_the_workbench_leaves_the_workspace_to_its_repair(
    programme: Programme, path: Path, qtbot: QtBot
) -> None:
    with closing(sqlite3.connect(path / "workspace.sqlite")) as connection:
        connection.execute("UPDATE setting SET value = CAST(x'ff41fe' AS TEXT)")
        connection.commit()
    programme.try_to_open(str(path))
    WorkspaceLock(path).release()
    _press(_the(MendDialog), "Repair")
    assert _mend_and_open(programme, qtbot).workbench.state.counts.ratings == N_RATED


def test_the_desk_closes_over_a_damaged_database(programme: Programme, path: Path, qtbot: QtBot) -> None:
    desk = programme.open(path)
    qtbot.waitUntil(lambda: desk.workbench.state.current is not None)
    for tree in ("setting", "decision", "batch", "interest", "outbox"):
        damage_under(desk.workbench._workspace, tree)
    programme.welcome()
    WorkspaceLock(path).release()


@pytest.mark.parametrize(("has_terminal", "is_damaged"), [(True, True), (False, True), (False, False)])
def test_who_opens_by_a_double_click_is_told_in_a_window(
    programme: Programme, path: Path, monkeypatch: pytest.MonkeyPatch, has_terminal: bool, is_damaged: bool
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: has_terminal, raising=False)
    shutil.rmtree(path / "embedding")
    _smash(path) if is_damaged else shutil.rmtree(path)
    _open_first(programme, path)
    assert isinstance(programme.window, Welcome)
    assert str(path) in programme.window.message
    assert bool(_shown(MendDialog)) == is_damaged


def test_who_types_a_wrong_path_in_a_terminal_is_told_there(
    programme: Programme, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with pytest.raises(UserError, match="there is no such workspace"):
        _open_first(programme, path / "nowhere")
    assert programme.window is None


def test_a_mistake_that_nobody_caught_is_a_sentence_and_no_fault_of_the_program(
    programme: Programme, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports: list[BaseException] = []
    monkeypatch.setattr("gzlabel.desk.programme.write_crash_report", reports.append)
    error = UserError("the disk is read-only", where=path)
    page = programme.welcome()
    programme.on_uncaught(UserError, error, None)
    assert page.message == f"{path}: the disk is read-only."
    desk = programme.open(path)
    programme.on_uncaught(UserError, error, None)
    assert desk.views.notices.text == f"{path}: the disk is read-only."
    assert not reports
