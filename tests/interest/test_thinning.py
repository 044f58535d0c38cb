"""Leaving out the ratings that the others foretell."""

import numpy as np

from gzlabel.interest import Search
from gzlabel.interest.limits import Limits
from gzlabel.interest.thinning import informative


def test_a_repeated_rating_goes_first() -> None:
    # The second and third galaxy are copies rated alike; the first and fourth stand alone.
    covariance = np.eye(4)
    covariance[1, 2] = covariance[2, 1] = 0.95
    kept = informative(covariance, np.array([3.0, 3.0, 3.0, 3.0]), 3)
    assert kept.tolist() in ([0, 1, 3], [0, 2, 3])


def test_what_is_left_out_hardly_matters() -> None:
    vectors = np.random.default_rng(0).normal(size=(800, 3)).astype(np.float32)
    rows, ratings = np.arange(300), np.round(np.clip(2.0 * vectors[:300, 0], 0, 5))
    whole, thinned = Search(vectors), Search(vectors)
    thinned.limits = Limits(200)
    for search in (whole, thinned):
        search.set_labels(rows[:150], ratings[:150])
        search.set_labels(rows, ratings)
    assert len(thinned.rows) == 300
    assert thinned.cross_covariance_bytes < whole.cross_covariance_bytes * 0.6
    assert np.abs(thinned.mean - whole.mean).max() < 0.35
    assert np.abs(thinned.mean - whole.mean).mean() < 0.05
    assert not set(thinned.next_page(24).tolist()) & set(range(300))
