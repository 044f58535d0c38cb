"""The most similar to anything liked so far: a similarity search repeated by hand."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.simulation.pool import Begin, Labels, Pool, best_unlabelled, random_unlabelled

NAME = "nearest"
SOURCE = "similarity search, as in Stein et al. 2021 (arXiv 2110.13151)"


class Nearest:
    """Shows the nearest by cosine similarity to a liked galaxy; by chance until there is one."""

    def __init__(self, pool: Pool, seed: int) -> None:
        lengths = np.linalg.norm(pool.features, axis=1, keepdims=True)
        self._directions = pool.features / np.where(lengths > 0, lengths, 1)
        self._random = np.random.default_rng([seed, 0])

    def next_page(self, labels: Labels, size: int) -> NDArray[np.int64]:
        """Choose the most similar."""
        if not labels.liked.any():
            return random_unlabelled(self._random, len(self._directions), labels, size)
        return best_unlabelled(self.scores(labels), labels, size)

    def scores(self, labels: Labels) -> NDArray[np.floating]:
        """Rank by the greatest similarity to a liked galaxy; all zero while none is liked."""
        if not labels.liked.any():
            return np.zeros(len(self._directions))
        similarity = self._directions @ self._directions[labels.rows[labels.liked]].T
        return np.asarray(similarity.max(axis=1))


def prepare(pool: Pool) -> Begin:
    """Prepare to search in ``pool``."""
    return partial(Nearest, pool)
