"""A random forest on the vectors: the baseline that a better classifier has to beat.

Breiman 2001, Machine Learning 45, 5. On the vectors of a pretrained network it is what a first look at a
survey often ends with, the Galaxy Zoo 2 notebook's included.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.scores import Scores

_N_TREES = 300
_SEEN_BY_A_TREE = 30_000


def forest_scores(
    vectors: NDArray[Any],
    labels: NDArray[np.int64],
    classes: Sequence[str],
    tested: NDArray[np.bool_],
    *,
    seed: int = 0,
) -> Scores:
    """Teach a forest with the galaxies that are not ``tested``, test it on those that are.

    Parameters
    ----------
    vectors, labels, tested
        ``(n, n_features)`` finite, ``(n,)`` indices of ``classes``, ``(n,)``.
    """
    from sklearn.ensemble import RandomForestClassifier

    share = min(1.0, _SEEN_BY_A_TREE / max(int((~tested).sum()), 1))
    forest = RandomForestClassifier(
        _N_TREES, min_samples_leaf=2, max_samples=share, n_jobs=-1, random_state=seed
    )
    forest.fit(vectors[~tested], labels[~tested])
    probabilities = np.zeros((int(tested.sum()), len(classes)))
    probabilities[:, forest.classes_] = forest.predict_proba(vectors[tested])
    return Scores.of(labels[tested], probabilities, tuple(classes))
