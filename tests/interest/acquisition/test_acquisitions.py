"""Every acquisition function against numbers worked by hand."""

import numpy as np
import pytest

from gzlabel.interest.acquisition import Context, acquisition, acquisition_titles

MEAN, STD = np.array([1.0, 3.0, 2.0]), np.array([2.0, 0.5, 1.0])


def values(name: str, context: Context | None = None) -> np.ndarray:
    return acquisition(name).values(MEAN, STD, context or Context())


def test_those_offered() -> None:
    assert set(acquisition_titles()) == {
        "default",
        "expected_improvement",
        "most_uncertain",
        "posterior_mean",
        "thompson",
        "upper_confidence_bound",
    }


def test_posterior_mean() -> None:
    assert values("posterior_mean") == pytest.approx([1.0, 3.0, 2.0])


def test_most_uncertain() -> None:
    assert values("most_uncertain") == pytest.approx([2.0, 0.5, 1.0])


def test_upper_confidence_bound() -> None:
    assert values("upper_confidence_bound") == pytest.approx([5.0, 4.0, 4.0])


def test_default_orders_by_expected_worth() -> None:
    assert acquisition("default").scale == "worth"
    assert values("default") == pytest.approx([1.0, 3.0, 2.0])


def test_expected_improvement() -> None:
    # Best 1.5, trade-off 0.5: the third galaxy has u = 0, so 1 x pdf(0) = 0.39894;
    # the first u = -1/2: -1 x 0.30854 + 2 x 0.35207 = 0.39560;
    # the second u = 2: 1 x 0.97725 + 0.5 x 0.05399 = 1.00424.
    found = values("expected_improvement", Context(best_rating=1.5))
    assert found == pytest.approx([0.39560, 1.00424, 0.39894], abs=1e-5)


def test_expected_improvement_of_a_certain_galaxy_is_its_gain() -> None:
    improvement = acquisition("expected_improvement").values
    found = improvement(np.array([3.0, 1.0]), np.zeros(2), Context(best_rating=1.5))
    assert found == pytest.approx([1.0, 0.0])


def test_thompson_draws_from_each_galaxys_posterior() -> None:
    draws = np.array([values("thompson", Context(seed=seed)) for seed in range(2000)])
    assert draws.mean(axis=0) == pytest.approx(MEAN, abs=0.15)
    assert draws.std(axis=0) == pytest.approx(STD, rel=0.1)
    assert values("thompson", Context(seed=1)) == pytest.approx(draws[1])
