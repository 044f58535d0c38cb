"""Clusters chosen from the condensed tree under the ratings given so far, anew at every rating.

Two galaxies rated alike *should link*; two rated clearly apart *should not link*. The choice of nodes
satisfies as many such constraints as the tree allows, with a galaxy in no cluster linked to none; where
ratings are silent or balanced, the recipe decides: the finest clusters, or the most stable ones.

The constants below were chosen on EFIGI (Baillard et al. 2011): with them 100 ratings of any of eight
attributes bring the clusters nearer to the attribute among the galaxies not rated (`gzlabel.bench.clusters`
measures it).

References
----------
Campello, Moulavi, Zimek & Sander 2013, "A framework for semi-supervised and unsupervised optimal extraction
of clusters from hierarchies", Data Mining and Knowledge Discovery 27, 344 (FOSC).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.edits import NO_EDITS, ClusterEdits, key_of, nodes_of
from gzlabel.atlas.recipe import Selection
from gzlabel.atlas.tree import CondensedTree
from gzlabel.rating_scale import LIKED

_RATINGS = np.arange(6)
_APART = np.abs(_RATINGS[:, None] - _RATINGS)
_ALIKE = (_APART <= 1).astype(float)
_ALIKE_AND_LIKED = _ALIKE * np.outer(_RATINGS >= LIKED, _RATINGS >= LIKED)
_CLEARLY_APART = (_APART >= 2).astype(float)

_APART_WEIGHT = 2.0
"""What all should-not-link constraints together weigh against all should-link ones."""

_LEAST_RATED_SHARE = 0.25
"""Clusters join only where rated ones hold at least this share of the galaxies to be joined."""

_ROUNDING = 1e-12


@dataclass(frozen=True)
class ChosenClusters:
    """Disjoint clusters.

    Attributes
    ----------
    labels
        ``(n_galaxies,)`` int32: each galaxy's cluster, -1 in none.
    keys
        Lasting name of each cluster: the same nodes of the same tree have the same key.
    nodes
        The tree's nodes that make up each cluster; more than one where the user merged.
    """

    labels: NDArray[np.int32]
    keys: tuple[str, ...]
    nodes: tuple[tuple[int, ...], ...]

    @property
    def n_clusters(self) -> int:
        """How many clusters."""
        return len(self.keys)

    def members(self, key: str) -> NDArray[np.int64]:
        """Rows of the galaxies in the cluster ``key``; none where there is no such cluster now."""
        if key not in self.keys:
            return np.empty(0, dtype=np.int64)
        return np.flatnonzero(self.labels == self.keys.index(key))


def choose_clusters(
    tree: CondensedTree,
    rows: NDArray[Any],
    ratings: NDArray[Any],
    edits: ClusterEdits = NO_EDITS,
    *,
    selection: Selection = "leaf",
) -> ChosenClusters:
    """Clusters under the ratings and the user's own decisions.

    Parameters
    ----------
    rows, ratings
        ``(n_rated,)`` galaxies and their ratings, 0 to 5.
    selection
        Which nodes are clusters where nothing is rated.
    """
    forced, forbidden = _demands(tree, edits)
    prefers_itself = _own_preference(tree, selection)
    held = _rated_in_nodes(tree, np.asarray(rows, dtype=np.int64), np.asarray(ratings, dtype=float))
    taken = _best_nodes(tree, held, prefers_itself, forced, forbidden)
    chosen = _topmost(tree, taken)
    return _as_clusters(tree, chosen, edits)


def _demands(tree: CondensedTree, edits: ClusterEdits) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Nodes that must be clusters, and nodes that must not; of two nested demands the inner one wins."""
    wanted = [*edits.kept, *edits.dismissed, *(key for group in edits.merges for key in group)]
    kept = nodes_of(tree.identity, wanted, tree.n_nodes)
    split = [node for node in nodes_of(tree.identity, edits.splits, tree.n_nodes) if not tree.is_leaf[node]]
    forced, forbidden = np.zeros(tree.n_nodes, dtype=np.bool_), np.zeros(tree.n_nodes, dtype=np.bool_)
    forced[kept] = True
    forbidden[0] = True
    forbidden[split] = True
    for node in (*kept, *split):
        above = int(tree.parent[node])
        while above > 0 and not forbidden[above]:
            forbidden[above] = True
            above = int(tree.parent[above])
    return forced & ~forbidden, forbidden


def _own_preference(tree: CondensedTree, selection: Selection) -> NDArray[np.bool_]:
    """Where ratings are silent, whether each node would rather be a cluster than its descendants."""
    return tree.is_leaf if selection == "leaf" else tree.outlasts_children


def _rated_in_nodes(
    tree: CondensedTree, rows: NDArray[np.int64], ratings: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Rated galaxies that leave the tree in each node itself, by rating, ``(n_nodes, 6)``."""
    nodes = tree.galaxy_node[rows]
    bins = np.clip(np.rint(ratings), 0, 5).astype(np.int64)
    places = nodes[nodes >= 0] * len(_RATINGS) + bins[nodes >= 0]
    counts = np.bincount(places, minlength=tree.n_nodes * len(_RATINGS))
    return counts.reshape(tree.n_nodes, len(_RATINGS)).astype(float)


def _constraint_weights(total: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights of should-link and should-not-link between ratings, ``(6, 6)`` each.

    Either kind sums to a constant over all pairs, however many galaxies are rated dull: a cluster drawn
    without regard to the ratings then gains as much by its links as it loses by its lack of separation.
    Before any two ratings differ only liked galaxies are linked.
    """
    apart = total @ _CLEARLY_APART @ total
    alike = _ALIKE if apart > 0 else _ALIKE_AND_LIKED
    linked = total @ alike @ total - alike.diagonal() @ total
    return alike / max(linked, 1.0), _APART_WEIGHT * _CLEARLY_APART / max(apart, 1.0)


def _constraint_gains(
    held: NDArray[np.float64], beneath: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Constraints satisfied by each node as a cluster, and by its own galaxies in no cluster (FOSC, eq. 7).

    Each constraint counts half at either end.
    """
    total = beneath[0]
    link, apart = _constraint_weights(total)
    linked = ((beneath @ link) * beneath).sum(axis=1) - beneath @ link.diagonal()
    parted = ((total - beneath) @ apart * beneath).sum(axis=1)
    alone = held @ (apart @ total)
    return (linked + parted) / 2, alone / 2


def _may_join(
    tree: CondensedTree, rated: NDArray[np.bool_], prefers_itself: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Nodes whose clusters under the recipe are mostly rated: elsewhere the recipe's choice stays."""
    recipe = _topmost(tree, prefers_itself & (np.arange(tree.n_nodes) > 0))
    weights = np.zeros((tree.n_nodes, 2))
    weights[recipe, 0] = tree.size[recipe]
    weights[recipe, 1] = tree.size[recipe] * rated[recipe]
    in_clusters = tree.subtree_sums(weights)
    share: NDArray[np.bool_] = in_clusters[:, 1] >= _LEAST_RATED_SHARE * in_clusters[:, 0]
    return share


def _best_nodes(
    tree: CondensedTree,
    held: NDArray[np.float64],
    prefers_itself: NDArray[np.bool_],
    forced: NDArray[np.bool_],
    forbidden: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Nodes worth more as one cluster than the best choice beneath them (FOSC, Alg. 1, bottom-up)."""
    beneath = tree.subtree_sums(held)
    as_cluster, as_noise = _constraint_gains(held, beneath)
    allowed = (_may_join(tree, beneath.sum(axis=1) > 0, prefers_itself) | prefers_itself) & ~forbidden
    best = as_cluster.copy()
    taken = tree.is_leaf & ~forbidden
    for level in tree.levels:
        children = tree.children[level]
        divided = best[children[:, 0]] + best[children[:, 1]] + as_noise[level]
        whole = as_cluster[level]
        better = whole - divided > np.where(prefers_itself[level], -_ROUNDING, _ROUNDING)
        wins = (better & allowed[level]) | forced[level]
        taken[level] = wins
        best[level] = np.where(wins, whole, divided)
    return taken


def _topmost(tree: CondensedTree, taken: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Taken nodes with no taken ancestor, in ascending order."""
    reach = np.maximum.accumulate(np.where(taken, tree.last, -1))
    hidden = np.concatenate([[False], reach[:-1] >= np.arange(1, tree.n_nodes)])
    return np.flatnonzero(taken & ~hidden)


def _as_clusters(tree: CondensedTree, chosen: NDArray[np.int64], edits: ClusterEdits) -> ChosenClusters:
    head = {int(node): int(node) for node in chosen}
    for group in edits.merges:
        first, *others = [node for node in nodes_of(tree.identity, group, tree.n_nodes) if node in head] or [
            -1
        ]
        head.update(dict.fromkeys(others, first))
    dismissed = set(nodes_of(tree.identity, edits.dismissed, tree.n_nodes))
    shown = [node for node in head if head[node] == node and node not in dismissed]
    number = {node: index for index, node in enumerate(shown)}
    node_label = np.full(tree.n_nodes + 1, -1, dtype=np.int32)
    groups: list[list[int]] = [[] for _ in shown]
    for node, first in head.items():
        if first in number:
            node_label[node : tree.last[node] + 1] = number[first]
            groups[number[first]].append(node)
    keys = tuple(key_of(tree.identity, node) for node in shown)
    return ChosenClusters(node_label[tree.galaxy_node], keys, tuple(tuple(group) for group in groups))
