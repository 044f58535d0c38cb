"""A ``.npy`` file whose rows are read when asked for, and never mapped.

A mapped file that is cut short, or whose drive is pulled out, ends the program at the next look at it (SIGBUS);
a file that is read says so instead. What runs in the window's own process reads; a process of its own may map.
"""

import threading
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from gzlabel.arrays import damage_told, is_filled


class StoredArray:
    """Rows of a stored array. Reading is safe from several threads; use it as a context manager, or close it.

    Parameters
    ----------
    path
        A ``.npy`` file; what is put in its place later is not seen.

    Attributes
    ----------
    shape, dtype
        As of the array.

    Raises
    ------
    OSError, ValueError
        Here and at every reading: the file is none, is shorter than it says, or cannot be read any more.
    """

    def __init__(self, path: Path) -> None:
        self._mutex = threading.Lock()
        self._file = path.open("rb", buffering=0)
        try:
            with damage_told():
                self.shape, self.dtype = _header_of(self._file)
            self._start = self._file.tell()
            if path.stat().st_size < self._start + self.size * self.dtype.itemsize:
                raise ValueError("the array is cut short")
        except BaseException:
            self._file.close()
            raise

    @property
    def size(self) -> int:
        """Number of values."""
        return int(np.prod(self.shape, dtype=np.int64))

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, rows: int | np.integer[Any] | slice | NDArray[np.integer[Any]]) -> NDArray[Any]:
        """Rows by number, by a slice or by an array ``(n,)`` of numbers from 0, in its order."""
        if isinstance(rows, slice):
            start, stop, step = rows.indices(len(self))
            if step == 1:
                return self._read(start, max(stop - start, 0))
            rows = np.arange(start, stop, step)
        elif isinstance(rows, int | np.integer):
            found: NDArray[Any] = self._read(int(rows), 1)[0]
            return found
        found = np.empty((len(rows), *self.shape[1:]), self.dtype)
        for place, row in enumerate(rows.tolist()):
            found[place] = self._read(row, 1)[0]
        return found

    def _read(self, first: int, n: int) -> NDArray[Any]:
        if n and not 0 <= first <= len(self) - n:
            raise IndexError(f"rows go from 0 to {len(self) - 1}, not to {first + n - 1}")
        rows = np.empty((n, *self.shape[1:]), self.dtype)
        with self._mutex:
            self._file.seek(self._start + first * (rows.nbytes // max(n, 1)))
            if not is_filled(rows, self._file):
                raise ValueError("the array was cut short while it was in use")
        return rows

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _header_of(file: Any) -> tuple[tuple[int, ...], np.dtype[Any]]:
    version = np.lib.format.read_magic(file)
    read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, columns_first, dtype = read(file)
    if columns_first or dtype.hasobject or not shape:
        raise ValueError("an array of another kind than gzlabel writes")
    return shape, dtype
