"""Reading a database without writing to it: as it lies, or as a copy that says so and leaves nothing behind."""

import sqlite3
import tempfile
from pathlib import Path

import pytest

from gzlabel.errors import WorkspaceError
from gzlabel.workspace import NewDecision, Workspace
from gzlabel.workspace.sqlite import reading, schema
from gzlabel.workspace.sqlite.connection import connect_to_read
from gzlabel.workspace.sqlite.reading import Reading

FURTHER_STEP = "CREATE TABLE further (key INTEGER PRIMARY KEY) STRICT;"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's temporary folder, empty."""
    path = tmp_path / "temporary"
    path.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(path))
    return path


def refuse_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SQLite find it cannot open what lies in a folder, as where nothing may be written beside it."""

    def connected(path: Path) -> sqlite3.Connection:
        if path.parent != folder:
            return connect_to_read(path)
        with sqlite3.connect(f"file:{folder / 'missing'}?mode=ro", uri=True) as connection:
            connection.execute("SELECT 1")
        return connection

    monkeypatch.setattr(reading, "connect_to_read", connected)


def count(connection: sqlite3.Connection) -> int:
    (n,) = connection.execute("SELECT count(*) FROM decision").fetchone()
    return int(n)


def test_what_is_written_meanwhile_is_read(folder: Path, temporary: Path) -> None:
    with Workspace.open(folder) as workspace:
        read = Reading(folder / "workspace.sqlite", schema.STEPS)
        assert count(read.connection) == 0
        workspace.journal.append("interesting", [NewDecision(1, "rating", 5)])
        assert count(read.connection) == 1
        assert read.problem == ""
        assert list(temporary.iterdir()) == []
        read.close()


def test_where_nothing_may_be_written_a_copy_is_read_and_told_and_removed(
    folder: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(folder) as workspace:
        workspace.journal.append("interesting", [NewDecision(1, "rating", 5)])
        refuse_in(folder, monkeypatch)
        read = Reading(folder / "workspace.sqlite", schema.STEPS)
        workspace.journal.append("interesting", [NewDecision(2, "rating", 5)])
    assert count(read.connection) == 1
    assert read.version == len(schema.STEPS)
    assert "cannot be read where it lies" in read.problem
    assert str(folder) in read.problem
    assert "Open it again" in read.problem
    assert len(list(temporary.iterdir())) == 1
    read.close()
    assert list(temporary.iterdir()) == []


def test_an_older_one_is_copied_and_the_copy_brought_up_to_date(folder: Path, temporary: Path) -> None:
    before = (folder / "workspace.sqlite").read_bytes()
    read = Reading(folder / "workspace.sqlite", (*schema.STEPS, FURTHER_STEP))
    assert read.connection.execute("SELECT count(*) FROM further").fetchone()[0] == 0
    assert read.version == len(schema.STEPS)
    assert "an older gzlabel wrote this workspace" in read.problem
    read.close()
    assert (folder / "workspace.sqlite").read_bytes() == before
    assert list(temporary.iterdir()) == []


def test_a_step_that_fails_leaves_no_copy(folder: Path, temporary: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        Reading(folder / "workspace.sqlite", (*schema.STEPS, "CREATE TABLE decision (key INTEGER) STRICT;"))
    assert list(temporary.iterdir()) == []


def test_nothing_there_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"workspace\.sqlite: the database is not there"):
        Reading(tmp_path / "workspace.sqlite", schema.STEPS)


def test_damage_is_no_reason_to_copy(folder: Path, temporary: Path) -> None:
    (folder / "workspace.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        Reading(folder / "workspace.sqlite", schema.STEPS)
    assert list(temporary.iterdir()) == []
