"""HDBSCAN's condensed tree, numbered so that every cluster is a slice.

Nodes are numbered in preorder: the subtree of a node is the range from the node itself to its last
descendant, and its galaxies are contiguous in one ordering. Labels, counts and members of any choice of
nodes are then slices and cumulative sums.

References
----------
McInnes & Healy 2017, "Accelerated Hierarchical Density Based Clustering"; Campello, Moulavi & Sander 2013.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.arrays import stored_arrays
from gzlabel.atomic import written_whole

_LONGEST_LAMBDA = 1e9
"""Stands for the infinite density of coinciding galaxies, so that stabilities stay finite."""


@dataclass(frozen=True)
class CondensedTree:
    """A hierarchy of clusters; node 0 is the whole sample.

    Attributes
    ----------
    parent
        ``(n_nodes,)`` int32, parents before children; -1 for the root.
    last
        ``(n_nodes,)`` int32, the last node of each subtree, itself included.
    birth
        ``(n_nodes,)`` density (1 / distance) at which each node splits from its parent.
    stability
        ``(n_nodes,)`` excess of mass: sum over its galaxies of (density at leaving - birth).
    galaxy_node
        ``(n_galaxies,)`` int32, the smallest node that holds each galaxy; -1 where it has no vector.
    galaxy_density
        ``(n_galaxies,)`` float32, density at which each galaxy leaves that node; NaN without a vector.
    identity
        Tells trees apart: cluster keys begin with it.
    """

    parent: NDArray[np.int32]
    last: NDArray[np.int32]
    birth: NDArray[np.float64]
    stability: NDArray[np.float64]
    galaxy_node: NDArray[np.int32]
    galaxy_density: NDArray[np.float32]
    identity: str = ""

    @property
    def n_nodes(self) -> int:
        """Nodes, the root included."""
        return len(self.parent)

    @property
    def n_galaxies(self) -> int:
        """Galaxies of the catalogue, those without a vector included."""
        return len(self.galaxy_node)

    @cached_property
    def size(self) -> NDArray[np.int64]:
        """Galaxies in each node's subtree, ``(n_nodes,)``."""
        return self.subtree_sums(np.bincount(self.galaxy_node[self.galaxy_node >= 0], minlength=self.n_nodes))

    @cached_property
    def is_leaf(self) -> NDArray[np.bool_]:
        """Nodes that split no further, ``(n_nodes,)``."""
        leaf: NDArray[np.bool_] = self.last == np.arange(self.n_nodes)
        return leaf

    @cached_property
    def levels(self) -> tuple[NDArray[np.int64], ...]:
        """Inner nodes grouped by depth, deepest first: the order of a bottom-up pass."""
        depth = np.zeros(self.n_nodes, dtype=np.int64)
        for node in range(1, self.n_nodes):
            depth[node] = depth[self.parent[node]] + 1
        inner = np.flatnonzero(~self.is_leaf)
        inner = inner[np.argsort(-depth[inner], kind="stable")]
        bounds = np.flatnonzero(np.diff(depth[inner])) + 1
        return tuple(np.split(inner, bounds)) if len(inner) else ()

    @cached_property
    def children(self) -> NDArray[np.int64]:
        """First and second child of each node ``(n_nodes, 2)``; -1 for a leaf (a split is always in two)."""
        pairs = np.full((self.n_nodes, 2), -1, dtype=np.int64)
        inner = np.flatnonzero(~self.is_leaf)
        pairs[inner, 0] = inner + 1
        pairs[inner, 1] = self.last[inner + 1] + 1
        return pairs

    @cached_property
    def outlasts_children(self) -> NDArray[np.bool_]:
        """Nodes more stable than the best choice beneath them (excess of mass), ``(n_nodes,)``."""
        best, outlasts = self.stability.copy(), self.is_leaf.copy()
        for level in self.levels:
            beneath = best[self.children[level]].sum(axis=1)
            outlasts[level] = self.stability[level] >= beneath
            best[level] = np.maximum(self.stability[level], beneath)
        return outlasts

    @cached_property
    def galaxy_order(self) -> NDArray[np.int64]:
        """Rows sorted by node: a node's members are one slice of it."""
        return np.argsort(self.galaxy_node, kind="stable")

    @cached_property
    def _first_place(self) -> NDArray[np.int64]:
        ordered = self.galaxy_node[self.galaxy_order]
        return np.searchsorted(ordered, np.arange(self.n_nodes + 1))

    def members(self, node: int) -> NDArray[np.int64]:
        """Rows of the galaxies in the subtree of ``node``."""
        return self.galaxy_order[self._first_place[node] : self._first_place[self.last[node] + 1]]

    def subtree_sums(self, per_node: NDArray[Any]) -> NDArray[Any]:
        """Sum of ``per_node`` ``(n_nodes, ...)`` over each node's subtree, same shape."""
        total = np.concatenate([np.zeros_like(per_node[:1]), np.cumsum(per_node, axis=0)])
        sums: NDArray[Any] = total[self.last.astype(np.int64) + 1] - total[:-1]
        return sums

    def save(self, path: Path) -> None:
        """Write as ``.npz``, whole or not at all."""
        with written_whole(path) as temporary:
            np.savez(
                temporary,
                parent=self.parent,
                last=self.last,
                birth=self.birth,
                stability=self.stability,
                galaxy_node=self.galaxy_node,
                galaxy_density=self.galaxy_density,
                identity=np.array(self.identity),
            )

    @classmethod
    def load(cls, path: Path) -> "CondensedTree":
        """Read what `save` wrote."""
        stored = stored_arrays(path)
        return cls(
            stored["parent"],
            stored["last"],
            stored["birth"],
            stored["stability"],
            stored["galaxy_node"],
            stored["galaxy_density"],
            str(stored["identity"]),
        )

    @classmethod
    def from_edges(
        cls, edges: NDArray[Any], rows: NDArray[np.int64], n_galaxies: int, identity: str = ""
    ) -> "CondensedTree":
        """From HDBSCAN's edge list.

        Parameters
        ----------
        edges
            Structured array of ``parent``, ``child``, ``lambda_val``, ``child_size``; children below
            ``len(rows)`` are galaxies.
        rows
            The catalogue row of each galaxy of the edge list.
        n_galaxies
            Rows in the catalogue.
        """
        n_fitted = len(rows)
        density = np.minimum(edges["lambda_val"], _LONGEST_LAMBDA)
        is_node = edges["child"] >= n_fitted
        n_nodes = 1 + int(is_node.sum())
        parent, birth = np.full(n_nodes, -1, dtype=np.int64), np.zeros(n_nodes)
        nodes = edges["child"][is_node] - n_fitted
        parent[nodes], birth[nodes] = edges["parent"][is_node] - n_fitted, density[is_node]
        excess = (density - birth[edges["parent"] - n_fitted]) * edges["child_size"]
        stability = np.bincount(edges["parent"] - n_fitted, weights=excess, minlength=n_nodes).astype(float)

        preorder, last = _preorder(parent)
        galaxy_node = np.full(n_galaxies, -1, dtype=np.int32)
        galaxy_density = np.full(n_galaxies, np.nan, dtype=np.float32)
        galaxies = rows[edges["child"][~is_node]]
        galaxy_node[galaxies] = preorder[edges["parent"][~is_node] - n_fitted]
        galaxy_density[galaxies] = density[~is_node]
        order = np.argsort(preorder)
        new_parent = np.where(parent[order] >= 0, preorder[parent[order]], -1).astype(np.int32)
        return cls(new_parent, last, birth[order], stability[order], galaxy_node, galaxy_density, identity)


def _preorder(parent: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Preorder number of each node, and the last number of each subtree, by that number."""
    n_nodes = len(parent)
    count = np.ones(n_nodes, dtype=np.int64)
    for node in range(n_nodes - 1, 0, -1):
        count[parent[node]] += count[node]
    number, taken = np.zeros(n_nodes, dtype=np.int64), np.ones(n_nodes, dtype=np.int64)
    for node in range(1, n_nodes):
        above = parent[node]
        number[node] = number[above] + taken[above]
        taken[above] += count[node]
    last = np.empty(n_nodes, dtype=np.int32)
    last[number] = number + count - 1
    return number, last
