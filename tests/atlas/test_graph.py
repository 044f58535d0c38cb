import numpy as np

from gzlabel.atlas.graph import membership_strengths, neighbour_graph
from gzlabel.atlas.neighbours import nearest_neighbours


def test_memberships_without_oneself_sum_to_log2_k() -> None:
    points = np.random.default_rng(1).normal(size=(200, 4)).astype(np.float32)
    strengths = membership_strengths(nearest_neighbours(points, 16).distances)
    np.testing.assert_allclose(strengths[:, 1:].sum(axis=1), 4.0, atol=1e-3)


def test_the_nearest_neighbour_belongs_wholly() -> None:
    strengths = membership_strengths(np.array([[0.0, 2.0, 3.0, 9.0]], dtype=np.float32))
    assert strengths[0, 1] == 1.0


def test_the_graph_is_symmetric_with_values_up_to_one() -> None:
    points = np.random.default_rng(2).normal(size=(100, 3)).astype(np.float32)
    graph = neighbour_graph(nearest_neighbours(points, 8))
    dense = graph.toarray()
    np.testing.assert_allclose(dense, dense.T, atol=1e-6)
    assert dense.diagonal().max() == 0.0
    assert 0.0 < dense.max() <= 1.0 + 1e-6


def test_coinciding_galaxies_are_linked() -> None:
    graph = neighbour_graph(nearest_neighbours(np.zeros((5, 2), dtype=np.float32), 3))
    assert np.isfinite(graph.data).all()
    assert graph.nnz > 0
