"""What the user decided about clusters; it outlives every new choice of clusters from the tree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


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

    def keep(self, key: str) -> "ClusterEdits":
        """Also keep the cluster ``key`` as it is."""
        return replace(self, kept=_added(self.kept, key), splits=_without(self.splits, key))

    def merge(self, keys: Sequence[str]) -> "ClusterEdits":
        """Also show the clusters ``keys`` as one, with whatever they were merged with before."""
        touched = [group for group in self.merges if set(group) & set(keys)]
        joined = tuple(dict.fromkeys([*keys, *(key for group in touched for key in group)]))
        others = tuple(group for group in self.merges if group not in touched)
        return replace(self, merges=(*others, joined)) if len(joined) > 1 else self

    def split(self, key: str) -> "ClusterEdits":
        """Also divide the cluster ``key``: into what was merged under it, else where the tree divides it."""
        merged = [group for group in self.merges if key in group]
        if merged:
            return replace(self, merges=tuple(group for group in self.merges if group not in merged))
        return replace(self, splits=_added(self.splits, key), kept=_without(self.kept, key))

    def dismiss(self, key: str) -> "ClusterEdits":
        """Also show the galaxies of the cluster ``key`` in none."""
        return replace(self, dismissed=_added(self.dismissed, key))

    def restore(self, key: str) -> "ClusterEdits":
        """Show the dismissed cluster ``key`` again."""
        return replace(self, dismissed=_without(self.dismissed, key))


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


def _added(keys: tuple[str, ...], key: str) -> tuple[str, ...]:
    return keys if key in keys else (*keys, key)


def _without(keys: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(other for other in keys if other != key)
