import numpy as np

from gzlabel.atlas.extraction import ChosenClusters
from gzlabel.atlas.lasso import lasso
from gzlabel.atlas.outlines import cluster_centres, cluster_outlines


def test_the_line_holds_the_bulk_and_leaves_out_what_is_far_off() -> None:
    rng = np.random.default_rng(0)
    positions = np.concatenate([rng.normal(size=(200, 2)), [[50.0, 50.0]], rng.normal(20, 1, size=(30, 2))])
    positions = positions.astype(np.float32)
    chosen = ChosenClusters(np.repeat([0, 1], [201, 30]).astype(np.int32), ("t:1", "t:2"), ((1,), (2,)))
    first, second = cluster_outlines(positions, chosen)
    assert np.abs(first).max() < 8
    assert len(lasso(positions[:200], first)) > 150
    assert second.mean() > 15
    centres = cluster_centres(positions, chosen)
    assert np.abs(centres[0]).max() < 1
    assert np.abs(centres[1] - 20).max() < 1.5


def test_a_cluster_of_coinciding_galaxies_has_a_line_of_one_point() -> None:
    chosen = ChosenClusters(np.zeros(4, np.int32), ("t:1",), ((1,),))
    assert cluster_outlines(np.ones((4, 2), np.float32), chosen)[0].shape == (1, 2)


def test_no_clusters_have_no_lines() -> None:
    none = ChosenClusters(np.full(4, -1, np.int32), (), ())
    assert cluster_outlines(np.ones((4, 2), np.float32), none) == []
    assert cluster_centres(np.ones((4, 2), np.float32), none).shape == (0, 2)
