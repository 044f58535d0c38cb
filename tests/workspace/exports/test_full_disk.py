"""Lists onto a disk that is really full: whole or not at all, and a sentence."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from gzlabel.catalogue import read_table
from gzlabel.errors import WorkspaceError
from gzlabel.workspace import Workspace, export_list
from tests.media import disk_on, leave

ROWS = np.arange(3_000)
SUFFIXES = ("csv", "ecsv", "fits", "vot", "parquet", "feather", "h5")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    random = np.random.default_rng(0)
    table = pa.table({"id": [f"g{row}" for row in ROWS], "magnitude": random.normal(size=len(ROWS))})
    with Workspace.create(tmp_path_factory.mktemp("w") / "w.gzlabel", table, id_column="id") as made:
        yield made


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with disk_on(tmp_path / "disk", "size=4m") as folder:
        yield folder


def write(workspace: Workspace, path: Path, rows: np.ndarray = ROWS) -> None:
    export_list(workspace, path, interest=workspace.current_interest, rows=rows)


@pytest.mark.parametrize("room", [0, 4096, 16_384])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_list_that_finds_no_room_leaves_nothing_and_is_written_when_there_is(
    workspace: Workspace, disk: Path, suffix: str, room: int
) -> None:
    filler, path = leave(room, disk), disk / f"list.{suffix}"
    with pytest.raises(WorkspaceError, match=r"the disk is full, and this was not written.*Free some space"):
        write(workspace, path)
    assert list(disk.iterdir()) == [filler]
    filler.unlink()
    write(workspace, path)
    assert read_table(path).num_rows == len(ROWS)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_list_that_was_there_stays(workspace: Workspace, disk: Path, suffix: str) -> None:
    path = disk / f"list.{suffix}"
    write(workspace, path, ROWS[:5])
    leave(4096, disk)
    with pytest.raises(WorkspaceError, match="the disk is full"):
        write(workspace, path)
    assert read_table(path).num_rows == 5
