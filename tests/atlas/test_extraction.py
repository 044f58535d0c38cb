import numpy as np
import pytest

from gzlabel.atlas.edits import ClusterEdits
from gzlabel.atlas.extraction import choose_clusters
from gzlabel.atlas.tree import CondensedTree

NOTHING: list[int] = []


def test_without_ratings_the_recipe_decides(tree: CondensedTree) -> None:
    assert choose_clusters(tree, NOTHING, NOTHING).keys == ("t:2", "t:3", "t:5", "t:6")
    assert choose_clusters(tree, NOTHING, NOTHING, selection="eom").keys == ("t:1", "t:4")


def test_sibling_leaves_liked_alike_join(tree: CondensedTree) -> None:
    chosen = choose_clusters(tree, [0, 3], [5, 5])
    assert chosen.keys == ("t:1", "t:5", "t:6")
    assert list(chosen.labels) == [0] * 6 + [1] * 3 + [2] * 3


def test_a_cluster_with_clearly_different_ratings_splits(tree: CondensedTree) -> None:
    assert choose_clusters(tree, [0, 3], [5, 0], selection="eom").keys == ("t:2", "t:3", "t:4")


def test_leaves_rated_apart_stay_apart(tree: CondensedTree) -> None:
    assert choose_clusters(tree, [0, 1, 3], [5, 5, 0]).keys == ("t:2", "t:3", "t:5", "t:6")


def test_unrated_clusters_are_not_swept_up(tree: CondensedTree) -> None:
    # Galaxies 0 and 6 are liked in two leaves of four far apart: only half of what would join is rated.
    chosen = choose_clusters(tree, [0], [5])
    assert chosen.keys == ("t:2", "t:3", "t:5", "t:6")


def test_the_whole_sample_is_never_a_cluster(tree: CondensedTree) -> None:
    assert "t:0" not in choose_clusters(tree, np.arange(12), np.full(12, 5)).keys


def test_kept_clusters_stay_though_ratings_would_split_them(tree: CondensedTree) -> None:
    chosen = choose_clusters(tree, [0, 3], [5, 0], ClusterEdits(kept=("t:1",)))
    assert chosen.keys == ("t:1", "t:5", "t:6")


def test_of_two_nested_kept_clusters_the_inner_one_stays(tree: CondensedTree) -> None:
    assert choose_clusters(tree, NOTHING, NOTHING, ClusterEdits(kept=("t:1", "t:2"))).keys[0] == "t:2"


def test_merged_clusters_share_a_label_under_the_first_key(tree: CondensedTree) -> None:
    chosen = choose_clusters(tree, NOTHING, NOTHING, ClusterEdits(merges=(("t:6", "t:2"),)))
    assert set(chosen.keys) == {"t:3", "t:5", "t:6"}
    assert sorted(chosen.members("t:6")) == [0, 1, 2, 9, 10, 11]


def test_split_clusters_give_way_to_their_children(tree: CondensedTree) -> None:
    chosen = choose_clusters(tree, NOTHING, NOTHING, ClusterEdits(splits=("t:4",)), selection="eom")
    assert chosen.keys == ("t:1", "t:5", "t:6")


def test_a_leaf_cannot_be_split_and_stays(tree: CondensedTree) -> None:
    assert "t:5" in choose_clusters(tree, NOTHING, NOTHING, ClusterEdits(splits=("t:5",))).keys


def test_dismissed_clusters_hold_no_galaxies(tree: CondensedTree) -> None:
    chosen = choose_clusters(tree, NOTHING, NOTHING, ClusterEdits(dismissed=("t:3",)))
    assert chosen.keys == ("t:2", "t:5", "t:6")
    assert list(chosen.labels[3:6]) == [-1, -1, -1]


@pytest.mark.parametrize("key", ["other:2", "t:99", "t:", "nonsense", "t:-1", "t:0"])
def test_edits_of_other_trees_are_passed_over(tree: CondensedTree, key: str) -> None:
    edits = ClusterEdits(kept=(key,), splits=(key,), dismissed=(key,), merges=((key, "t:2"),))
    assert choose_clusters(tree, NOTHING, NOTHING, edits).keys == ("t:2", "t:3", "t:5", "t:6")
