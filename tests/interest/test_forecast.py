"""What a search expects of its own future."""

import numpy as np
import pytest

from gzlabel.interest import Search


def searched(n_looks: int, share: float = 0.1, n_galaxies: int = 1000) -> tuple[Search, np.ndarray]:
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(n_galaxies, 8)).astype(np.float32)
    interest = vectors[:, 0] + 0.7 * rng.standard_normal(n_galaxies)
    ratings = np.where(interest > np.quantile(interest, 1.0 - share), 5.0, 0.0)
    search, rows = Search(vectors), np.zeros(0, dtype=np.int64)
    while len(rows) < n_looks:
        rows = np.append(rows, search.next_page(min(10, n_looks - len(rows))))
        search.set_labels(rows, ratings[rows])
    return search, ratings


def test_counts_what_was_found() -> None:
    search, ratings = searched(60)
    forecast = search.forecast()
    assert forecast.looks == 60
    assert forecast.finds == (ratings[search.rows] == 5.0).sum()
    assert forecast.recent_per_20 == (search.ratings[-20:] == 5.0).sum()


def test_remaining_finds_lie_in_the_interval() -> None:
    search, ratings = searched(80)
    forecast = search.forecast()
    remaining = (ratings == 5.0).sum() - forecast.finds
    assert forecast.remaining_low <= remaining <= forecast.remaining_high
    assert forecast.remaining_low <= forecast.remaining <= forecast.remaining_high
    assert not forecast.stop


def test_the_next_looks_find_about_what_was_expected() -> None:
    search, ratings = searched(80)
    forecast, page = search.forecast(), search.next_page(20)
    assert forecast.next_per_20 == pytest.approx((ratings[page] == 5.0).sum(), abs=8.0)


def test_advises_to_stop_when_all_is_found() -> None:
    vectors = np.random.default_rng(0).normal(size=(500, 8)).astype(np.float32)
    vectors[:3, 0] += 20.0
    search = Search(vectors)
    search.set_labels(np.arange(300), np.where(np.arange(300) < 3, 5.0, 0.0))
    forecast = search.forecast()
    assert forecast.looks_to_next > 200.0
    assert forecast.stop
    assert forecast.advice.startswith("Stop here")


def test_nothing_is_left() -> None:
    search, _ = searched(40, n_galaxies=40)
    forecast = search.forecast()
    assert (forecast.remaining, forecast.remaining_high) == (0.0, 0.0)
    assert forecast.looks_to_next == float("inf")
    assert forecast.advice == "Nothing is left to look at."


def test_before_any_rating() -> None:
    search = Search(np.random.default_rng(0).normal(size=(100, 4)).astype(np.float32))
    forecast = search.forecast()
    assert (forecast.looks, forecast.finds, forecast.recent_per_20) == (0, 0, 0.0)
    assert not forecast.stop
