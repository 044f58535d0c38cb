"""Summaries worked by hand."""

from typing import Any

import numpy as np
import pytest

from gzlabel.interest.simulation.statistics import paired_bootstrap, summarise


def run(policy: str, seed: int, found: int) -> dict[str, Any]:
    return {
        "policy": policy,
        "seed": seed,
        "found": [0, found],
        "average_precision": 0.5,
        "average_precision_unseen": None,
    }


def test_a_summary_by_hand() -> None:
    runs = [run("first", seed, found) for seed, found in enumerate([1, 2, 3])]
    runs += [run("second", seed, found) for seed, found in enumerate([1, 6, 8])]
    summary = summarise(runs)
    assert list(summary) == ["first", "second"]
    assert summary["second"]["mean"] == 5
    assert summary["second"]["median"] == 6
    assert summary["second"]["difference"] == 3
    assert summary["second"]["share_below_half_median"] == pytest.approx(1 / 3)
    assert summary["first"]["interval"] == [0, 0]
    assert summary["first"]["average_precision"] == 0.5
    assert summary["first"]["average_precision_unseen"] is None


def test_seeds_are_paired_whatever_their_order() -> None:
    runs = [run("first", 0, 1), run("first", 1, 9), run("second", 1, 10), run("second", 0, 2)]
    assert summarise(runs)["second"]["interval"] == [1, 1]


def test_the_bootstrap_covers_the_differences_and_repeats() -> None:
    values, reference = np.array([3.0, 5.0, 7.0, 4.0]), np.array([1.0, 1.0, 1.0, 1.0])
    low, high = paired_bootstrap(values, reference)
    assert 2 <= low < 3.75 < high <= 6
    assert (low, high) == paired_bootstrap(values, reference)
