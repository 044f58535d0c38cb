"""What a search promises whoever asks it for the next page."""

import numpy as np
import pytest

from gzlabel.errors import UserError
from gzlabel.interest import Hyperparameters, Search, acquisition_titles
from gzlabel.interest.evidence import fit_hyperparameters
from gzlabel.interest.posterior import Posterior


def make_features(n_galaxies: int = 400) -> np.ndarray:
    return np.random.default_rng(0).normal(size=(n_galaxies, 6)).astype(np.float32)


@pytest.mark.parametrize("name", list(acquisition_titles()))
def test_pages_cover_the_pool_without_repeats(name: str) -> None:
    features = make_features(90)
    features[5] = np.nan
    search = Search(features, acquisition=name)
    search.exclude(np.array([1, 2]))
    rated: list[int] = []
    while len(page := search.next_page(24)):
        rated += page.tolist()
        search.set_labels(np.array(rated), np.arange(len(rated)) % 6)
    assert sorted(rated) == [row for row in range(90) if row not in (1, 2, 5)]


def test_explores_until_something_is_liked() -> None:
    search = Search(make_features())
    page = search.next_page(10)
    search.set_labels(page, np.zeros(10))
    assert search.phase == "exploring"
    search.set_labels(page, 1.0 * (np.arange(10) == 3))
    assert search.phase == "searching"


def test_one_find_lifts_its_neighbours_and_not_the_catalogue() -> None:
    features = make_features(300)
    features[1] = features[0] + 0.01
    search = Search(features)
    search.set_labels(np.array([0]), np.array([5.0]))
    assert np.median(search.mean) < 1.5
    assert search.mean[1] > np.median(search.mean) + 0.3
    search.set_labels(np.arange(2, 13), np.append(np.zeros(10), 5.0))
    assert np.median(search.mean) < 0.6


def test_hyperparameters_read_well() -> None:
    assert str(Search(make_features()).hyperparameters) == (
        "Constant (variance 0.5) + RBF (variance 1, length scale 1.6), "
        "anchored at the centre (variance 0.25); noise variance 0.8; prior mean 0.1"
    )


def test_pages_are_the_same_for_the_same_seed() -> None:
    pages = [Search(make_features(), seed=3).next_page(24).tolist() for _ in range(2)]
    assert pages[0] == pages[1]
    assert pages[0] != Search(make_features(), seed=4).next_page(24).tolist()


def test_what_is_on_screen_is_not_offered_again() -> None:
    search = Search(make_features())
    first = search.next_page(24)
    assert not set(first.tolist()) & set(search.next_page(24, exclude=first.tolist()).tolist())


def test_labels_in_any_order_and_with_changes_give_the_same_posterior() -> None:
    rows, ratings = np.arange(30), np.arange(30) % 6
    changed, fresh = Search(make_features()), Search(make_features())
    changed.set_labels(rows[::-1], ratings)
    changed.set_labels(rows[5:25], np.zeros(20))
    changed.set_labels(rows, ratings)
    fresh.set_labels(rows, ratings)
    np.testing.assert_allclose(changed.mean, fresh.mean, atol=2e-5)
    np.testing.assert_allclose(changed.std, fresh.std, atol=2e-5)


def test_new_hyperparameters_score_the_pool_anew() -> None:
    search = Search(make_features())
    search.set_labels(np.arange(30), np.arange(30) % 6)
    fitted = fit_hyperparameters(*search.material(search.rows, search.ratings))
    before, version = search.mean, search.version
    search.take_over(search.rescored(fitted))
    fresh = Search(make_features(), hyperparameters=fitted)
    fresh.set_labels(np.arange(30), np.arange(30) % 6)
    np.testing.assert_allclose(search.mean, fresh.mean, atol=2e-5)
    assert search.version == version + 1
    assert not np.allclose(search.mean, before, atol=1e-3)


def test_unknown_acquisition_names_those_there_are() -> None:
    with pytest.raises(UserError, match="expected_improvement"):
        Search(make_features(), acquisition="magic")


def test_a_search_with_a_prior_begins_with_what_is_expected() -> None:
    prior = np.zeros(400, dtype=np.float32)
    prior[[7, 70]] = 5.0
    search = Search(make_features(), prior=prior)
    assert search.phase == "searching"
    assert set(search.next_page(2).tolist()) == {7, 70}
    search.set_labels(np.array([7]), np.array([0.0]))
    assert search.mean[7] < 4
    assert search.mean[70] > 4


def test_hyperparameters_are_fitted_to_what_a_prior_leaves_unexplained() -> None:
    prior = np.full(400, 4.0, dtype=np.float32)
    rows, ratings = np.arange(20), np.full(20, 4.0)
    _, left, start = Search(make_features(), prior=prior).material(rows, ratings)
    np.testing.assert_allclose(left, start.mean, atol=1e-6)


def test_other_hyperparameters_are_scored_beside_the_search_and_taken_over_with_what_came_meanwhile() -> None:
    rows, ratings, other = np.arange(40), np.arange(40) % 6, Hyperparameters(noise_variance=0.3)
    search, fresh = Search(make_features()), Search(make_features(), hyperparameters=other)
    search.set_labels(rows[:30], ratings[:30])
    rescored = search.rescored(other)
    assert rescored.posterior.is_settled
    search.set_labels(rows, ratings)
    before = search.mean
    search.take_over(rescored)
    fresh.set_labels(rows, ratings)
    np.testing.assert_allclose(search.mean, fresh.mean, atol=2e-5)
    np.testing.assert_allclose(search.std, fresh.std, atol=2e-5)
    assert np.abs(search.mean - before).max() > 1e-3


def test_what_is_rated_while_the_pool_is_scored_anew_is_known_before_it_is_taken_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows, ratings, settle = np.arange(90), np.arange(90) % 6, Posterior.settle
    search = Search(make_features())
    search.set_labels(rows[:30], ratings[:30])

    def settle_while_somebody_rates(posterior: Posterior) -> None:
        settle(posterior)
        if len(search.rows) < 90:
            search.set_labels(rows, ratings)

    monkeypatch.setattr(Posterior, "settle", settle_while_somebody_rates)
    rescored = search.rescored(Hyperparameters(noise_variance=0.3))
    assert rescored.posterior.rows.tolist() == rescored.labels.rows.tolist() == rows.tolist()
