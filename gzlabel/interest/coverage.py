"""Where to look before anything is liked: representatives of every part of the embedding.

Rare galaxies sit in small pockets or at the edge, where a random choice seldom looks. The embedding is cut
into cells by k-means, and each cell is seen through the galaxy nearest to its centre; the cells come in an
order that takes each next one far from those already seen.

References
----------
Gonzalez 1985, Clustering to minimize the maximum intercluster distance.
Lloyd 1982, Least squares quantization in PCM.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.pool import Pool

_CELLS = 150
_SAMPLE = 20_000
_ROUNDS = 8


def coverage_plan(pool: Pool, seed: int) -> NDArray[np.int64]:
    """Rows ``(<= 150,)`` to look at, in order; the same for the same seed."""
    rng = np.random.default_rng(seed)
    candidates = np.flatnonzero(pool.valid)
    if len(candidates) > _SAMPLE:
        candidates = np.sort(rng.choice(candidates, _SAMPLE, replace=False))
    vectors = pool.vectors(candidates)
    n_cells = min(_CELLS, len(candidates))
    if n_cells == 0:
        return candidates.astype(np.int64)
    centres = vectors[rng.choice(len(vectors), n_cells, replace=False)]
    for _ in range(_ROUNDS):
        nearest = _squared_distances(vectors, centres).argmin(axis=1)
        centres = _means(vectors, nearest, centres)
    distances = _squared_distances(vectors, centres)
    representatives = distances.argmin(axis=0)
    heaviest = int(np.bincount(distances.argmin(axis=1), minlength=n_cells).argmax())
    order = _farthest_first(centres, heaviest)
    rows: NDArray[np.int64] = candidates[representatives[order]]
    return rows[np.sort(np.unique(rows, return_index=True)[1])].astype(np.int64)


def _squared_distances(vectors: NDArray[Any], centres: NDArray[Any]) -> NDArray[Any]:
    squares = np.einsum("ij,ij->i", vectors, vectors)[:, None] + np.einsum("ij,ij->i", centres, centres)
    return np.asarray(squares - 2.0 * vectors @ centres.T)


def _means(vectors: NDArray[Any], nearest: NDArray[Any], before: NDArray[Any]) -> NDArray[Any]:
    counts = np.bincount(nearest, minlength=len(before))
    totals = np.zeros_like(before)
    np.add.at(totals, nearest, vectors)
    return np.where(counts[:, None] > 0, totals / np.maximum(counts, 1)[:, None], before)


def _farthest_first(centres: NDArray[Any], first: int) -> NDArray[np.int64]:
    """``first``, then each time the centre whose distance to those before is largest."""
    distances = _squared_distances(centres, centres)
    order, gap = [first], distances[first].copy()
    for _ in range(len(centres) - 1):
        gap[order] = -1.0
        order.append(int(gap.argmax()))
        gap = np.minimum(gap, distances[order[-1]])
    return np.array(order)
