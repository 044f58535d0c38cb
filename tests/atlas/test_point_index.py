import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gzlabel.atlas.nearest import NearestPoint
from gzlabel.atlas.point_index import PointIndex
from gzlabel.atlas.view import View


def points(seed: int, n_points: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return (rng.normal(size=(n_points, 2)) * rng.choice([0.01, 1.0, 5.0], size=(n_points, 1))).astype(
        np.float32
    )


@settings(deadline=None)
@given(seed=st.integers(0, 999), x=st.floats(-12, 12), y=st.floats(-12, 12))
def test_the_nearest_is_the_nearest(seed: int, x: float, y: float) -> None:
    positions = points(seed, 200)
    found = NearestPoint(positions).query(x, y)
    distances = np.hypot(positions[:, 0] - x, positions[:, 1] - y)
    assert found is not None
    assert np.isclose(distances[found], distances.min(), rtol=1e-5)


def test_nothing_is_found_beyond_the_radius() -> None:
    nearest = NearestPoint(np.array([[0.0, 0.0], [4.0, 0.0], [np.nan, 0.0]], np.float32))
    assert nearest.query(3.0, 0.0, radius=0.5) is None
    assert nearest.query(3.0, 0.0, radius=1.5) == 1


def test_an_empty_map_has_no_nearest() -> None:
    assert NearestPoint(np.full((3, 2), np.nan, np.float32)).query(0.0, 0.0) is None


@settings(deadline=None)
@given(seed=st.integers(0, 99), x=st.floats(-6, 6), y=st.floats(-6, 6), half=st.floats(0.001, 8))
def test_slices_hold_every_point_in_view(seed: int, x: float, y: float, half: float) -> None:
    index = PointIndex(points(seed, 300))
    view = View(x - half, x + half, y - half, y + half)
    held = np.concatenate([index.rows[part] for part in index.slices(view)] or [np.empty(0)])
    inside = index.rows[view.contains(np.stack([index.x, index.y], axis=1))]
    assert set(inside) <= set(held)
    assert len(set(held)) == len(held)


def test_cells_hold_every_point_at_every_level() -> None:
    index = PointIndex(points(3, 500))
    for level in (0, 3, 6):
        n_points = 0
        for block in index.blocks(index.extent):
            held = index.block_slice(block)
            if held.stop > held.start:
                starts, cells = index.cells(level, block)
                assert len(set(cells.tolist())) == len(starts)
                n_points += int(np.diff(starts, append=held.stop - held.start).sum())
        assert n_points == 500


def test_cells_lie_where_their_points_are() -> None:
    index = PointIndex(np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]], np.float32))
    occupied = [
        b for b in index.blocks(index.extent) if index.block_slice(b).stop > index.block_slice(b).start
    ]
    assert occupied == [(0, 0), (0, 7), (7, 7)]
    places = [int(index.cells(6, block)[1][0]) for block in occupied]
    assert places == [0, 7, 63]  # the outermost of 8 x 8 cells in each corner


def test_the_fullest_cell_counts_as_many_as_lie_in_it() -> None:
    index = PointIndex(np.array([[0.0, 0.0], [0.0, 0.0], [1.0, 1.0]], np.float32))
    assert index.densest(0) == 2.0


def test_galaxies_not_allowed_are_passed_over() -> None:
    index = PointIndex(np.array([[0.0, 0.0], [4.0, 0.0]], np.float32))
    allowed = np.array([False, True])
    assert index.nearest(0.1, 0.0, allowed=allowed) == 1
    assert index.nearest(0.1, 0.0, 1.0, allowed) is None
