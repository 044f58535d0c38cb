"""The reduced vectors that model, map and likeness read."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gzlabel.errors import EmbeddingError


def load_features(path: Path) -> NDArray[np.float32]:
    """Map a reduced matrix ``(n_galaxies, n_components)``.

    Raises
    ------
    EmbeddingError
        If it is not there any more, or is damaged.
    """
    try:
        features: NDArray[np.float32] = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise EmbeddingError(
            "the vectors in use were removed or are damaged; the ratings are safe",
            where=path,
            remedy="Open the workspace again: what is missing is made anew",
        ) from error
    return features


def are_whole(path: Path, n_galaxies: int) -> bool:
    """Whether a reduced matrix is there for every galaxy; one that was cut short is none."""
    try:
        return len(load_features(path)) == n_galaxies
    except EmbeddingError:
        return False
