"""Damage of every kind: told by check, mended by repair, and never made worse."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from gzlabel.errors import WorkspaceDamaged, WorkspaceError, WorkspaceLocked, WorkspaceTooNew
from gzlabel.workspace import NewDecision, Workspace, backup, check, repair
from tests.workspace.conftest import small_table

N_RATINGS = 300
Ratings = list[tuple[int, int | None]]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed workspace with 300 ratings in 300 batches, the last of them undone."""
    path = tmp_path_factory.mktemp("original") / "rings.gzlabel"
    with Workspace.create(path, small_table(), id_column="id") as workspace:
        workspace.rename_interest("interesting", "rings")
        for number in range(N_RATINGS):
            workspace.journal.append("rings", [NewDecision(number % 12, "rating", number % 6)])
        workspace.journal.undo("rings")
    return path


@pytest.fixture
def rated(original: Path, tmp_path: Path) -> Path:
    """A copy of the original, to be damaged."""
    return shutil.copytree(original, tmp_path / "rings.gzlabel")


def ratings_of(path: Path) -> Ratings:
    with Workspace.open(path) as workspace:
        assert len(workspace.journal.history("rings")) == N_RATINGS
        return [(decision.row, decision.rating) for decision in workspace.journal.current("rings")]


def damage_pages(path: Path, *pages: int) -> None:
    data = bytearray((path / "workspace.sqlite").read_bytes())
    for page in pages:
        data[page * 4096 : (page + 1) * 4096] = bytes(range(256)) * 16
    (path / "workspace.sqlite").write_bytes(data)


def unsound(path: Path) -> set[str]:
    return {finding.where for finding in check(path) if not finding.is_sound}


def test_a_sound_workspace_is_left_as_it_is(rated: Path) -> None:
    before = (rated / "workspace.sqlite").read_bytes()
    assert unsound(rated) == set()
    assert repair(rated).was_sound
    assert (rated / "workspace.sqlite").read_bytes() == before


@pytest.mark.parametrize("page", range(14))
def test_any_damaged_page_is_mended_without_loss(rated: Path, page: int) -> None:
    expected = ratings_of(rated)
    damage_pages(rated, page)
    if "workspace.sqlite" not in unsound(rated):
        pytest.fail(f"page {page} was damaged unnoticed")
    repaired = repair(rated)
    assert not repaired.was_sound
    assert (repaired.n_decisions, repaired.n_unreadable) == (N_RATINGS, 0)
    assert ratings_of(rated) == expected
    assert unsound(rated) == set()


@pytest.mark.parametrize("tree", ["decision", "decision_galaxy", "batch_interest"])
def test_what_sqlite_finds_is_told_in_one_line(rated: Path, tree: str) -> None:
    with closing(sqlite3.connect(rated / "workspace.sqlite")) as connection:
        query = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno DESC"
        page = connection.execute(query, [tree]).fetchone()[0]
    damage_pages(rated, page - 1)
    with pytest.raises(WorkspaceDamaged, match=r"^[^*\n]+ is damaged \([^*\n]+\)\. Repair it"):
        Workspace.open(rated)


def test_a_damaged_workspace_does_not_open_and_says_what_to_do(rated: Path) -> None:
    damage_pages(rated, 3)
    with pytest.raises(WorkspaceError, match=r"damaged.*gzlabel repair"):
        Workspace.open(rated)


def test_the_damaged_files_are_kept(rated: Path) -> None:
    damage_pages(rated, 3)
    damaged = (rated / "workspace.sqlite").read_bytes()
    (kept,) = repair(rated).set_aside
    assert (rated / kept / "workspace.sqlite").read_bytes() == damaged


def test_a_removed_database_is_rebuilt(rated: Path) -> None:
    expected = ratings_of(rated)
    (rated / "workspace.sqlite").unlink()
    with pytest.raises(WorkspaceError, match=r"is gone.*gzlabel repair"):
        Workspace.open(rated)
    repair(rated)
    assert ratings_of(rated) == expected


def test_what_was_on_its_way_to_the_transcript_is_not_forgotten(
    rated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(rated) as workspace, monkeypatch.context() as full_disk:
        full_disk.setattr("gzlabel.workspace.sqlite.transcript.Transcript.append", lambda self, lines: None)
        workspace.rename_interest("rings", "arcs")
        shutil.copytree(rated, rated.with_name("copy.gzlabel"))
    copy = rated.with_name("copy.gzlabel")
    with closing(sqlite3.connect(copy / "workspace.sqlite")) as connection:
        page = connection.execute("SELECT pageno FROM dbstat WHERE name = 'batch' LIMIT 1").fetchone()[0]
    damage_pages(copy, page - 1)
    repair(copy)
    with Workspace.open(copy) as workspace:
        assert workspace.interests == ("arcs",)


def test_without_a_transcript_the_rest_is_mended_from_the_backup(rated: Path) -> None:
    expected = ratings_of(rated)
    (rated / "transcript.jsonl").unlink()
    damage_pages(rated, 2, 3, 4)
    repair(rated)
    assert ratings_of(rated) == expected


def test_of_two_backups_the_one_that_knows_more_is_believed_whatever_the_clock_said(rated: Path) -> None:
    with Workspace.open(rated) as workspace:
        backup.backup(workspace._database, "ratings-2030-01-01")
        workspace.rename_interest("rings", "arcs")
        backup.backup(workspace._database, "ratings-2001-01-01")
    for file in (rated / "backups").glob("ratings-202*"):
        file.unlink()
    (rated / "transcript.jsonl").unlink()
    (rated / "workspace.sqlite").write_bytes(bytes(8192))
    repair(rated)
    with Workspace.open(rated) as workspace:
        assert workspace.interests == ("arcs",)


def test_without_transcript_and_backup_what_can_be_read_is_kept_and_the_loss_is_counted(rated: Path) -> None:
    (rated / "transcript.jsonl").unlink()
    shutil.rmtree(rated / "backups")
    with closing(sqlite3.connect(rated / "workspace.sqlite")) as connection:
        leaves = connection.execute(
            "SELECT pageno FROM dbstat WHERE name = 'decision' AND pagetype = 'leaf'"
        ).fetchall()
    damage_pages(rated, leaves[1][0] - 1)
    repaired = repair(rated)
    assert 0 < repaired.n_unreadable < N_RATINGS
    assert repaired.n_decisions + repaired.n_unreadable == N_RATINGS
    with Workspace.open(rated) as workspace:
        assert workspace.journal.current("rings")


def test_where_nothing_is_left_nothing_is_changed(rated: Path) -> None:
    (rated / "transcript.jsonl").unlink()
    shutil.rmtree(rated / "backups")
    (rated / "workspace.sqlite").write_bytes(b"\0" * 8192)
    with pytest.raises(WorkspaceError, match="nothing was changed"):
        repair(rated)
    assert (rated / "workspace.sqlite").read_bytes() == b"\0" * 8192


def test_repair_waits_for_nobody_and_disturbs_nobody(rated: Path) -> None:
    with Workspace.open(rated), pytest.raises(WorkspaceLocked):
        repair(rated)


def test_repair_does_not_touch_a_newer_workspace(rated: Path) -> None:
    with closing(sqlite3.connect(rated / "workspace.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(WorkspaceTooNew):
        repair(rated)
    assert "workspace.sqlite" in unsound(rated)


def test_check_works_while_it_is_open(rated: Path) -> None:
    with Workspace.open(rated):
        assert unsound(rated) == set()


def test_a_folder_copied_while_open_has_every_rating(rated: Path, tmp_path: Path) -> None:
    with Workspace.open(rated) as workspace:
        workspace.journal.redo("rings")
        expected = [(decision.row, decision.rating) for decision in workspace.journal.current("rings")]
        shutil.copytree(rated, tmp_path / "copy.gzlabel")
    assert ratings_of(tmp_path / "copy.gzlabel") == expected


def test_a_copy_torn_between_database_and_log_is_mended(rated: Path, tmp_path: Path) -> None:
    with Workspace.open(rated) as workspace:
        workspace.journal.redo("rings")
        expected = [(decision.row, decision.rating) for decision in workspace.journal.current("rings")]
        shutil.copytree(rated, tmp_path / "copy.gzlabel")
    data = (tmp_path / "copy.gzlabel" / "workspace.sqlite").read_bytes()
    (tmp_path / "copy.gzlabel" / "workspace.sqlite").write_bytes(data[: len(data) // 2])
    repair(tmp_path / "copy.gzlabel")
    assert ratings_of(tmp_path / "copy.gzlabel") == expected


def test_a_cut_matrix_is_named_and_set_aside(rated: Path) -> None:
    matrix = rated / "embedding" / "vectors.npy"
    np.save(matrix, np.zeros((12, 4), np.float32))
    assert unsound(rated) == set()
    matrix.write_bytes(matrix.read_bytes()[:-1])
    assert unsound(rated) == {"embedding/vectors.npy"}
    assert repair(rated).set_aside == ("embedding/vectors.npy.damaged",)
    assert unsound(rated) == set()


@pytest.mark.parametrize(
    "data", [b"", b"\x93NUMPY", b"\x93NUMPY\x02\x00\xff\xff\xff\xff", b"\x93NUMPY\x01\x00\x04\x00(((("]
)
def test_what_is_no_matrix_is_named(rated: Path, data: bytes) -> None:
    (rated / "embedding" / "vectors.npy").write_bytes(data)
    assert unsound(rated) == {"embedding/vectors.npy"}


def test_deleted_caches_are_no_damage(rated: Path) -> None:
    shutil.rmtree(rated / "embedding")
    shutil.rmtree(rated / "atlas")
    assert unsound(rated) == set()
    assert len(ratings_of(rated)) == 12


def test_a_changed_transcript_line_is_noticed_and_not_believed(rated: Path) -> None:
    expected = ratings_of(rated)
    file = rated / "transcript.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"rating":5', b'"rating":0', 1))
    assert unsound(rated) == {"transcript.jsonl"}
    damage_pages(rated, 3)
    repair(rated)
    assert ratings_of(rated) == expected
