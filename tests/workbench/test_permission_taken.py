"""Permission taken away from outside, while a user who is not root sits at the workbench."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import gzlabel
from gzlabel.workspace import Workspace

PATIENCE_S = 60
needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may work as another user"
)


class Elsewhere:
    """The process of another user, who rates."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "w.gzlabel"
        root = Path(gzlabel.__file__).parents[1]
        places = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("without_rights.py")), str(folder)],
            env={**os.environ, **places, "PYTHONPATH": str(root)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._heard() == "ready"

    def rate(self, row: int) -> dict[str, Any]:
        assert self.process.stdin is not None
        print(row, file=self.process.stdin, flush=True)
        return dict(self._heard())

    def close(self) -> None:
        out, _ = self.process.communicate(timeout=PATIENCE_S)
        assert json.loads(out) == "closed"
        assert self.process.returncode == 0

    def held(self) -> list[int]:
        with Workspace.open(self.path, read_only=True) as workspace:
            return [one.row for one in workspace.journal.current(workspace.current_interest)]

    def _heard(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    folder = Path(tempfile.mkdtemp(prefix="gzlabel-permission-"))
    folder.chmod(0o777)
    other = Elsewhere(folder)
    yield other
    other.process.kill()
    other.process.wait()
    for pipe in (other.process.stdin, other.process.stdout):
        if pipe is not None:
            pipe.close()
    shutil.rmtree(folder)


def make_unwritable(path: Path) -> None:
    for one in (path, *path.rglob("*")):
        one.chmod(0o555 if one.is_dir() else 0o444)


def lock_up(path: Path) -> None:
    path.chmod(0)


def give_back(path: Path) -> None:
    path.chmod(0o777)
    for one in path.rglob("*"):
        one.chmod(0o777 if one.is_dir() else 0o666)


def give_to_root(path: Path) -> None:
    for one in (path, *path.rglob("*")):
        os.chown(one, 0, 0)
        one.chmod(0o700 if one.is_dir() else 0o600)


@needs_root
@pytest.mark.parametrize("take", [make_unwritable, lock_up, give_to_root])
def test_nothing_is_called_saved_that_is_not_there_and_rating_goes_on_when_it_is_given_back(
    elsewhere: Elsewhere, take: Callable[[Path], None]
) -> None:
    assert elsewhere.rate(1)["saved"]
    take(elsewhere.path)
    for row in (2, 3):
        told = elsewhere.rate(row)
        assert told["came to rest"]
        assert not told["saved"]
        assert "ermission" in told["notices"][-1]
        assert not told["bugs"]
        assert set(told["shown"]) <= set(elsewhere.held())
    give_back(elsewhere.path)
    told = elsewhere.rate(4)
    assert told["saved"]
    elsewhere.close()
    assert sorted(elsewhere.held()) == told["shown"]
    assert {1, 4} <= set(told["shown"])


@needs_root
@pytest.mark.parametrize("take", [make_unwritable, lock_up, give_to_root])
def test_closing_without_permission_ends(elsewhere: Elsewhere, take: Callable[[Path], None]) -> None:
    assert elsewhere.rate(1)["saved"]
    take(elsewhere.path)
    assert not elsewhere.rate(2)["saved"]
    elsewhere.close()
    assert 1 in elsewhere.held()
