"""NumPy's files, which may come from a stranger or be damaged: read without running anything, or a ``ValueError``."""

import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from tokenize import TokenError
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import DTypeLike, NDArray

_ZEROS = 1 << 20

_DAMAGE = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,
    TokenError,
    TypeError,
    struct.error,
    zlib.error,
)
"""What NumPy lets through where bytes are not what they claim: it parses a header as a line of Python."""


def mapped_array(path: Path) -> NDArray[Any]:
    """The array of a ``.npy`` file, left on the disk until it is used.

    Raises
    ------
    OSError, ValueError
    """
    with damage_told():
        found = np.load(path, mmap_mode="r", allow_pickle=False)
    if not isinstance(found, np.ndarray):
        found.close()
        raise ValueError("an archive of arrays, where one array is wanted")
    return found


def stored_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays of an ``.npz`` file by name; one that is not there is a ``ValueError`` of whoever wants it.

    Raises
    ------
    OSError, ValueError
    """
    with damage_told(), path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        if not isinstance(stored, np.lib.npyio.NpzFile):
            raise ValueError("one array, where an archive of them is wanted")
        return {name: stored[name] for name in stored.files}


def new_array(path: Path, dtype: DTypeLike, shape: tuple[int, ...]) -> "np.memmap[Any, Any]":
    """A new ``.npy`` file of zeros, mapped for writing, whose room on the disk is taken already.

    Writing into a map of a file that the disk has no room for ends the program without a word.

    Raises
    ------
    OSError
        If the disk is full; then the file is removed, which may have taken all the room there was.
    """
    mapped: np.memmap[Any, Any] = np.lib.format.open_memmap(path, mode="w+", dtype=dtype, shape=shape)
    try:
        _take_room(path, mapped.offset, mapped.nbytes)
    except BaseException:
        del mapped  # Windows removes nothing that is mapped
        path.unlink(missing_ok=True)
        raise
    return mapped


def _take_room(path: Path, offset: int, n_bytes: int) -> None:
    with path.open("r+b") as file:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, path.stat().st_size)
        else:
            file.seek(offset)
            for start in range(0, n_bytes, _ZEROS):
                file.write(bytes(min(_ZEROS, n_bytes - start)))


@contextmanager
def damage_told() -> Iterator[None]:
    """Turn whatever NumPy lets through of a damaged file into a ``ValueError``."""
    try:
        yield
    except _DAMAGE as error:
        raise ValueError(str(error).splitlines()[0] if str(error) else type(error).__name__) from error


def is_filled(values: NDArray[Any], file: FileIO) -> bool:
    """Fill contiguous ``values`` with what the file holds from its present place on; whether it holds enough."""
    left = values.reshape(-1).view(np.uint8).data
    while len(left):
        n_read = file.readinto(left) or 0
        if n_read == 0:
            return False
        left = left[n_read:]
    return True
