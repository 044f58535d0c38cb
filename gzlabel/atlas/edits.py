"""What the user decided about clusters; it outlives every new choice of clusters from the tree."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class ClusterEdits:
    """Decisions on clusters by key. Keys of another tree are passed over.

    Attributes
    ----------
    kept
        Clusters that stay as they are whatever the ratings say: named ones, for instance.
    merges
        Groups of clusters shown as one, under the first key of the group.
    splits
        Clusters to be divided where the tree divides them.
    dismissed
        Clusters whose galaxies are shown as belonging to none.
    """

    kept: tuple[str, ...] = ()
    merges: tuple[tuple[str, ...], ...] = ()
    splits: tuple[str, ...] = ()
    dismissed: tuple[str, ...] = ()


NO_EDITS = ClusterEdits()


def key_of(identity: str, node: int) -> str:
    """The lasting name of a node: the tree's identity and the node's number."""
    return f"{identity}:{node}"


def nodes_of(identity: str, keys: Iterable[str], n_nodes: int) -> list[int]:
    """Nodes of the keys that belong to the tree ``identity``; others are passed over."""
    nodes = []
    for key in keys:
        tree, separator, number = key.rpartition(":")
        if separator and tree == identity and number.isdigit() and 0 < int(number) < n_nodes:
            nodes.append(int(number))
    return nodes
