"""Stored workspaces of every version ever shipped open, after a backup, with everything that was in them."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from gzlabel.workspace import Workspace, check
from gzlabel.workspace.opening import prepare
from gzlabel.workspace.sqlite import schema
from gzlabel.workspace.sqlite.database import Database

DATA = Path(__file__).parents[1] / "data"
FURTHER_STEP = "ALTER TABLE annotation ADD COLUMN confidence REAL;"


@pytest.fixture
def version_1(tmp_path: Path) -> Path:
    """A copy of the stored workspace of version 1."""
    return shutil.copytree(DATA / "workspace-v1.gzlabel", tmp_path / "old.gzlabel")


def test_version_1_opens_with_everything_in_it(version_1: Path) -> None:
    with Workspace.open(version_1) as workspace:
        assert workspace.schema_version == len(schema.STEPS)
        assert workspace.interests == ("rings", "mergers")
        assert workspace.catalogue.n_galaxies == 6
        rings = {d.row: (d.kind, d.rating, d.rater) for d in workspace.journal.current("rings")}
        assert rings == {
            0: ("rating", 5, "Anna"),
            1: ("rating", 0, "Anna"),
            2: ("rating", 0, "Anna"),
            3: ("skip", None, "Anna"),
            4: ("artefact", None, "Anna"),
            5: ("cannot_tell", None, "Béla"),
        }
        assert [d.undone for d in workspace.journal.history("rings")] == [False] * 5 + [True] + [False] * 2
        assert [d.rating for d in workspace.journal.current("rings", rater="Béla")] == [1, None]
        assert workspace.annotations.of(0).note == "two nuclei"
        assert workspace.annotations.of(2).flagged
        assert workspace.cluster_edits().names == {"c1": "Gyűrűk"}
        assert workspace.setting("page_size") == 24
        assert workspace.journal.undo("rings") == (0, 5)
    assert all(finding.is_sound for finding in check(version_1))


def migrated(path: Path, step: str) -> Database:
    database = Database(path, steps=(*schema.STEPS, step))
    try:
        prepare(database)
    except BaseException:
        database.close()
        raise
    return database


def test_a_migration_is_backed_up_first(version_1: Path) -> None:
    database = migrated(version_1, FURTHER_STEP)
    assert database.schema_version == len(schema.STEPS) + 1
    assert database.read("SELECT confidence FROM annotation")
    database.close()
    copy = version_1 / "backups" / f"before-migration-from-version-{len(schema.STEPS)}.sqlite"
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(schema.STEPS),)
        assert connection.execute("SELECT count(*) FROM decision").fetchone() == (9,)


def test_an_older_workspace_opens_read_only_without_being_changed(version_1: Path) -> None:
    before = (version_1 / "workspace.sqlite").read_bytes()
    database = Database(version_1, read_only=True, steps=(*schema.STEPS, FURTHER_STEP))
    assert database.read("SELECT confidence FROM annotation")
    assert database.schema_version == len(schema.STEPS)
    database.close()
    assert (version_1 / "workspace.sqlite").read_bytes() == before


def test_an_older_workspace_that_is_only_read_says_that_a_copy_is_shown(
    version_1: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(version_1, read_only=True) as workspace:
        assert workspace.problems == ()
    monkeypatch.setattr(Database.__init__, "__kwdefaults__", with_a_further_step())
    with Workspace.open(version_1, read_only=True) as workspace:
        (told,) = workspace.problems
        assert "an older gzlabel wrote this workspace (schema version 1, now 2)" in told
        assert "Open it for writing once" in told
        assert len(workspace.journal.current("rings")) == 6
    with Workspace.open(version_1) as workspace:
        assert workspace.problems == ()
    with Workspace.open(version_1, read_only=True) as workspace:
        assert workspace.problems == ()


def with_a_further_step() -> dict[str, Any]:
    """What `Database` is opened with unless told, in a gzlabel that knows one version more."""
    return {**(Database.__init__.__kwdefaults__ or {}), "steps": (*schema.STEPS, FURTHER_STEP)}


def test_a_failing_migration_changes_nothing(version_1: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        migrated(version_1, FURTHER_STEP + "CREATE TABLE decision (key);")
    with Workspace.open(version_1) as workspace:
        assert workspace.schema_version == len(schema.STEPS)
        assert len(workspace.journal.current("rings")) == 6


def test_the_transcript_starts_anew_after_a_migration(version_1: Path) -> None:
    migrated(version_1, FURTHER_STEP).close()
    assert b'"confidence":null' in (version_1 / "transcript.jsonl").read_bytes()
    assert list((version_1 / "backups").glob("transcript-set-aside-*.jsonl"))
