"""What the desk uses: the search of `gzlabel.interest`, page by page, with its hyperparameters refitted."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.evidence import fit_hyperparameters
from gzlabel.interest.hyperparameters import n_fitted
from gzlabel.interest.search import Search
from gzlabel.interest.simulation.pool import Begin, Labels, Pool

NAME = "default"
SOURCE = "gzlabel: a Gaussian process whose queue is ordered by expected worth (gzlabel.interest.Search)"


class DeskSearch:
    """Hands each page of ratings to one `Search`, as the desk does.

    The desk fits hyperparameters in the background; here the next page waits for them.
    """

    def __init__(self, pool: Pool, seed: int, acquisition: str = "default") -> None:
        self._search = Search(pool.reduced, acquisition=acquisition, seed=seed, looks=pool.n_labels)
        self._fitted_at = 0

    def next_page(self, labels: Labels, size: int) -> NDArray[np.int64]:
        """Choose as the desk would."""
        self._hear(labels)
        return self._search.next_page(size)

    def scores(self, labels: Labels) -> NDArray[np.floating]:
        """Rank by the expected rating."""
        self._hear(labels)
        return self._search.mean

    def _hear(self, labels: Labels) -> None:
        self._search.set_labels(labels.rows, labels.ratings)
        if n_fitted(len(labels)) != self._fitted_at:
            fitted = fit_hyperparameters(*self._search.material(labels.rows, labels.ratings))
            self._search.take_over(self._search.rescored(fitted))
            self._fitted_at = n_fitted(len(labels))


def prepare(pool: Pool) -> Begin:
    """Prepare to search in ``pool``."""
    return partial(DeskSearch, pool)
