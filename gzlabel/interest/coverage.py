"""Where to look before anything is liked: every part of the embedding in turn.

A random choice mostly repeats what is common, and one galaxy of every part mostly shows what is odd; what we
look for may be either. So the looks alternate: a galaxy by chance, then the one nearest to the centre of a
cell, where k-means has cut the embedding into cells; each cell in turn in random order, then once more.

References
----------
Lloyd 1982, Least squares quantization in PCM.
Neyman 1934, On the two different aspects of the representative method (stratified sampling).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.pool import Pool

_CELLS = 150
_ROUNDS = 3
_SAMPLE = 10_000
_ITERATIONS = 8


def coverage_plan(pool: Pool, seed: int) -> NDArray[np.int64]:
    """Rows ``(<= 900,)`` to look at, in order; the same for the same seed."""
    rng = np.random.default_rng(seed)
    candidates = np.flatnonzero(pool.valid)
    if len(candidates) > _SAMPLE:
        candidates = rng.choice(candidates, _SAMPLE, replace=False)
    candidates = rng.permutation(candidates)
    vectors = pool.vectors(candidates)
    centres = _centres(vectors)
    distances = _squared_distances(vectors, centres)
    cells = distances.argmin(axis=1) if len(centres) else np.zeros(0, dtype=np.int64)
    order = rng.permutation(len(centres))[cells]
    turns = np.empty(len(cells), dtype=np.int64)
    for cell in np.unique(cells):
        members = np.flatnonzero(cells == cell)
        typical = distances[members, cell].argmin()
        turns[members] = np.arange(1, len(members) + 1)
        turns[members[typical]] = 0
    visits = np.lexsort((order, turns))[: _CELLS * _ROUNDS]
    alternating = np.stack([rng.permutation(len(cells))[: len(visits)], visits], axis=1).ravel()
    first = np.sort(np.unique(alternating, return_index=True)[1])
    return np.asarray(candidates[alternating[first]], dtype=np.int64)


def _centres(vectors: NDArray[Any]) -> NDArray[Any]:
    """Centres ``(<= 150, n_features)`` of the cells, from the first vectors on."""
    centres = vectors[:_CELLS]
    for _ in range(_ITERATIONS if len(vectors) > _CELLS else 0):
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
