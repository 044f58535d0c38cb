"""Small workspaces to be mistreated."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from gzlabel.workspace import Workspace, lock


def small_table(n_galaxies: int = 12) -> pa.Table:
    """Galaxies with ids beyond the exact range of a double."""
    return pa.table(
        {
            "id": pa.array([587722981742084097 + n for n in range(n_galaxies)], pa.int64()),
            "ra": [150.0 + 0.1 * n for n in range(n_galaxies)],
            "dec": [2.0 - 0.1 * n for n in range(n_galaxies)],
            "name": [f"Galáxia {n}" for n in range(n_galaxies)],
        }
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a closed workspace of twelve galaxies."""
    path = tmp_path / "small.gzlabel"
    Workspace.create(path, small_table(), id_column="id").close()
    return path


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    """The same, open; its rater is Anna."""
    with Workspace.open(folder, rater="Anna") as opened:
        yield opened


@pytest.fixture
def without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network file system that refuses every lock."""

    def refuse(file: object) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "lock_file", refuse)
