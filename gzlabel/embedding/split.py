"""Splits of labelled galaxies that never part a group."""

import numpy as np
from numpy.typing import NDArray

from gzlabel.errors import EmbeddingError

_CANDIDATES = 20


def held_out(
    labels: NDArray[np.int64], groups: NDArray[np.int64], share: float, seed: int
) -> NDArray[np.bool_]:
    """Mark about ``share`` of the rows as held out, whole groups at a time, the classes in proportion.

    Raises
    ------
    EmbeddingError
        If some class cannot be on both sides.
    """
    rng = np.random.default_rng(seed)
    names, member = np.unique(groups, return_inverse=True)
    classes = np.unique(labels)
    best, best_loss = np.zeros(len(labels), dtype=bool), np.inf
    for _ in range(_CANDIDATES):
        sizes = np.bincount(member)
        order = rng.permutation(len(names))
        chosen = np.zeros(len(names), dtype=bool)
        chosen[order[np.cumsum(sizes[order]) <= max(share * len(labels), 1)]] = True
        out = chosen[member]
        shares = np.array([out[labels == label].mean() for label in classes])
        loss = float(np.abs(shares - share).max()) + 10 * float((shares == 0).any() or (shares == 1).any())
        if loss < best_loss:
            best, best_loss = out, loss
    if best_loss >= 10:
        raise EmbeddingError(
            "there are too few galaxies of some class to teach with some and test with others",
            remedy="Label at least a handful of different galaxies of every class",
        )
    return best
