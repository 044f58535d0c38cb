"""Embedding onto a disk that is really full: a sentence, no half matrix, and no byte taken from the ratings."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from gzlabel.arrays import new_array
from gzlabel.embedding import EmbeddingMatrix, embed, import_matrix, make_encoder
from gzlabel.errors import EmbeddingError
from gzlabel.workspace.failures import sentence_of
from tests.embedding.killable import DrawnImages
from tests.media import Drive, disk_on, fill, leave

N_GALAXIES = 300
PAGE = 4096


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with disk_on(tmp_path / "disk", "size=4m") as folder:
        yield folder


def free_bytes(folder: Path) -> int:
    found = os.statvfs(folder)
    return found.f_bavail * found.f_bsize


@pytest.mark.parametrize("n_pages_more", [-200, -1, 0, 1])
def test_a_run_that_finds_no_room_leaves_nothing_and_goes_through_when_there_is(
    disk: Path, n_pages_more: int
) -> None:
    """The room is for the vectors alone, and then for a page of what goes along with them, and another."""
    n_pages = -(-4 * N_GALAXIES * make_encoder().n_features // PAGE) + 1
    filler, images = leave(PAGE * (n_pages + n_pages_more), disk), DrawnImages(N_GALAXIES)
    with pytest.raises(OSError, match="No space left") as caught:
        embed(images, make_encoder(), disk / "embedding")
    told = sentence_of(caught.value)
    assert told is not None
    assert "the disk is full" in str(told)
    with pytest.raises(EmbeddingError, match="there is no embedding here"):
        EmbeddingMatrix.open(disk / "embedding")
    assert list((disk / "embedding").iterdir()) == []
    filler.unlink()
    assert embed(images, make_encoder(), disk / "embedding").valid.all()


@pytest.fixture
def matrix(tmp_path: Path) -> Path:
    np.save(tmp_path / "v.npy", np.random.default_rng(0).normal(size=(N_GALAXIES, 50)).astype(np.float32))
    return tmp_path / "v.npy"


def test_vectors_in_use_outlive_a_run_that_finds_no_room(disk: Path, matrix: Path) -> None:
    place = disk / "embedding"
    import_matrix(matrix, place, N_GALAXIES)
    leave(2 * PAGE, disk)
    with pytest.raises(OSError, match="No space left"):
        embed(DrawnImages(N_GALAXIES), make_encoder(), place)
    np.testing.assert_array_equal(EmbeddingMatrix.open(place).vectors, np.load(matrix))


@pytest.mark.parametrize("n_pages", [0, 3, 15, 16])
def test_an_import_that_finds_no_room_leaves_nothing(disk: Path, matrix: Path, n_pages: int) -> None:
    leave(n_pages * PAGE, disk)
    with pytest.raises(OSError, match=r"No space left|written") as caught:
        import_matrix(matrix, disk / "embedding", N_GALAXIES)
    assert "the disk is full" in str(sentence_of(caught.value))
    assert list((disk / "embedding").iterdir()) == []


def test_an_array_that_does_not_fit_gives_back_the_room_it_took(tmp_path: Path) -> None:
    """A file system that writes blocks takes what there is before it finds that there is not enough."""
    with Drive.made(tmp_path / "drive") as drive:
        fill(drive.folder).unlink()
        leave(400_000, drive.folder)
        drive.force_everything()
        free = free_bytes(drive.folder)
        assert free > 300_000
        with pytest.raises(OSError, match="No space left"):
            new_array(drive.folder / "v.npy", np.float32, (600, 1000))
        drive.force_everything()
        assert free_bytes(drive.folder) == free
