"""The shortcut to the most promising galaxies against the full computation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from gzlabel.interest import ordering
from gzlabel.interest.acquisition import Acquisition, Context, acquisition, acquisition_titles
from gzlabel.interest.hyperparameters import Hyperparameters
from gzlabel.interest.pool import Pool
from gzlabel.interest.posterior import Posterior

N_GALAXIES = 1500


def made(seed: int, n_known: int, n_new: int) -> tuple[Posterior, NDArray[np.bool_]]:
    """A posterior that has just heard of ``n_new`` ratings, and the galaxies that are still free."""
    rng = np.random.default_rng(seed)
    vectors = rng.normal(size=(N_GALAXIES, 4)).astype(np.float32)
    vectors[7] = np.nan
    posterior = Posterior(Pool.standardised(vectors), Hyperparameters())
    rows = np.setdiff1d(rng.permutation(N_GALAXIES), [7], assume_unique=True)[: n_known + n_new]
    ratings = rng.integers(0, 6, len(rows)).astype(np.float64)
    posterior.add(rows[:n_known], ratings[:n_known])
    _ = posterior.std
    posterior.add(rows[n_known:], ratings[n_known:])
    free = posterior.pool.valid.copy()
    free[rows] = False
    return posterior, free


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shortlist so short that a made pool puts it to the proof."""
    monkeypatch.setattr(ordering, "_SHORTLIST", 30)


@pytest.mark.parametrize("name", acquisition_titles())
@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000), st.integers(0, 30), st.integers(8, 24), st.integers(1, 40))
def test_finds_what_the_full_computation_finds(
    name: str, seed: int, n_known: int, n_new: int, n_wanted: int
) -> None:
    posterior, free = made(seed, n_known, n_new)
    assert not posterior.is_settled
    chosen, context = acquisition(name), Context(best_rating=4.0, seed=seed)
    found = ordering.most_promising(posterior, chosen, context, free, n_wanted)
    values = ordering.values_of_all(posterior, chosen, context)
    assert posterior.is_settled or chosen.spread == "unused"
    expected = np.sort(values[free])[::-1][:n_wanted]
    assert free[found].all()
    np.testing.assert_allclose(values[found], expected, atol=2e-5)
    full = ordering.most_promising(posterior, chosen, context, free, n_wanted)
    np.testing.assert_allclose(values[full], expected, atol=0)


@pytest.mark.parametrize("name", acquisition_titles())
@given(st.floats(-2, 7), st.floats(0, 3), st.floats(0, 3))
def test_values_do_what_is_said_of_them_as_the_spread_grows(
    name: str, mean: float, one: float, other: float
) -> None:
    chosen, context = acquisition(name), Context(best_rating=3.0)
    low, high = sorted((one, other))
    values = chosen.values(np.full(2, mean), np.array([low, high]), context)
    if chosen.spread == "raises":
        assert values[1] >= values[0] - 1e-9
    elif chosen.spread == "unused":
        assert values[1] == values[0]


def test_bounds_spare_the_variances_where_they_can() -> None:
    posterior, free = made(1, 20, 10)
    ordering.most_promising(posterior, acquisition("upper_confidence_bound"), Context(), free, 5)
    assert not posterior.is_settled
    np.testing.assert_allclose(posterior.std_of(np.arange(50)), posterior.std[:50], atol=2e-6)
    assert posterior.is_settled


def test_bounds_that_narrow_nothing_are_given_up() -> None:
    flat = Acquisition("flat", "Flat", "rating", lambda mean, std, context: std * 0.0, False, "raises")
    posterior, free = made(1, 20, 10)
    found = ordering.most_promising(posterior, flat, Context(), free, 5)
    assert posterior.is_settled
    assert free[found].sum() == 5
