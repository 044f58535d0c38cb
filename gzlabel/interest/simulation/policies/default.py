"""What the desk uses: the search of `gzlabel.interest`, page by page, with its hyperparameters refitted."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.search import Search
from gzlabel.interest.simulation.pool import Begin, Labels, Pool

NAME = "default"
SOURCE = "gzlabel: a Gaussian process with budget-aware acquisition (gzlabel.interest.Search)"


class DeskSearch:
    """Hands each page of ratings to one `Search`, as the desk does."""

    def __init__(self, pool: Pool, seed: int, acquisition: str = "default") -> None:
        self._search = Search(pool.reduced, acquisition=acquisition, seed=seed, looks=pool.n_labels)

    def next_page(self, labels: Labels, size: int) -> NDArray[np.int64]:
        """Choose as the desk would."""
        self._search.set_labels(labels.rows, labels.ratings)
        return self._search.next_page(size)

    def scores(self, labels: Labels) -> NDArray[np.floating]:
        """Rank by the posterior mean."""
        self._search.set_labels(labels.rows, labels.ratings)
        return self._search.mean


def prepare(pool: Pool) -> Begin:
    """Prepare to search in ``pool``."""
    return partial(DeskSearch, pool)
