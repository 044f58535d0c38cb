"""HDBSCAN's condensed tree of the galaxies in the space of the clusters; of too many, of an even part of them.

Where landmarks were fitted the tree is theirs: the galaxies placed by them crowd around them, and HDBSCAN takes
every crowd for a cluster (on 250,000 made galaxies of 60 kinds, 25,000 of them landmarks, the adjusted mutual
information of clusters and kinds was .17 with the placed galaxies in the tree).

HDBSCAN holds ``min_samples`` neighbours of every galaxy at once, some 31 bytes each: 9 GB for a million galaxies
and the 300 of Walmsley & Scaife 2023. A part of the galaxies with as much smaller a part of the neighbours looks
at the same volumes, and so finds the same densities; only the smallest pockets are lost.

References
----------
McInnes & Healy 2017, "Accelerated Hierarchical Density Based Clustering".
"""

import warnings
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.landmarks import choose_landmarks
from gzlabel.atlas.tree import CondensedTree

_MOST_NEIGHBOURS = 100_000_000
_LEAST_SIZE, _LEAST_SAMPLES = 5, 5


def grow_tree(
    space: NDArray[np.float32],
    min_cluster_size: int,
    min_samples: int,
    identity: str = "",
    fitted: NDArray[np.int64] | None = None,
) -> CondensedTree:
    """HDBSCAN's condensed tree of the galaxies at ``space`` ``(n_galaxies, n_dimensions)``.

    Rows that are not finite are in no cluster. Where only the rows ``fitted`` count, or the neighbours would not
    fit, the galaxies left out belong to the cluster of the nearest one taken, or to none as it does; sizes and
    neighbours are then as much smaller as the part taken is.
    """
    rows = np.flatnonzero(np.isfinite(space).all(axis=1))
    taken = _taken(rows if fitted is None else fitted, len(rows), min_samples)
    share = len(taken) / max(1, len(rows))
    size = max(min(_LEAST_SIZE, min_cluster_size), round(share * min_cluster_size))
    samples = max(min(_LEAST_SAMPLES, min_samples), round(share * min_samples))
    tree = _grown(space, taken, size, samples, identity)
    return tree if len(taken) == len(rows) else _joined(tree, space, rows, taken)


def _taken(rows: NDArray[np.int64], n_galaxies: int, min_samples: int) -> NDArray[np.int64]:
    """As many of ``rows`` as there is memory for, when each has as much smaller a part of the neighbours."""
    n_most = round((_MOST_NEIGHBOURS * n_galaxies / min_samples) ** 0.5)
    return rows if len(rows) <= n_most else rows[choose_landmarks(len(rows), n_most)]


def _grown(
    space: NDArray[np.float32], rows: NDArray[np.int64], size: int, samples: int, identity: str
) -> CondensedTree:
    """Of ``rows`` alone. One process: with more, a frozen program starts copies of itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from hdbscan import HDBSCAN

    clusterer = HDBSCAN(
        min_cluster_size=size, min_samples=samples, core_dist_n_jobs=1, gen_min_span_tree=False
    )
    clusterer.fit(space[rows].astype(np.float64))
    edges = clusterer.condensed_tree_.to_numpy()
    return CondensedTree.from_edges(edges, rows, len(space), identity)


def _joined(
    tree: CondensedTree, space: NDArray[np.float32], rows: NDArray[np.int64], taken: NDArray[np.int64]
) -> CondensedTree:
    """With every one of ``rows`` in the node of the nearest galaxy ``taken``."""
    from scipy.spatial import cKDTree

    others = np.setdiff1d(rows, taken, assume_unique=True)
    nearest = taken[cKDTree(space[taken]).query(space[others])[1]]
    nodes, densities = tree.galaxy_node.copy(), tree.galaxy_density.copy()
    nodes[others], densities[others] = nodes[nearest], densities[nearest]
    return replace(tree, galaxy_node=nodes, galaxy_density=densities)
