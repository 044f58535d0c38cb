"""Gathering what some ratings brought in the last rows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gzlabel.interest.turn import Turn


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.sets(st.integers(0, 8), min_size=1, max_size=9))
def test_what_goes_is_gathered_in_the_last_rows_and_lengths_stay(seed: int, gone: set[int]) -> None:
    rows = np.tril(np.random.default_rng(seed).normal(size=(9, 9)))
    turned, columns = rows.copy(), sorted(gone)
    Turn.of(rows[:, columns]).apply(turned)
    np.testing.assert_allclose(turned[: 9 - len(gone), columns], 0.0, atol=1e-12)
    np.testing.assert_allclose(turned.T @ turned, rows.T @ rows, atol=1e-12)


@pytest.mark.parametrize("n_gone", [1, 3])
def test_the_latest_ratings_need_no_turn(n_gone: int) -> None:
    rows = np.tril(np.ones((5, 5)))
    assert Turn.of(rows[:, -n_gone:]).is_none


def test_rows_before_the_first_that_holds_something_stay() -> None:
    rows = np.tril(np.ones((5, 5)))
    turn = Turn.of(rows[:, [2]])
    assert turn.start == 2
    turn.apply(rows)
    np.testing.assert_array_equal(rows[:2], np.tril(np.ones((5, 5)))[:2])
