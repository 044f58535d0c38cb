"""Bytes of the database or of its log that change under the running program: a sentence, and no rating lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gzlabel.errors import WorkspaceError
from gzlabel.workspace import NewDecision, Workspace, check, repair
from tests.workspace.conftest import small_table

N_RATINGS, N_MORE = 200, 20
NONSENSE = bytes(range(256)) * 16
LOG = "workspace.sqlite-wal"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed workspace with 200 ratings, one a batch."""
    path = tmp_path_factory.mktemp("original") / "rings.gzlabel"
    with Workspace.create(path, small_table(), id_column="id") as workspace:
        for number in range(N_RATINGS):
            rate(workspace, number)
    return path


@pytest.fixture
def rated(original: Path, tmp_path: Path) -> Path:
    """A copy of the original, to be damaged while it is open."""
    return shutil.copytree(original, tmp_path / "rings.gzlabel")


def rate(workspace: Workspace, number: int) -> None:
    workspace.journal.append("interesting", [NewDecision(number % 12, "rating", number % 6)])


def look_back_and_rate(workspace: Workspace) -> None:
    workspace.journal.history("interesting")
    for number in range(N_MORE):
        rate(workspace, number)


def n_ratings(path: Path) -> int:
    with Workspace.open(path) as workspace:
        return len(workspace.journal.history("interesting"))


def damage_under(workspace: Workspace, tree: str) -> None:
    """Overwrite the first leaf of a table or an index, and forget what SQLite holds in memory of it."""
    database = workspace._database
    found = database.read("SELECT pageno, pgsize FROM dbstat WHERE name = ? AND pagetype = 'leaf'", [tree])
    with (workspace.path / "workspace.sqlite").open("r+b") as file:
        file.seek((found[0]["pageno"] - 1) * found[0]["pgsize"])
        file.write(NONSENSE[: found[0]["pgsize"]])
    database.read("PRAGMA shrink_memory")


@pytest.mark.parametrize("tree", ["decision", "batch", "galaxy", "interest"])
def test_a_page_overwritten_under_the_program_is_told_and_mended_without_loss(rated: Path, tree: str) -> None:
    with Workspace.open(rated) as workspace:
        rate(workspace, 0)
        damage_under(workspace, tree)
        with pytest.raises(WorkspaceError, match=r"the database is damaged.*gzlabel repair"):
            look_back_and_rate(workspace)
    assert "workspace.sqlite" in {finding.where for finding in check(rated) if not finding.is_sound}
    damaged = (rated / "workspace.sqlite").read_bytes()
    repaired = repair(rated)
    assert repaired.n_unreadable == 0
    assert (rated / repaired.set_aside[0] / "workspace.sqlite").read_bytes() == damaged
    assert n_ratings(rated) == N_RATINGS + 1
    assert all(finding.is_sound for finding in check(rated))


def cut(log: Path) -> None:
    os.truncate(log, log.stat().st_size // 3)


def empty(log: Path) -> None:
    os.truncate(log, 0)


def overwrite(log: Path) -> None:
    with log.open("r+b") as file:
        file.seek(log.stat().st_size // 3)
        file.write(NONSENSE)


def killed_with_its_log(rated: Path, damage: Callable[[Path], None]) -> Path:
    """What a program leaves that was killed after twenty ratings, and after somebody did ``damage`` to its log."""
    with Workspace.open(rated) as workspace:
        for number in range(N_MORE):
            rate(workspace, number)
        damage(rated / LOG)
        return shutil.copytree(rated, rated.with_name("killed.gzlabel"))


@pytest.mark.parametrize("damage", [cut, empty, overwrite, Path.unlink])
def test_ratings_whose_log_is_lost_come_back_from_the_transcript(
    rated: Path, damage: Callable[[Path], None]
) -> None:
    killed = killed_with_its_log(rated, damage)
    (finding,) = (finding for finding in check(killed) if not finding.is_sound)
    assert "it lacks the last" in finding.what
    assert "gzlabel repair" in finding.remedy
    with pytest.raises(WorkspaceError, match=r"damaged \(it lacks the last \d+ steps.*gzlabel repair"):
        Workspace.open(killed)
    assert not repair(killed).was_sound
    assert n_ratings(killed) == N_RATINGS + N_MORE
    assert repair(killed).was_sound


def test_what_came_before_can_still_be_read(rated: Path) -> None:
    killed = killed_with_its_log(rated, empty)
    with Workspace.open(killed, read_only=True) as workspace:
        assert len(workspace.journal.history("interesting")) == N_RATINGS


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody cut or remove an open file")
@pytest.mark.parametrize("damage", [cut, empty, Path.unlink])
def test_no_rating_is_told_as_saved_behind_a_hole_in_the_log(
    rated: Path, damage: Callable[[Path], None]
) -> None:
    with Workspace.open(rated) as workspace:
        rate(workspace, 0)
        damage(rated / LOG)
        for _ in range(2):
            with pytest.raises(WorkspaceError, match=r"-wal: another program cut.*gzlabel repair"):
                rate(workspace, 1)
    repair(rated)
    assert n_ratings(rated) == N_RATINGS + 1


def test_a_log_that_begins_anew_is_no_hole(rated: Path) -> None:
    with Workspace.open(rated) as workspace:
        for number in range(N_MORE):
            rate(workspace, number)
            workspace._database.read("PRAGMA wal_checkpoint(RESTART)")
            assert all(finding.is_sound for finding in check(rated))
    assert n_ratings(rated) == N_RATINGS + N_MORE


_RATES_ON_A_DRIVE_THAT_GOES = """
import os, sys
from gzlabel.workspace import NewDecision, Workspace

with Workspace.open(sys.argv[1]) as workspace:
    for number in range(40):
        workspace.journal.append("interesting", [NewDecision(number % 12, "rating", number % 6)])
        print("saved", flush=True)
        if number == 19:
            os.truncate(workspace.path / "workspace.sqlite-shm", 0)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody cut a file that is mapped")
def test_where_sqlites_own_map_is_cut_the_program_may_end_and_what_it_told_as_saved_is_there(
    rated: Path,
) -> None:
    """SQLite maps the index of its log; only by locking everybody else out could it do without."""
    script = [sys.executable, "-c", _RATES_ON_A_DRIVE_THAT_GOES, str(rated)]
    run = subprocess.run(script, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    n_saved = run.stdout.count("saved")
    assert n_saved >= N_MORE
    assert n_ratings(rated) == N_RATINGS + n_saved
    assert all(finding.is_sound for finding in check(rated))
