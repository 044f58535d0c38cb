"""Planned exploration."""

import numpy as np
import pytest

from gzlabel.interest.coverage import coverage_plan, rounds
from gzlabel.interest.pool import Pool


def test_small_pockets_are_seen_early() -> None:
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(3000, 4)).astype(np.float32)
    vectors[:5] += 30.0
    vectors[5:10] -= 30.0
    first = coverage_plan(Pool.standardised(vectors, 0.0), seed=1)[:150]
    assert (first < 5).any()
    assert ((first >= 5) & (first < 10)).any()


def test_never_plans_a_galaxy_twice_or_without_a_vector() -> None:
    vectors = np.random.default_rng(0).normal(size=(500, 4)).astype(np.float32)
    vectors[::7] = np.nan
    plan = coverage_plan(Pool.standardised(vectors), seed=0)
    assert len(set(plan.tolist())) == len(plan) > 100
    assert np.isfinite(vectors[plan]).all()


def test_plans_at_most_what_there_is() -> None:
    vectors = np.random.default_rng(0).normal(size=(3, 4)).astype(np.float32)
    assert sorted(coverage_plan(Pool.standardised(vectors), seed=0)) == [0, 1, 2]
    assert len(coverage_plan(Pool.standardised(vectors * np.nan), seed=0)) == 0


def test_a_cell_is_seen_again_only_in_the_next_round() -> None:
    assert rounds(np.array([2, 0, 2, 1, 0, 2])).tolist() == [0, 0, 1, 0, 1, 2]


def test_after_the_first_page_one_odd_galaxy_in_twenty_gets_one_look_in_twenty() -> None:
    rng = np.random.default_rng(0)
    vectors = np.repeat(10.0 * rng.normal(size=(200, 8)), 20, axis=0)
    vectors[::20] += 1.0
    seen = [
        coverage_plan(Pool.standardised(vectors.astype(np.float32), 0.0), seed)[10:70] for seed in range(8)
    ]
    assert np.mean([row % 20 == 0 for row in seen]) == pytest.approx(1 / 20, abs=0.025)
