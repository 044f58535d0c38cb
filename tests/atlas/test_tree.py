from pathlib import Path

import numpy as np

from gzlabel.atlas.tree import CondensedTree


def test_nodes_are_numbered_in_preorder(tree: CondensedTree) -> None:
    assert list(tree.parent) == [-1, 0, 1, 1, 0, 4, 4]
    assert list(tree.last) == [6, 3, 2, 3, 6, 5, 6]
    assert list(tree.galaxy_node) == [2, 2, 2, 3, 3, 3, 5, 5, 5, 6, 6, 6]


def test_children_and_sizes(tree: CondensedTree) -> None:
    assert tree.children.tolist() == [[1, 4], [2, 3], [-1, -1], [-1, -1], [5, 6], [-1, -1], [-1, -1]]
    assert list(tree.size) == [12, 6, 3, 3, 6, 3, 3]
    assert [list(level) for level in tree.levels] == [[1, 4], [0]]


def test_members_of_a_node_are_those_of_its_leaves(tree: CondensedTree) -> None:
    assert sorted(tree.members(1)) == [0, 1, 2, 3, 4, 5]
    assert sorted(tree.members(6)) == [9, 10, 11]


def test_stability_is_the_excess_of_mass(tree: CondensedTree) -> None:
    # A leaf: 3 galaxies x (3 - 2); A: 6 galaxies x (2 - 1); the root: 12 x (1 - 0).
    assert list(tree.stability) == [12.0, 6.0, 3.0, 3.0, 6.0, 3.0, 3.0]
    assert list(tree.outlasts_children) == [True] * 7


def test_keeps_its_arrays_on_disk(tree: CondensedTree, tmp_path: Path) -> None:
    tree.save(tmp_path / "tree.npz")
    again = CondensedTree.load(tmp_path / "tree.npz")
    assert again.identity == "t"
    for name in ("parent", "last", "birth", "stability", "galaxy_node", "galaxy_density"):
        np.testing.assert_array_equal(getattr(again, name), getattr(tree, name))
