from dataclasses import replace

import numpy as np

from gzlabel.atlas.succession import successors
from gzlabel.atlas.tree import CondensedTree


def test_a_cluster_is_continued_by_the_one_most_like_it(tree: CondensedTree) -> None:
    # In the new tree galaxy 3 has moved to the first leaf, and three galaxies were added.
    nodes = np.concatenate([tree.galaxy_node, [5, 5, 6]]).astype(np.int32)
    nodes[3] = 2
    grown = replace(tree, galaxy_node=nodes, galaxy_density=np.ones(15, np.float32), identity="new")
    assert successors(tree, grown, ["t:1", "t:2", "t:3", "t:6"]) == {
        "t:1": "new:1",
        "t:2": "new:2",
        "t:3": "new:3",
        "t:6": "new:6",
    }


def test_a_scattered_cluster_has_no_successor(tree: CondensedTree) -> None:
    nodes = np.array([2, 3, 5, 2, 3, 5, 2, 3, 5, 6, 6, 6], np.int32)
    scattered = replace(tree, galaxy_node=nodes, identity="new")
    assert successors(tree, scattered, ["t:2", "t:6", "other:1"]) == {"t:6": "new:6"}
