"""Where to look before anything is liked: once at every part of the embedding.

A random choice mostly repeats what is common, and misses small pockets. The embedding is cut into cells by k-means.
The first page shows the galaxies nearest to the centres of some, since where ratings are graded a typical galaxy of
little interest is the best guide to those of more. From then on one galaxy of each cell is drawn by chance, round
after round: the nearest to the centre is never the odd one, and what is rare often lies at the edge of its cell.

References
----------
Lloyd 1982, Least squares quantization in PCM.
Neyman 1934, On the two different aspects of the representative method (stratified sampling).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.pool import Pool
from gzlabel.interest.sweep import one_threaded

_TYPICAL = 10
_CELLS_OF_TYPICAL = 150
_CELLS = 60
_LONGEST = 450
_SAMPLE = 10_000
_ITERATIONS = 8


@one_threaded
def coverage_plan(pool: Pool, seed: int) -> NDArray[np.int64]:
    """Rows ``(<= 450,)`` to look at, in order; the same for the same seed."""
    rng = np.random.default_rng(seed)
    candidates = np.flatnonzero(pool.valid)
    if len(candidates) > _SAMPLE:
        candidates = rng.choice(candidates, _SAMPLE, replace=False)
    candidates = rng.permutation(candidates)
    if not len(candidates):
        return np.asarray(candidates, dtype=np.int64)
    vectors = pool.vectors(candidates)
    typical = _squared_distances(vectors, _centres(vectors, _CELLS_OF_TYPICAL)).argmin(axis=0)
    cells = _squared_distances(vectors, _centres(vectors, _CELLS)).argmin(axis=1)
    spread = np.lexsort((rng.random(len(cells)), rounds(cells)))
    visits = np.append(rng.permutation(typical)[:_TYPICAL], spread[:_LONGEST])
    first = np.sort(np.unique(visits, return_index=True)[1])[:_LONGEST]
    return np.asarray(candidates[visits[first]], dtype=np.int64)


def rounds(cells: NDArray[np.int64]) -> NDArray[np.int64]:
    """In which round each vector ``(n,)`` is seen, if each round sees one more of every cell; first come first."""
    order = np.argsort(cells, kind="stable")
    _, starts, sizes = np.unique(cells[order], return_index=True, return_counts=True)
    places = np.empty(len(cells), dtype=np.int64)
    places[order] = np.arange(len(cells)) - np.repeat(starts, sizes)
    return places


def _centres(vectors: NDArray[Any], n_cells: int) -> NDArray[Any]:
    """Centres ``(<= n_cells, n_features)`` of the cells, from the first vectors on."""
    centres = vectors[:n_cells]
    for _ in range(_ITERATIONS if len(vectors) > n_cells else 0):
        centres = _means(vectors, _squared_distances(vectors, centres).argmin(axis=1), centres)
    return centres


def _squared_distances(vectors: NDArray[Any], centres: NDArray[Any]) -> NDArray[Any]:
    squares = np.einsum("ij,ij->i", vectors, vectors)[:, None] + np.einsum("ij,ij->i", centres, centres)
    return np.asarray(squares - 2.0 * vectors @ centres.T)


def _means(vectors: NDArray[Any], nearest: NDArray[Any], before: NDArray[Any]) -> NDArray[Any]:
    order = np.argsort(nearest, kind="stable")
    found, starts = np.unique(nearest[order], return_index=True)
    means = before.copy()
    sizes = np.diff(np.append(starts, len(order)))
    means[found] = np.add.reduceat(vectors[order], starts, axis=0) / sizes[:, None]
    return means
