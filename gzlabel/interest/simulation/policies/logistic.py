"""Logistic regression on what is liked, most probable first: the plain active classifier."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.simulation.pool import Begin, Labels, Pool, best_unlabelled, random_unlabelled

NAME = "logistic"
SOURCE = "Lewis & Gale 1994, A sequential algorithm for training text classifiers, SIGIR (relevance sampling)"


class Logistic:
    """Refits before each page on standardised components; by chance until both kinds are known."""

    def __init__(self, pool: Pool, seed: int) -> None:
        spread = pool.reduced.std(axis=0)
        self._features = pool.reduced / np.where(spread > 0, spread, 1)
        self._random = np.random.default_rng([seed, 0])

    def next_page(self, labels: Labels, size: int) -> NDArray[np.int64]:
        """Choose the most probable."""
        if not labels.both_kinds:
            return random_unlabelled(self._random, len(self._features), labels, size)
        return best_unlabelled(self.scores(labels), labels, size)

    def scores(self, labels: Labels) -> NDArray[np.floating]:
        """Rank by the log odds of being liked; all zero until both kinds are known."""
        from sklearn.linear_model import LogisticRegression

        if not labels.both_kinds:
            return np.zeros(len(self._features))
        model = LogisticRegression(max_iter=1000).fit(self._features[labels.rows], labels.liked)
        return np.asarray(model.decision_function(self._features))


def prepare(pool: Pool) -> Begin:
    """Prepare to search in ``pool``."""
    return partial(Logistic, pool)
