"""The reduced vectors that model, map and likeness read: mapped where a process is its own, else read.

A map of a file that is cut short, or whose drive is pulled out, ends the process that looks at it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gzlabel.errors import EmbeddingError
from gzlabel.stored_array import StoredArray


def load_features(path: Path) -> NDArray[np.float32]:
    """Map a reduced matrix ``(n_galaxies, n_components)``, in a process that may end.

    Raises
    ------
    EmbeddingError
        If it is not there any more, or is damaged.
    """
    try:
        features: NDArray[np.float32] = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise _removed(path) from error
    return features


@contextmanager
def reading_features(path: Path) -> Iterator[StoredArray]:
    """A reduced matrix ``(n_galaxies, n_components)`` whose rows are read when asked for, in the window's process.

    Raises
    ------
    EmbeddingError
        If it is not there any more, or is damaged, or was while it was read.
    """
    try:
        with StoredArray(path) as features:
            yield features
    except (OSError, ValueError) as error:
        raise _removed(path) from error


def are_whole(path: Path, n_galaxies: int) -> bool:
    """Whether a reduced matrix is there for every galaxy; one that was cut short is none."""
    try:
        with reading_features(path) as features:
            return len(features) == n_galaxies
    except EmbeddingError:
        return False


def _removed(path: Path) -> EmbeddingError:
    return EmbeddingError(
        "the vectors in use were removed or are damaged; the ratings are safe",
        where=path,
        remedy="Open the workspace again: what is missing is made anew",
    )
