"""A drive pulled out while its workspace is open, and put back: nothing is lost, and the search goes on."""

import json
import os
import shutil
from pathlib import Path

import pytest

from gzlabel.errors import WorkspaceError, WorkspaceLocked
from gzlabel.workspace import NewDecision, Workspace, check, lock


def rate(workspace: Workspace, row: int) -> None:
    workspace.journal.append("interesting", [NewDecision(row, "rating", 5)])


def rows(workspace: Workspace) -> list[int]:
    return [decision.row for decision in workspace.journal.current("interesting")]


def pulled_out(folder: Path) -> Path:
    return folder.rename(folder.with_name("elsewhere.gzlabel"))


def put_back_by_another_number(away: Path, folder: Path) -> None:
    """As a drive is, or a share of the network, that is connected anew: the same bytes in other files."""
    shutil.copytree(away, folder)
    for name in ("workspace.sqlite", ".lock"):
        assert (folder / name).stat().st_ino != (away / name).stat().st_ino


def test_what_is_rated_while_it_is_away_is_refused_and_what_comes_after_is_kept(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        rate(workspace, 1)
        away = pulled_out(folder)
        for _ in range(2):
            with pytest.raises(WorkspaceError, match=r"moved or removed.*Connect the drive again"):
                rate(workspace, 2)
        away.rename(folder)
        rate(workspace, 3)
        assert rows(workspace) == [1, 3]
    with Workspace.open(folder) as again:
        assert rows(again) == [1, 3]


def test_it_goes_on_in_the_files_that_came_back_and_holds_them(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        rate(workspace, 1)
        away = pulled_out(folder)
        put_back_by_another_number(away, folder)
        rate(workspace, 2)
        workspace.journal.undo("interesting")
        rate(workspace, 3)
        assert rows(workspace) == [1, 3]
        with pytest.raises(WorkspaceLocked, match=f"process {os.getpid()}"):
            Workspace.open(folder)
    with Workspace.open(folder) as again:
        assert rows(again) == [1, 3]
    assert all(finding.is_sound for finding in check(folder))


def test_an_older_copy_is_not_taken_for_it(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        rate(workspace, 1)
    shutil.copytree(folder, folder.with_name("older.gzlabel"))
    with Workspace.open(folder) as workspace:
        rate(workspace, 2)
        away = pulled_out(folder)
        folder.with_name("older.gzlabel").rename(folder)
        with pytest.raises(WorkspaceError, match="moved or removed"):
            rate(workspace, 3)
        shutil.rmtree(folder)
        away.rename(folder)
        rate(workspace, 4)
        assert rows(workspace) == [1, 2, 4]


def test_who_opened_it_meanwhile_keeps_it(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        rate(workspace, 1)
        put_back_by_another_number(pulled_out(folder), folder)
        with Workspace.open(folder) as other:
            rate(other, 2)
            with pytest.raises(WorkspaceLocked, match="open for writing by"):
                rate(workspace, 3)
        assert rows(workspace) == [1]


def test_a_lock_whose_file_was_deleted_is_taken_anew(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        (folder / ".lock").unlink()
        rate(workspace, 1)
        with pytest.raises(WorkspaceLocked):
            Workspace.open(folder)


@pytest.mark.usefixtures("without_locks")
def test_a_share_that_was_away_is_still_held_by_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_TOUCH_SECONDS", 0.001)
    with Workspace.open(folder) as workspace:
        rate(workspace, 1)
        toucher = workspace._lock._named._toucher  # type: ignore[union-attr]
        away = pulled_out(folder)
        with pytest.raises(WorkspaceError, match="moved or removed") as refusal:
            rate(workspace, 2)
        assert not isinstance(refusal.value, WorkspaceLocked)
        away.rename(folder)
        os.utime(folder / ".lock-holder", (0, 0))
        while (folder / ".lock-holder").stat().st_mtime < 1:
            assert toucher.is_alive()
        rate(workspace, 3)
        assert json.loads((folder / ".lock-holder").read_text())["pid"] == os.getpid()
    with Workspace.open(folder) as again:
        assert rows(again) == [1, 3]
