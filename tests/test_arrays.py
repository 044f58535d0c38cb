"""Arrays in files."""

from pathlib import Path

import numpy as np
import pytest

from gzlabel.arrays import mapped_array, new_array


def test_what_is_written_into_a_new_array_is_read_again(tmp_path: Path) -> None:
    array = new_array(tmp_path / "a.npy", np.float32, (3, 2))
    assert array.tolist() == [[0.0, 0.0]] * 3
    array[1] = 5.0
    array.flush()
    assert mapped_array(tmp_path / "a.npy").tolist() == [[0.0, 0.0], [5.0, 5.0], [0.0, 0.0]]


@pytest.mark.parametrize("has_fallocate", [True, False])
def test_its_room_on_the_disk_is_taken_before_anything_is_written_into_the_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_fallocate: bool
) -> None:
    if not has_fallocate:
        monkeypatch.delattr("os.posix_fallocate", raising=False)
    array = new_array(tmp_path / "a.npy", np.float32, (700, 1000))
    state = (tmp_path / "a.npy").stat()
    if hasattr(state, "st_blocks"):
        assert state.st_blocks * 512 >= array.nbytes
    assert state.st_size == array.offset + array.nbytes
    assert not array.any()
