import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gzlabel.atlas.neighbours import nearest_neighbours, smallest_columns


@settings(deadline=None, max_examples=25)
@given(n_points=st.integers(2, 400), k=st.integers(1, 12), seed=st.integers(0, 99))
def test_agrees_with_all_distances(n_points: int, k: int, seed: int) -> None:
    points = np.random.default_rng(seed).normal(size=(n_points, 5)).astype(np.float32)
    found = nearest_neighbours(points, k)
    distances = np.linalg.norm(points[:, None] - points[None], axis=2)
    np.testing.assert_allclose(found.distances, np.sort(distances, axis=1)[:, :k], atol=2e-3)


def test_each_galaxy_is_its_own_first_neighbour_even_among_twins() -> None:
    points = np.ones((6, 3), dtype=np.float32)
    found = nearest_neighbours(points, 3)
    assert list(found.rows[:, 0]) == [0, 1, 2, 3, 4, 5]
    assert (found.distances == 0).all()


def test_queries_are_sought_among_the_points() -> None:
    points = np.array([[0.0], [10.0], [20.0]], dtype=np.float32)
    found = nearest_neighbours(points, 2, queries=np.array([[12.0]], dtype=np.float32))
    assert list(found.rows[0]) == [1, 2]
    np.testing.assert_allclose(found.distances[0], [2.0, 8.0], rtol=1e-5)


def test_smallest_columns_by_groups_are_the_true_ones() -> None:
    scores = np.random.default_rng(0).normal(size=(20, 5003)).astype(np.float32)
    columns = smallest_columns(scores, 7)
    expected = np.sort(scores, axis=1)[:, :7]
    np.testing.assert_array_equal(np.sort(np.take_along_axis(scores, columns, 1), axis=1), expected)
