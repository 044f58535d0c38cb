"""What the environment does to a workspace: each time a sentence, and the ratings safe."""

import errno
import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gzlabel.errors import WorkspaceError
from gzlabel.workspace import NewDecision, Workspace, interests
from gzlabel.workspace.failures import sentence_of
from tests.media import Drive, disk_on, fill, mounted, remove
from tests.workspace.conftest import small_table

FIVE = NewDecision(1, "rating", 5)


def rows(workspace: Workspace) -> list[int]:
    return [decision.row for decision in workspace.journal.current("interesting")]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 600 kB."""
    with disk_on(tmp_path / "disk", "size=600k") as disk:
        yield disk


def rate_until_refused(workspace: Workspace) -> None:
    for _ in range(200):
        workspace.journal.append("interesting", [NewDecision(row, "rating", 3) for row in range(11)])


def test_a_full_disk_loses_nothing_and_the_next_rating_goes_through(small_disk: Path) -> None:
    path = small_disk / "w.gzlabel"
    with Workspace.create(path, small_table(), id_column="id") as workspace:
        workspace.journal.append("interesting", [FIVE])
        filler = fill(small_disk)
        with pytest.raises(WorkspaceError, match=r"the disk is full.*Free some space"):
            rate_until_refused(workspace)
        kept = rows(workspace)
        filler.unlink()
        workspace.journal.append("interesting", [NewDecision(11, "rating", 4)])
    with Workspace.open(path) as workspace:
        assert rows(workspace) == [row for row in kept if row != 11] + [11]


def test_a_workspace_opens_on_a_full_disk_to_be_read(small_disk: Path) -> None:
    path = small_disk / "w.gzlabel"
    with Workspace.create(path, small_table(), id_column="id") as workspace:
        workspace.journal.append("interesting", [FIVE])
    fill(small_disk)
    with Workspace.open_or_read(path) as workspace:
        assert rows(workspace) == [1]


def test_no_half_workspace_is_made_on_a_full_disk(small_disk: Path) -> None:
    fill(small_disk)
    before = sorted(small_disk.iterdir())
    with pytest.raises(WorkspaceError, match="the disk is full"):
        Workspace.create(small_disk / "w.gzlabel", small_table(), id_column="id")
    assert sorted(small_disk.iterdir()) == before


def test_a_full_database_is_a_sentence(workspace: Workspace) -> None:
    workspace._database.read("PRAGMA max_page_count = 1")
    with pytest.raises(WorkspaceError, match=r"the disk is full, and the last step was not saved"):
        rate_until_refused(workspace)
    workspace._database.read("PRAGMA max_page_count = 1000000")
    workspace.journal.append("interesting", [FIVE])
    assert rows(workspace)[-1] == 1


@pytest.fixture
def read_only_folder(tmp_path: Path) -> Iterator[Path]:
    """A workspace with one rating on a disk mounted read-only, or in folders without write permission."""
    disk = tmp_path / "disk"
    is_mounted = mounted(disk, "size=4m")
    path = disk / "w.gzlabel"
    with Workspace.create(path, small_table(), id_column="id") as workspace:
        workspace.journal.append("interesting", [FIVE])
    if is_mounted:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    elif os.geteuid() == 0:
        pytest.skip("root without mounts may write everywhere")
    else:
        for file in [path, *path.iterdir()]:
            file.chmod(0o555)
    yield path
    if is_mounted:
        remove(disk)
    else:
        for file in [path, *path.iterdir()]:
            file.chmod(0o755)


def test_a_read_only_folder_is_refused_for_writing_and_opens_for_reading(read_only_folder: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"read-only|permission"):
        Workspace.open(read_only_folder)
    with Workspace.open_or_read(read_only_folder) as workspace:
        assert rows(workspace) == [1]
        assert workspace.read_only_because
        assert any("shown is a copy" in problem for problem in workspace.problems)


def test_a_new_workspace_in_a_read_only_folder_is_a_sentence(read_only_folder: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"read-only|permission"):
        Workspace.create(read_only_folder / "new.gzlabel", small_table(), id_column="id")


def test_a_removed_drive_is_a_sentence(tmp_path: Path) -> None:
    with disk_on(tmp_path / "disk", "size=4m") as disk:
        workspace = Workspace.create(disk / "w.gzlabel", small_table(), id_column="id")
        workspace.journal.append("interesting", [FIVE])
        workspace.close()
        workspace = Workspace.open(disk / "w.gzlabel")
        remove(disk)
        with pytest.raises(WorkspaceError, match=r"moved or removed while it was open"):
            workspace.journal.append("interesting", [NewDecision(2, "rating", 5)])
        assert rows(workspace) == [1]
        workspace.close()


def test_a_workspace_removed_under_the_program_is_a_sentence(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        folder.rename(folder.with_name("moved.gzlabel"))
        with pytest.raises(WorkspaceError, match=r"moved or removed while it was open.*open it again"):
            workspace.journal.append("interesting", [FIVE])


def test_permission_lost_midway_is_a_sentence(workspace: Workspace) -> None:
    workspace.journal.append("interesting", [FIVE])
    workspace._database.read("PRAGMA query_only = ON")
    with pytest.raises(WorkspaceError, match=r"cannot be written to; what was saved before is safe"):
        workspace.journal.append("interesting", [NewDecision(2, "rating", 5)])
    workspace._database.read("PRAGMA query_only = OFF")
    assert rows(workspace) == [1]


def test_a_clock_set_back_changes_no_order(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    years = iter([2030, 2001])
    monkeypatch.setattr(
        "gzlabel.workspace.journal.now", lambda: datetime(next(years), 1, 1, tzinfo=UTC).isoformat()
    )
    workspace.journal.append("interesting", [NewDecision(1, "rating", 0)])
    workspace.journal.append("interesting", [NewDecision(1, "rating", 5)])
    (decision,) = workspace.journal.current("interesting")
    assert (decision.rating, decision.at[:4]) == (5, "2001")


def test_times_are_in_utc() -> None:
    assert abs(datetime.fromisoformat(interests.now()).timestamp() - time.time()) < 60


def test_another_program_writing_to_the_database_is_a_sentence(folder: Path, workspace: Workspace) -> None:
    from gzlabel.workspace.sqlite.connection import connect

    other = connect(folder / "workspace.sqlite")
    other.execute("BEGIN IMMEDIATE")
    workspace._database.read("PRAGMA busy_timeout = 10")
    with pytest.raises(WorkspaceError, match="another program is writing"):
        workspace.journal.append("interesting", [FIVE])
    other.execute("ROLLBACK")
    other.close()
    workspace.journal.append("interesting", [FIVE])
    assert rows(workspace) == [1]


def test_a_bug_is_not_told_as_the_users_mistake(workspace: Workspace) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        workspace.journal.append("interesting", [NewDecision(1, "enthusiasm")])
    assert rows(workspace) == []


def test_the_journal_refuses_to_be_rewritten(workspace: Workspace) -> None:
    workspace.journal.append("interesting", [FIVE])
    for sql in ("UPDATE decision SET rating = 0", "DELETE FROM decision", "DELETE FROM batch"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            workspace._database.read(sql)


def test_a_full_disk_is_told_wherever_it_struck_and_a_missing_file_of_ours_stays_a_bug() -> None:
    full = sentence_of(OSError(errno.ENOSPC, "No space left on device"))
    assert full is not None
    assert str(full).startswith("the disk is full")
    cut_short = sentence_of(OSError("96000 requested and 23 written"))
    assert cut_short is not None
    assert "disk is full" in str(cut_short)
    denied = sentence_of(PermissionError(errno.EACCES, "denied", "/x/atlas.json"))
    assert denied is not None
    assert str(denied).startswith("/x/atlas.json: permission was refused")
    gone = sentence_of(OSError(errno.ENOTCONN, "Transport endpoint is not connected", "/share/w.gzlabel"))
    assert "failed, or was removed" in str(gone)
    assert sentence_of(FileNotFoundError(errno.ENOENT, "no such file", "x")) is None
    assert sentence_of(OSError("anything else")) is None


def test_a_page_that_a_dead_drive_does_not_give_is_not_called_damage(tmp_path: Path) -> None:
    with Drive.made(tmp_path / "drive") as drive:
        workspace = Workspace.create(drive.folder / "w.gzlabel", small_table(), id_column="id")
        workspace.journal.append("interesting", [FIVE])
        drive.die()
        with pytest.raises(WorkspaceError, match=r"the disk failed, or was removed.*Check the drive"):
            workspace.journal.append("interesting", [FIVE])
        for act in (workspace.journal.undo, workspace.journal.history):
            with pytest.raises(WorkspaceError, match=r"the disk failed, or was removed.*Check the drive"):
                act("interesting")
        workspace.close()


def test_a_page_that_is_damaged_is_called_so_on_a_full_disk_too(small_disk: Path) -> None:
    path = small_disk / "w.gzlabel"
    with Workspace.create(path, small_table(), id_column="id") as workspace:
        workspace.journal.append("interesting", [FIVE])
        fill(small_disk)
        with pytest.raises(WorkspaceError, match="the database is damaged"), workspace._database._told():
            raise _damage()


def _damage() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorname = "SQLITE_CORRUPT"
    return error
