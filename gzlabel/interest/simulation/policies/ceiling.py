"""What supervised learning reaches with every label: a reference to approach, and by adapting to pass.

The best of eight classifiers by finds within the looks, each scored out of fold (5 folds, stratified).
"""

import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.simulation.policies._fixed import FixedRanking
from gzlabel.interest.simulation.pool import Begin, Pool

NAME = "ceiling"
SOURCE = "the best of eight cross-validated scikit-learn classifiers, given all labels"

_MOST_FOLDS = 5


def prepare(pool: Pool) -> Begin:
    """Prepare to search in ``pool``; the seed changes nothing."""
    ranking = FixedRanking(best_out_of_fold_scores(pool))
    return lambda _seed: ranking


def best_out_of_fold_scores(pool: Pool) -> NDArray[np.float64]:
    """Return the scores ``(n_galaxies,)`` of the classifier with most positives among its first ``n_labels``.

    Features are the principal components, standardised. Fewer positives than folds make fewer folds; of a
    single positive nothing can be learnt, and the scores are zero.
    """
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    positive = pool.truth.positive.astype(np.int64)
    n_folds = min(_MOST_FOLDS, pool.truth.n_positive, pool.n_galaxies - pool.truth.n_positive)
    best, most = np.zeros(pool.n_galaxies), -1
    if n_folds < 2:
        return best
    spread = pool.reduced.std(axis=0)
    features = pool.reduced / np.where(spread > 0, spread, 1)
    folds = StratifiedKFold(n_folds, shuffle=True, random_state=0)
    for model in _classifiers():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            scores = cross_val_predict(model, features, positive, cv=folds, method="decision_function")
        found = int(positive[np.argsort(-scores, kind="stable")[: pool.n_labels]].sum())
        if found > most:
            best, most = np.asarray(scores, dtype=np.float64), found
    return best


def _classifiers() -> tuple[Any, ...]:
    from sklearn.linear_model import LogisticRegression, RidgeClassifier
    from sklearn.svm import SVC

    return (
        LogisticRegression(C=0.01, max_iter=2000),
        LogisticRegression(C=0.1, max_iter=2000),
        LogisticRegression(C=1.0, max_iter=2000),
        RidgeClassifier(alpha=100),
        RidgeClassifier(alpha=1000),
        SVC(C=1),
        SVC(C=10),
        SVC(C=1, class_weight="balanced"),
    )
