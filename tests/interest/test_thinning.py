"""Leaving out the ratings that the others foretell."""

import numpy as np
import pytest

from gzlabel.interest import Search
from gzlabel.interest.limits import Limits
from gzlabel.interest.posterior import Posterior
from gzlabel.interest.thinning import least_telling


def make_ratings(n_galaxies: int, n_rated: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Vectors, and rows and ratings that grow with the first feature."""
    vectors = np.random.default_rng(0).normal(size=(n_galaxies, 3)).astype(np.float32)
    return vectors, np.arange(n_rated), np.round(np.clip(2.0 * vectors[:n_rated, 0], 0, 5))


def gone_first(covariance: np.ndarray, residuals: np.ndarray, n: int) -> list[int]:
    whitening = np.linalg.inv(np.linalg.cholesky(covariance))
    precision = whitening.T @ whitening
    return least_telling(whitening, precision @ residuals, np.diag(precision), n).tolist()


def test_a_repeated_rating_goes_first() -> None:
    # The second and third galaxy are copies rated alike; the first and fourth stand alone.
    covariance = np.eye(4)
    covariance[1, 2] = covariance[2, 1] = 0.95
    assert gone_first(covariance, np.array([3.0, 3.0, 3.0, 3.0]), 1) in ([1], [2])


def test_what_is_left_out_hardly_matters() -> None:
    vectors, rows, ratings = make_ratings(800, 300)
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
    kept, gone = list(range(40)), []
    for _ in range(15):
        inverse = np.linalg.inv(covariance[np.ix_(kept, kept)])
        losses = np.abs(inverse @ residuals[kept]) / np.diag(inverse)
        gone.append(kept.pop(int(np.argmin(losses))))
    assert gone_first(covariance, residuals, 15) == gone


def test_those_that_tell_much_at_first_are_not_weighed_again() -> None:
    # Ratings that have nothing to do with each other tell as much as they differ from what is expected.
    assert gone_first(np.eye(9), np.arange(9.0)[::-1], 2) == [8, 7]


def test_a_journal_read_anew_leaves_the_posterior_that_the_night_left() -> None:
    vectors, rows, ratings = make_ratings(400, 150)
    night, morning = Search(vectors), Search(vectors)
    night.limits = morning.limits = Limits(40)
    for n_rated in range(1, 151):
        night.set_labels(rows[:n_rated], ratings[:n_rated])
    morning.set_labels(rows, ratings)
    np.testing.assert_allclose(night.mean, morning.mean, atol=1e-4)
    np.testing.assert_allclose(night.std, morning.std, atol=1e-4)
    assert night.cross_covariance_bytes == morning.cross_covariance_bytes <= 40 * 400 * 4


@pytest.mark.parametrize("n_others", [0, 25])
def test_the_posterior_of_what_is_kept_is_exact(n_others: int) -> None:
    vectors, rows, ratings = make_ratings(400, 150)
    search, fresh = Search(vectors), Search(vectors)
    search.limits = Limits(40)
    for n_rated in range(10, 151, 5):
        search.set_labels(rows[:n_rated], ratings[:n_rated])
    search.set_labels(rows[n_others:], ratings[n_others:])
    known = search._labels.known
    assert 30 <= len(known[0]) <= 40
    fresh.set_labels(*known)
    np.testing.assert_allclose(search.mean, fresh.mean, atol=2e-5)
    np.testing.assert_allclose(search.std, fresh.std, atol=2e-5)


def test_where_somebody_settles_redundant_ratings_go_then_and_no_page_waits_for_it_while_there_is_room() -> (
    None
):
    vectors, rows, ratings = make_ratings(400, 90)
    search = Search(vectors)
    search.limits, search.thins_later = Limits(40), True
    search.set_labels(rows[:50], ratings[:50])
    assert "40 of 50 ratings" in search.model  # nothing was known, so nobody waits for what comes after
    search.set_labels(rows[:70], ratings[:70])
    assert "60 of 70 ratings" in search.model
    assert not search.is_settled
    before = search.mean
    search.settle()
    assert search.is_settled
    assert "30 of 70 ratings" in search.model
    assert search.cross_covariance_bytes == 30 * 400 * 4
    assert 0 < np.abs(search.mean - before).max() < 0.5


def test_with_no_room_left_redundant_ratings_go_at_once() -> None:
    vectors, rows, ratings = make_ratings(400, 90)
    search = Search(vectors)
    search.limits, search.thins_later = Limits(40), True
    search.set_labels(rows[:38], ratings[:38])
    search.set_labels(rows, ratings)
    assert search.cross_covariance_bytes <= 40 * 400 * 4


def test_what_is_left_out_while_the_pool_is_scored_anew_is_left_out_there_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vectors, rows, ratings = make_ratings(400, 100)
    search, settle = Search(vectors), Posterior.settle
    search.limits, search.thins_later = Limits(40), True
    search.set_labels(rows[:38], ratings[:38])

    def settle_while_somebody_rates(posterior: Posterior) -> None:
        settle(posterior)
        if len(search.rows) < 100:
            search.set_labels(rows, ratings)

    monkeypatch.setattr(Posterior, "settle", settle_while_somebody_rates)
    rescored = search.rescored(search.hyperparameters)
    assert len(rescored.labels.rows) == 100
    assert len(rescored.posterior.rows) <= 40
