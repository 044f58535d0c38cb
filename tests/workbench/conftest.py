"""A workbench on 300 made galaxies, thirty of which form a group apart."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from gzlabel.embedding import import_matrix
from gzlabel.errors import WorkspaceError
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace
from gzlabel.workspace.sqlite.database import Database

N_GALAXIES = 300
RARE = range(30)


@pytest.fixture
def workspace_path(tmp_path: Path) -> Path:
    random = np.random.default_rng(1)
    vectors = random.normal(size=(N_GALAXIES, 12)).astype(np.float32)
    vectors[RARE, 0] += 8.0
    np.save(tmp_path / "vectors.npy", vectors)
    table = pa.table(
        {
            "name": [f"G{row:03d}" for row in range(N_GALAXIES)],
            "magnitude": np.linspace(14, 20, N_GALAXIES),
        }
    )
    path = tmp_path / "made.gzlabel"
    with Workspace.create(path, table, id_column="name") as workspace:
        import_matrix(tmp_path / "vectors.npy", workspace.embedding_folder, N_GALAXIES).reduced()
    return path


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def open_workbench(workspace_path: Path, mailbox: Mailbox) -> Iterator[Callable[[], Workbench]]:
    """Opens the workbench as the desk does, but builds no map: that imports UMAP."""
    opened: list[Workbench] = []

    def open_one() -> Workbench:
        workbench = Workbench(Workspace.open(workspace_path, rater="Vera"), JobRunner(mailbox.put))
        workbench.set_setting("map by itself", False)
        opened.append(workbench)
        workbench.start()
        assert mailbox.run_until(lambda: bool(workbench.state.page.rows))
        return workbench

    yield open_one
    for workbench in opened:
        workbench.close()


@pytest.fixture
def workbench(open_workbench: Callable[[], Workbench]) -> Workbench:
    return open_workbench()


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the call on, nothing can be written."""

    def refuse(*_: object) -> None:
        raise WorkspaceError("the disk is full") from sqlite3.OperationalError("disk is full")

    return lambda: monkeypatch.setattr(Database, "transaction", refuse)
