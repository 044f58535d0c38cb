"""Astronomaly: isolation forest scores, re-weighted by what the user said of the nearest labelled galaxy."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.simulation.pool import Begin, Labels, Pool, best_unlabelled
from gzlabel.interest.simulation.truth import HIGHEST_RATING

NAME = "astronomaly"
SOURCE = "Lochner & Bassett 2021, Astronomaly, A&C 36, 100481 (arXiv 2010.11202), NeighbourScore"

_LEAST_SCORE = 0.1
_ALPHA = 1.0


class NeighbourScore:
    """Isolation forest first; once something is rated, its active score (equations 1 to 3 of the paper)."""

    def __init__(self, pool: Pool, seed: int) -> None:
        from sklearn.ensemble import IsolationForest

        spread = pool.reduced.std(axis=0)
        self._features = pool.reduced / np.where(spread > 0, spread, 1)
        self._seed = seed
        forest = IsolationForest(n_estimators=100, random_state=seed).fit(self._features)
        oddness = -forest.score_samples(self._features)
        span = float(np.ptp(oddness)) or 1.0
        self._oddness = HIGHEST_RATING * (oddness - oddness.min()) / span

    def next_page(self, labels: Labels, size: int) -> NDArray[np.int64]:
        """Choose the highest active score."""
        return best_unlabelled(self.scores(labels), labels, size)

    def scores(self, labels: Labels) -> NDArray[np.floating]:
        """Rank by the active score."""
        from scipy.spatial import KDTree
        from sklearn.ensemble import RandomForestRegressor

        if len(labels) == 0:
            return np.asarray(self._oddness)
        distance = np.asarray(KDTree(self._features[labels.rows]).query(self._features)[0])
        distance /= distance.mean() or 1.0
        forest = RandomForestRegressor(n_estimators=100, random_state=self._seed)
        forest.fit(self._features[labels.rows], labels.ratings)
        share = np.clip(forest.predict(self._features) / HIGHEST_RATING, 0, 1)
        interest = _LEAST_SCORE + (1 - _LEAST_SCORE) * share
        penalty = np.exp(_ALPHA * distance)
        return np.asarray(self._oddness * np.tanh(penalty - 1 + np.arctanh(np.minimum(interest, 1 - 1e-12))))


def prepare(pool: Pool) -> Begin:
    """Prepare to search in ``pool``."""
    return partial(NeighbourScore, pool)
