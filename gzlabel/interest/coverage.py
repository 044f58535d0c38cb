"""Where to look before anything is liked: once at every part of the embedding.

A random choice mostly repeats what is common, and misses small pockets. The embedding is cut into cells by k-means,
and each is seen through the galaxy nearest to its centre, in random order; what is left is looked at by chance.

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
_BY_CHANCE = 300
_SAMPLE = 10_000
_ITERATIONS = 8


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
    typical = _squared_distances(vectors, _centres(vectors)).argmin(axis=0)
    visits = np.append(rng.permutation(typical), np.arange(min(_BY_CHANCE, len(candidates))))
    first = np.sort(np.unique(visits, return_index=True)[1])
    return np.asarray(candidates[visits[first]], dtype=np.int64)


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
