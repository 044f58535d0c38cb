"""Looking by chance: what any search must beat."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.simulation.pool import Begin, Labels, Pool, random_unlabelled

NAME = "random"
SOURCE = "chance"


class RandomLooks:
    """Shows galaxies in a random order."""

    def __init__(self, pool: Pool, seed: int) -> None:
        self._random = np.random.default_rng([seed, 0])
        self._scores = self._random.random(pool.n_galaxies)

    def next_page(self, labels: Labels, size: int) -> NDArray[np.int64]:
        """Choose by chance."""
        return random_unlabelled(self._random, len(self._scores), labels, size)

    def scores(self, labels: Labels) -> NDArray[np.floating]:
        """Rank by chance."""
        return self._scores


def prepare(pool: Pool) -> Begin:
    """Prepare to search in ``pool``."""
    return partial(RandomLooks, pool)
