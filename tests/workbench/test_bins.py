"""Bins of round width, by hand."""

import numpy as np
import pytest

from gzlabel.workbench.bins import binned

nan = np.nan


def test_edges_are_round_and_reach_both_ends() -> None:
    bins = binned(np.array([0.013, 0.5, 0.987]), 0.013, 0.987)
    # 0.974 / 40 = 0.02435, rounded up to 0.05: from 0 to 1 in twenty bins
    assert bins.edges.tolist() == pytest.approx(np.arange(21) * 0.05)
    assert bins.edges[3] == 0.15
    assert bins.n_decimals == 2
    assert bins.places.tolist() == [0, 10, 19]


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_a_bin_holds_its_lower_edge(kind: type) -> None:
    values = np.array([0.7, 0.69, 0.3, 0.0], dtype=kind)
    bins = binned(values, 0.0, 4.0)  # 0.1 wide
    assert bins.edges[bins.places].tolist() == pytest.approx([0.7, 0.6, 0.3, 0.0])


def test_whole_numbers_have_a_bin_each() -> None:
    bins = binned(np.array([-2.0, 3.0, 3.0, nan]), -2.0, 3.0)
    assert bins.edges.tolist() == [-2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0]
    assert bins.places.tolist() == [0, 5, 5, -1]


def test_values_far_off_are_in_open_bins() -> None:
    bins = binned(np.array([-9999.0, 0.25, 0.5, 3.5, 70.25]), 0.25, 3.5)
    assert (bins.open_below, bins.open_above) == (True, True)
    assert bins.places.tolist() == [0, 0, 3, 33, 33]  # 0.1 wide, from 0.2 to 3.6
    assert bins.span(0, 0) == (None, 0.3)
    assert bins.span(1, 33) == (0.3, None)
    assert binned(np.array([0.25, 3.5]), 0.25, 3.5).span(0, 33) == (0.2, 3.6)


def test_counts_by_rows_and_by_mask() -> None:
    bins = binned(np.array([0.0, 1.0, 1.0, nan, 2.0]), 0.0, 2.0)
    assert bins.counts(np.array([1, 3, 4])).tolist() == [0, 1, 1]
    assert bins.counts(np.array([True, True, True, True, False])).tolist() == [1, 2, 0]
    assert bins.rows(1, 2).tolist() == [1, 2, 4]


def test_without_any_value_all_bins_are_empty() -> None:
    bins = binned(np.array([nan, nan]), 0.0, 1.0)
    assert not bins.counts(np.array([0, 1])).any()
    assert (bins.open_below, bins.open_above) == (False, False)
