from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gzlabel.atlas.lasso import lasso

SQUARE = np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]])


def test_takes_what_is_inside() -> None:
    positions = np.array([[1.0, 1.0], [3.0, 1.0], [np.nan, np.nan], [0.1, 1.9]], np.float32)
    assert list(lasso(positions, SQUARE)) == [0, 3]


def test_two_turns_around_a_point_leave_it_outside() -> None:
    twice = np.concatenate([SQUARE, SQUARE])
    assert len(lasso(np.array([[1.0, 1.0]], np.float32), twice)) == 0


def test_a_line_is_no_polygon() -> None:
    assert len(lasso(np.array([[1.0, 1.0]], np.float32), SQUARE[:2])) == 0


@given(seed=st.integers(0, 999), n_vertices=st.integers(3, 30))
def test_agrees_with_the_crossing_rule_point_by_point(seed: int, n_vertices: int) -> None:
    rng = np.random.default_rng(seed)
    positions, polygon = rng.uniform(size=(60, 2)), rng.uniform(size=(n_vertices, 2))
    expected = []
    for row, (x, y) in enumerate(positions):
        crossings = 0
        for (x0, y0), (x1, y1) in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                crossings += 1
        if crossings % 2:
            expected.append(row)
    assert list(lasso(positions, polygon)) == expected


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 999), n_vertices=st.integers(3, 60))
def test_many_positions_are_judged_like_few(seed: int, n_vertices: int) -> None:
    rng = np.random.default_rng(seed)
    positions = rng.uniform(size=(3000, 2)).astype(np.float32)
    polygon = rng.uniform(-0.2, 1.2, size=(n_vertices, 2))
    few = lasso(positions, polygon)
    with patch("gzlabel.atlas.lasso._WORTH_CELLS", 0):
        np.testing.assert_array_equal(lasso(positions, polygon), few)
