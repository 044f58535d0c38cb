"""Pine forest: an isolation forest that keeps the trees agreeing with the labels; needs ``coniferest``."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from gzlabel.errors import UserError
from gzlabel.interest.simulation.pool import Begin, Labels, Pool, best_unlabelled

NAME = "pineforest"
SOURCE = "Kornilov et al. 2025, Coniferest (arXiv 2410.17142)"


class PineForestSearch:
    """Grows and prunes its trees before each page, as the package advises."""

    def __init__(self, pool: Pool, seed: int) -> None:
        try:
            from coniferest.pineforest import PineForest
        except ImportError as error:
            raise UserError(
                "the policy 'pineforest' needs the package coniferest, which is not installed",
                remedy="Run: pip install coniferest",
            ) from error
        self._features = pool.reduced.astype(np.float64)
        self._forest = PineForest(n_jobs=1, n_subsamples=min(256, pool.n_galaxies), random_seed=seed)
        self._fitted_labels = -1
        self._scores = np.zeros(pool.n_galaxies)

    def next_page(self, labels: Labels, size: int) -> NDArray[np.int64]:
        """Choose the most anomalous."""
        return best_unlabelled(self.scores(labels), labels, size)

    def scores(self, labels: Labels) -> NDArray[np.floating]:
        """Rank by how anomalous the trees left find it."""
        if len(labels) != self._fitted_labels:
            answers = np.where(labels.liked, -1, 1)
            self._forest.fit_known(self._features, self._features[labels.rows], answers)
            self._scores = -np.asarray(self._forest.score_samples(self._features))
            self._fitted_labels = len(labels)
        return self._scores


def prepare(pool: Pool) -> Begin:
    """Prepare to search in ``pool``."""
    return partial(PineForestSearch, pool)
