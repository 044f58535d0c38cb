"""What is committed is forced to the disk by somebody else than who commits."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from gzlabel.errors import WorkspaceError
from gzlabel.workspace import NewDecision, Workspace, check
from gzlabel.workspace.sqlite import syncing

LOG = "workspace.sqlite-wal"


@pytest.fixture
def forced(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Inodes of the files that were forced to the disk by Python; SQLite forces its own without it."""
    inodes: list[int] = []
    force = os.fsync

    def note(handle: int) -> None:
        inodes.append(os.fstat(handle).st_ino)
        force(handle)

    monkeypatch.setattr(os, "fsync", note)
    return inodes


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Has the disk fail, or come back."""
    force = syncing.sync_file

    def fail(path: Path) -> None:
        raise OSError(5, "Input/output error", str(path))

    return lambda does: monkeypatch.setattr(syncing, "sync_file", fail if does else force)


def rate(workspace: Workspace, row: int) -> None:
    workspace.journal.append("interesting", [NewDecision(row, "rating", 4)])


def ratings_in_the_file_alone(folder: Path, copy: Path) -> int:
    """How many ratings there would be if the log were lost."""
    copy.write_bytes((folder / "workspace.sqlite").read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        return int(connection.execute("SELECT count(*) FROM decision").fetchone()[0])


@pytest.mark.skipif(sys.platform != "linux", reason="macOS forces by another call, Windows has no inodes")
def test_the_log_is_forced_by_sync_and_not_before(
    workspace: Workspace, folder: Path, forced: list[int]
) -> None:
    workspace.sync_later(lambda: None)
    rate(workspace, 1)
    log = (folder / LOG).stat().st_ino
    assert log not in forced
    workspace.sync()
    assert log in forced


def test_whoever_asked_is_told_of_every_change(workspace: Workspace) -> None:
    told: list[int] = []
    workspace.sync_later(lambda: told.append(len(workspace.journal.current("interesting"))))
    rate(workspace, 1)
    rate(workspace, 2)
    workspace.set_setting("colour by", "spread")
    workspace.journal.undo("interesting")
    assert told == [1, 2, 2, 1]


def test_without_being_asked_every_commit_waits(workspace: Workspace) -> None:
    assert workspace._database.read("PRAGMA synchronous")[0][0] == 2
    workspace.sync_later(lambda: None)
    assert workspace._database.read("PRAGMA synchronous")[0][0] == 1


def test_on_the_network_every_commit_goes_on_waiting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gzlabel.workspace.opening.is_on_network", lambda path: True)
    with Workspace.open(folder) as workspace:
        workspace.sync_later(lambda: None)
        rate(workspace, 1)
        workspace.sync()
        assert workspace._database.read("PRAGMA synchronous")[0][0] == 2


def test_a_log_that_grows_is_moved_into_the_database(
    workspace: Workspace, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syncing, "_MOVED_EVERY", 3)
    workspace.sync_later(lambda: None)
    in_file = []
    for row in range(7):
        rate(workspace, row)
        workspace.sync()
        in_file.append(ratings_in_the_file_alone(folder, tmp_path / "copy.sqlite"))
    assert in_file == [0, 0, 3, 3, 3, 6, 6]
    assert all(finding.is_sound for finding in check(folder))


def test_after_a_failure_everything_is_written_once_more(
    workspace: Workspace, folder: Path, tmp_path: Path, failing: Callable[[bool], None]
) -> None:
    workspace.sync_later(lambda: None)
    rate(workspace, 1)
    failing(True)
    with pytest.raises(WorkspaceError, match=r"workspace\.sqlite-wal: the disk failed, or was removed"):
        workspace.sync()
    failing(False)
    rate(workspace, 2)
    workspace.sync()
    assert ratings_in_the_file_alone(folder, tmp_path / "copy.sqlite") == 2


def test_no_line_of_the_transcript_is_ahead_of_the_disk(workspace: Workspace, folder: Path) -> None:
    transcript = folder / "transcript.jsonl"
    workspace.sync_later(lambda: None)
    before = transcript.read_bytes() if transcript.exists() else b""
    rate(workspace, 1)
    assert (transcript.read_bytes() if transcript.exists() else b"") == before
    workspace.sync()
    assert b'"rating":4' in transcript.read_bytes()[len(before) :]


def test_nothing_passes_for_synced_where_the_file_is_gone(workspace: Workspace, folder: Path) -> None:
    workspace.sync_later(lambda: None)
    rate(workspace, 1)
    away = folder.rename(folder.with_name("away.gzlabel"))
    folder.mkdir()
    for _ in range(2):
        with pytest.raises(WorkspaceError, match="moved or removed"):
            workspace.sync()
    assert list(folder.iterdir()) == []
    folder.rmdir()
    away.rename(folder)
    workspace.sync()


def test_a_read_within_a_change_does_not_write_another(workspace: Workspace) -> None:
    refused: list[Exception] = []
    with workspace._database.transaction() as transaction:
        workspace.journal.append_later("interesting", [NewDecision(2, "rating", 3)], refused.append)
        assert workspace._database.read("SELECT 1")[0][0] == 1
        transaction.put("setting", key="colour by", value='"spread"')
    assert refused == []
    assert [entry.row for entry in workspace.journal.current("interesting")] == [2]


def test_while_others_read_what_failed_is_not_taken_for_written(
    workspace: Workspace, folder: Path, failing: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.sync_later(lambda: None)
    with closing(sqlite3.connect(folder / "workspace.sqlite", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM decision").fetchone()
        rate(workspace, 1)
        failing(True)
        with pytest.raises(WorkspaceError):
            workspace.sync()
        failing(False)
        connect = syncing.connect

        def impatient(path: Path) -> sqlite3.Connection:
            connection = connect(path)
            connection.execute("PRAGMA busy_timeout = 10")
            return connection

        monkeypatch.setattr(syncing, "connect", impatient)
        with pytest.raises(WorkspaceError, match="the disk failed"):
            workspace.sync()
    workspace.sync()


_ENDS_DURING_A_SYNC = """
import os, sys, threading, time
from gzlabel.workspace.sqlite import syncing
from gzlabel.workspace import NewDecision, Workspace

begun = threading.Event()

def force(path):
    begun.set()
    time.sleep(60)

syncing.sync_file = force
workspace = Workspace.open(sys.argv[1])
workspace.sync_later(lambda: None)
threading.Thread(target=workspace.sync, daemon=True).start()
assert begun.wait(30)
for row in range(9):
    workspace.journal.append_later("interesting", [NewDecision(row, "rating", 5)], print)
workspace.write()
os._exit(9)
"""


def test_what_was_not_yet_forced_outlives_the_program(folder: Path) -> None:
    script = [sys.executable, "-c", _ENDS_DURING_A_SYNC, str(folder)]
    run = subprocess.run(script, cwd=Path(__file__).parents[3], check=False)
    assert run.returncode == 9
    with Workspace.open(folder) as workspace:
        assert len(workspace.journal.current("interesting")) == 9
