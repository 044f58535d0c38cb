"""Rows of a stored array, read and not mapped: a file that is cut short under the program does not end it."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gzlabel.stored_array import StoredArray

ROOT = Path(__file__).parents[1]
N_ROWS = 5000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Row r holds 3r, 3r + 1, 3r + 2."""
    np.save(tmp_path / "a.npy", np.arange(3 * N_ROWS, dtype=np.float32).reshape(-1, 3))
    return tmp_path / "a.npy"


def test_rows_are_those_of_the_array(path: Path) -> None:
    whole = np.load(path)
    with StoredArray(path) as stored:
        assert (stored.shape, stored.dtype, len(stored), stored.size) == (
            (N_ROWS, 3),
            np.float32,
            N_ROWS,
            15000,
        )
        for rows in (
            slice(None),
            slice(10, 20),
            slice(4990, 6000),
            slice(0, 0),
            slice(3, 100, 7),
            slice(9, 3),
        ):
            np.testing.assert_array_equal(stored[rows], whole[rows])
        np.testing.assert_array_equal(stored[np.array([4999, 0, 0, 17])], whole[[4999, 0, 0, 17]])
        np.testing.assert_array_equal(stored[np.zeros(0, np.int64)], whole[:0])
        np.testing.assert_array_equal(stored[7], [21, 22, 23])


def test_other_shapes_and_versions_of_the_format(tmp_path: Path) -> None:
    np.save(tmp_path / "flags.npy", np.array([True, False]))
    with StoredArray(tmp_path / "flags.npy") as stored:
        assert stored[:].tolist() == [True, False]
    with (tmp_path / "second.npy").open("wb") as file:
        np.lib.format.write_array(file, np.arange(4, dtype=np.float16), version=(2, 0))
    with StoredArray(tmp_path / "second.npy") as stored:
        assert stored[1:3].tolist() == [1.0, 2.0]


@pytest.mark.parametrize("row", [N_ROWS, -1])
def test_a_row_beyond_the_array_is_refused(path: Path, row: int) -> None:
    with StoredArray(path) as stored, pytest.raises(IndexError, match="rows go from 0 to 4999"):
        stored[row]


@pytest.mark.parametrize(
    "content", [b"", b"\x93NUMPY", b"\x93NUMPY\x01\x00\x04\x00((((", b"PK\x03\x04" + bytes(100)]
)
def test_what_is_no_array_is_a_value_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.npy").write_bytes(content)
    with pytest.raises(ValueError):  # noqa: PT011 (NumPy's own words)
        StoredArray(tmp_path / "a.npy")


def test_objects_and_columns_first_are_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "objects.npy", np.array([{}], dtype=object), allow_pickle=True)
    np.save(tmp_path / "columns.npy", np.asfortranarray(np.zeros((2, 3))))
    for name in ("objects", "columns"):
        with pytest.raises(ValueError, match="of another kind"):
            StoredArray(tmp_path / f"{name}.npy")


def test_a_file_that_is_cut_already_is_not_opened(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ValueError, match="cut short"):
        StoredArray(path)


_LOOKS_AGAIN = """
import os, sys
import numpy as np
from pathlib import Path
from gzlabel.stored_array import StoredArray

stored = {}(Path(sys.argv[1]))
assert stored[4000].tolist() == [12000.0, 12001.0, 12002.0]
os.truncate(sys.argv[1], 1000)
try:
    print(stored[4000].tolist())
except ValueError as error:
    print("told:", error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody cut a file that is open or mapped")
@pytest.mark.parametrize(
    ("reader", "survives"), [("StoredArray", True), ("(lambda path: np.load(path, mmap_mode='r'))", False)]
)
def test_a_file_cut_under_the_program_is_told_where_a_map_of_it_would_end_the_program(
    path: Path, reader: str, survives: bool
) -> None:
    script = [sys.executable, "-W", "ignore", "-c", _LOOKS_AGAIN.format(reader), str(path)]
    run = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode == 0) is survives
    assert run.stdout.startswith("told: the array was cut short") is survives
