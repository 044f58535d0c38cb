"""Ends between which a histogram can be drawn, whatever the column holds."""

import numpy as np
import pytest

from gzlabel.workbench.bins import binned
from gzlabel.workbench.ends import main_ends, usual_ends

ODD_COLUMNS = {
    "one large value": np.full(100, 1e17),
    "nearly one": np.r_[np.full(98, 1e20), 1.0, 2.0],
    "the largest there are": np.array([1.7e308, -1.7e308, 0.0]),
    "the smallest there are": np.array([1e-310, 2e-310, 3e-310]),
    "beyond a double's whole numbers": np.array([2.0**63, 2.0**63 + 4096]),
    "a code": np.r_[-1.0, np.zeros(147), 1.0, 1.0],
    "infinite": np.array([1.0, 2.0, np.inf, -np.inf]),
    "Julian dates": np.linspace(2459000.5, 2459001.5, 500),
    "single precision": np.linspace(0, 1, 99, dtype=np.float32),
}


@pytest.mark.parametrize("name", ODD_COLUMNS)
def test_every_value_of_an_odd_column_has_a_bin(name: str) -> None:
    values = ODD_COLUMNS[name]
    bins = binned(values, *main_ends(values))
    assert bins.counts(np.arange(len(values))).sum() == len(values)
    assert 2 <= bins.n_bins <= 42
    assert np.all(np.diff(bins.edges) > 0)


def test_ends_are_the_outermost_hundredths() -> None:
    assert usual_ends(np.arange(101.0)) == (1.0, 99.0)
    assert usual_ends(np.array([np.nan])) == (0.0, 1.0)
    assert usual_ends(np.full(5, 3.0)) == (3.0, 4.0)


def test_a_twentieth_far_off_is_left_out_of_the_main_ends() -> None:
    magnitudes = np.r_[np.linspace(18, 28, 950), np.full(50, 99.0)]
    assert usual_ends(magnitudes)[1] == 99.0
    low, high = main_ends(magnitudes)
    assert low == pytest.approx(18.1, abs=0.01)
    assert high == pytest.approx(25.89 + 3 * 5.26, abs=0.02)  # quartiles 20.63 and 25.89


def test_where_most_values_are_the_same_the_others_still_count() -> None:
    votes = np.r_[np.zeros(900), np.linspace(0.01, 1, 100)]
    assert main_ends(votes) == usual_ends(votes)
