"""Leaving out the ratings that the others foretell."""

import numpy as np

from gzlabel.interest import Search
from gzlabel.interest.limits import Limits
from gzlabel.interest.thinning import informative, thinned


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


def test_ratings_go_one_by_one_as_if_each_time_all_were_weighed_anew() -> None:
    vectors = np.random.default_rng(1).normal(size=(40, 4))
    covariance = np.exp(-0.5 * ((vectors[:, None] - vectors[None]) ** 2).sum(axis=2)) + 0.3 * np.eye(40)
    residuals = np.random.default_rng(2).normal(size=40)
    kept = list(range(40))
    while len(kept) > 25:
        inverse = np.linalg.inv(covariance[np.ix_(kept, kept)])
        losses = np.abs(inverse @ residuals[kept]) / np.diag(inverse)
        del kept[int(np.argmin(losses))]
    assert informative(covariance, residuals, 25).tolist() == kept


def test_nothing_goes_where_there_is_room() -> None:
    assert informative(np.eye(3), np.ones(3), 3).tolist() == [0, 1, 2]
    assert thinned(4, 4, 2, lambda places, n: np.arange(n)).tolist() == [0, 1, 2, 3]


def test_ratings_read_at_once_go_as_they_would_have_one_after_the_other() -> None:
    # Room for four, the last two are kept: 0-3, 2-5, 4-7, 6-9.
    assert thinned(10, 4, 2, lambda places, n: np.arange(len(places))[-n:]).tolist() == [6, 7, 8, 9]


def test_a_journal_read_anew_leaves_the_posterior_that_the_night_left() -> None:
    vectors = np.random.default_rng(0).normal(size=(400, 3)).astype(np.float32)
    rows, ratings = np.arange(150), np.round(np.clip(2.0 * vectors[:150, 0], 0, 5))
    night, morning = Search(vectors), Search(vectors)
    night.limits = morning.limits = Limits(40)
    for n_rated in range(1, 151):
        night.set_labels(rows[:n_rated], ratings[:n_rated])
    morning.set_labels(rows, ratings)
    np.testing.assert_allclose(night.mean, morning.mean, atol=1e-4)
    np.testing.assert_allclose(night.std, morning.std, atol=1e-4)
    assert night.cross_covariance_bytes == morning.cross_covariance_bytes <= 40 * 400 * 4


def test_where_the_pool_is_scored_anew_redundant_ratings_go_before_a_page_would_wait_for_it() -> None:
    vectors = np.random.default_rng(0).normal(size=(400, 3)).astype(np.float32)
    rows, ratings = np.arange(60), np.round(np.clip(2.0 * vectors[:60, 0], 0, 5))
    search = Search(vectors)
    search.limits = Limits(40)
    search.set_labels(rows[:38], ratings[:38])
    rescored = search.rescored(search.hyperparameters)
    search.set_labels(rows[:39], ratings[:39])
    search.take_over(rescored)
    assert search.cross_covariance_bytes == (30 + 2 + 1) * 400 * 4
    assert len(search.rows) == 39
    assert "33 of 39 ratings" in search.model


def test_where_the_pool_is_scored_anew_now_and_then_no_page_waits_for_it_while_there_is_room() -> None:
    vectors = np.random.default_rng(0).normal(size=(400, 3)).astype(np.float32)
    rows, ratings = np.arange(60), np.round(np.clip(2.0 * vectors[:60, 0], 0, 5))
    search = Search(vectors)
    search.limits, search.thins_later = Limits(40), True
    search.set_labels(rows[:38], ratings[:38])
    search.set_labels(rows[:50], ratings[:50])
    assert np.isfinite(search.std).all()
    assert search.cross_covariance_bytes == 50 * 400 * 4
    search.take_over(search.rescored(search.hyperparameters))
    assert search.cross_covariance_bytes <= 40 * 400 * 4
    search.set_labels(rows, ratings)
    assert search.cross_covariance_bytes <= 50 * 400 * 4
