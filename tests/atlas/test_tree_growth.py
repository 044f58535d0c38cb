"""The condensed tree of real points."""

import numpy as np
import pytest

from gzlabel.atlas import NO_EDITS, choose_clusters, tree_growth
from gzlabel.atlas.tree_growth import grow_tree


def test_grows_from_points_and_leaves_out_galaxies_without_a_place() -> None:
    rng = np.random.default_rng(0)
    space = np.concatenate([rng.normal(at, 0.1, size=(40, 2)) for at in (0.0, 5.0, 9.0)]).astype(np.float32)
    space[7] = np.nan
    tree = grow_tree(space, min_cluster_size=5, min_samples=3)
    assert tree.n_galaxies == 120
    assert tree.galaxy_node[7] == -1
    assert tree.size[0] == 119
    assert np.isnan(tree.galaxy_density[7])
    assert (tree.parent[1:] < np.arange(1, tree.n_nodes)).all()


def test_of_too_many_galaxies_a_part_is_clustered_and_the_others_join(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """600 galaxies and 20 neighbours are 12,000; with room for 3,000 a half of either is taken."""
    rng = np.random.default_rng(0)
    space = np.concatenate([rng.normal(at, 0.3, size=(200, 2)) for at in (0.0, 5.0, 9.0)]).astype(np.float32)
    space[7] = np.nan
    monkeypatch.setattr(tree_growth, "_MOST_NEIGHBOURS", 3000)
    tree = grow_tree(space, min_cluster_size=100, min_samples=20)
    assert tree.size[0] == 599
    assert tree.galaxy_node[7] == -1
    nothing = np.empty(0, dtype=np.int64)
    labels = choose_clusters(tree, nothing, nothing, NO_EDITS).labels.reshape(3, 200)
    for group in labels:
        found, counts = np.unique(group[group >= 0], return_counts=True)
        assert len(found) == 1
        assert counts[0] > 150


def test_the_tree_of_landmarks_takes_no_crowd_around_one_of_them_for_a_cluster() -> None:
    """40 landmarks in two groups; 15 galaxies crowd around each."""
    rng = np.random.default_rng(0)
    landmarks = np.concatenate([rng.normal(at, 1.0, size=(20, 2)) for at in (0.0, 20.0)])
    crowds = (landmarks[:, None] + rng.normal(scale=0.01, size=(40, 15, 2))).reshape(-1, 2)
    space = np.concatenate([landmarks, crowds]).astype(np.float32)
    nothing, fitted = np.empty(0, dtype=np.int64), np.arange(40)
    chosen = choose_clusters(grow_tree(space, 10, 5, "t", fitted), nothing, nothing, selection="eom")
    assert chosen.n_clusters == 2
    for row in range(40):
        of_crowd = chosen.labels[40 + 15 * row : 55 + 15 * row]
        assert (of_crowd == chosen.labels[row]).all()
    all_of_them = choose_clusters(grow_tree(space, 10, 5, "t"), nothing, nothing, selection="eom")
    assert all_of_them.n_clusters > 10
