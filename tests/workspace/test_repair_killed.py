"""A repair that is killed at any moment leaves a workspace that the next one mends."""

import shutil
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from gzlabel.errors import WorkspaceError
from gzlabel.workspace import NewDecision, Workspace, check, repair

N_RATINGS = 40
_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.truncate", "sqlite3.connect"}


class Killed(BaseException):
    """No `except Exception` holds it, and once it came nothing more is changed on the disk."""


class Killer:
    """Counts what changes files, and ends the program at the moment set; `None` lets it live."""

    def __init__(self) -> None:
        self.n_left: int | None = None
        sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        if self.n_left is None:
            return
        writes = event == "open" and isinstance(args[1], str) and args[1].strip("rb") != ""
        if writes or event in _CHANGES:
            if self.n_left == 0:
                raise Killed
            self.n_left -= 1


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    made = Killer()
    yield made
    made.n_left = None


@pytest.fixture
def damaged(folder: Path) -> Path:
    """A workspace of forty ratings whose database has a page of nonsense."""
    with Workspace.open(folder) as workspace:
        for number in range(N_RATINGS):
            workspace.journal.append("interesting", [NewDecision(number % 12, "rating", number % 6)])
    data = bytearray((folder / "workspace.sqlite").read_bytes())
    data[4096 : 2 * 4096] = bytes(range(256)) * 16
    (folder / "workspace.sqlite").write_bytes(data)
    return folder


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("without", ["", "transcript.jsonl", "backups"])
def test_whenever_it_is_killed_the_next_loses_nothing(damaged: Path, killer: Killer, without: str) -> None:
    if without:
        lost = damaged / without
        shutil.rmtree(lost) if lost.is_dir() else lost.unlink()
    for moment in count():
        copy = shutil.copytree(damaged, damaged.with_name(f"copy-{moment}.gzlabel"))
        killer.n_left = moment
        try:
            repair(copy)
        except (Killed, WorkspaceError):
            is_done = False
        else:
            is_done = True
        killer.n_left = None
        assert repair(copy).n_decisions == N_RATINGS
        with Workspace.open(copy) as workspace:
            assert len(workspace.journal.history("interesting")) == N_RATINGS
        assert all(finding.is_sound for finding in check(copy))
        shutil.rmtree(copy)
        if is_done:
            break
    assert moment > 10
