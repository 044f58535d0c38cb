import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzlabel.atlas.view import View


def test_every_position_is_within_the_view_around_them() -> None:
    positions = np.array([[0.0, 0.0], [10.0, 1.0], [np.nan, np.nan]], np.float32)
    view = View.around(positions, aspect=2.0)
    assert view.contains(positions).tolist() == [True, True, False]
    assert view.width / view.height == pytest.approx(2.0)


def test_the_view_around_nothing_is_a_view() -> None:
    assert View.around(np.empty((0, 2), np.float32)).width > 0


@given(x=st.floats(-50, 50), y=st.floats(-50, 50))
def test_pixels_lead_back_to_the_map(x: float, y: float) -> None:
    view = View(-60.0, 60.0, -80.0, 80.0)
    column, row = view.to_pixels(np.array([[x, y]]), 1200, 900)[0]
    assert view.to_map(column, row, 1200, 900) == pytest.approx((x, y), abs=1e-3)


@given(factor=st.floats(0.1, 10), x=st.floats(0, 4), y=st.floats(0, 2))
def test_zooming_keeps_the_point_under_the_mouse(factor: float, x: float, y: float) -> None:
    view = View(0.0, 4.0, 0.0, 2.0)
    before = view.to_pixels(np.array([[x, y]]), 100, 50)[0]
    after = view.zoomed(factor, x, y).to_pixels(np.array([[x, y]]), 100, 50)[0]
    assert after == pytest.approx(before, abs=1e-3)


def test_a_view_without_area_is_refused() -> None:
    with pytest.raises(ValueError, match="width and height"):
        View(0.0, 0.0, 0.0, 1.0)
