"""Where to look before anything is liked: every part of the embedding in turn.

A random choice mostly repeats what is common. The embedding is cut into cells by k-means, small remote ones
among them, and the looks go round: one galaxy of every cell, then another, both in random order.

References
----------
Lloyd 1982, Least squares quantization in PCM.
Neyman 1934, On the two different aspects of the representative method (stratified sampling).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.pool import Pool

_CELLS = 60
_ROUNDS = 5
_SAMPLE = 20_000
_ITERATIONS = 10


def coverage_plan(pool: Pool, seed: int) -> NDArray[np.int64]:
    """Rows ``(<= 300,)`` to look at, in order; the same for the same seed."""
    rng = np.random.default_rng(seed)
    candidates = np.flatnonzero(pool.valid)
    if len(candidates) > _SAMPLE:
        candidates = np.sort(rng.choice(candidates, _SAMPLE, replace=False))
    candidates = rng.permutation(candidates)
    cells = _cells(pool.vectors(candidates), rng)
    order = rng.permutation(_CELLS)[cells]
    turn = np.empty(len(cells), dtype=np.int64)
    for cell in np.unique(cells):
        members = np.flatnonzero(cells == cell)
        turn[members] = np.arange(len(members))
    visits = np.lexsort((order, turn))[: _CELLS * _ROUNDS]
    return np.asarray(candidates[visits], dtype=np.int64)


def _cells(vectors: NDArray[Any], rng: np.random.Generator) -> NDArray[np.int64]:
    """Cell ``(n,)`` of each vector, from centres far apart (k-means++, Arthur & Vassilvitskii 2007)."""
    if len(vectors) <= _CELLS:
        return np.arange(len(vectors))
    centres = vectors[:1]
    gap = _squared_distances(vectors, centres)[:, 0]
    for _ in range(_CELLS - 1):
        chances = np.maximum(gap, 0.0).astype(np.float64)
        total = chances.sum()
        drawn = rng.choice(len(vectors), p=chances / total if total > 0 else None)
        centres = np.concatenate([centres, vectors[[drawn]]])
        gap = np.minimum(gap, _squared_distances(vectors, vectors[[drawn]])[:, 0])
    for _ in range(_ITERATIONS):
        centres = _means(vectors, _squared_distances(vectors, centres).argmin(axis=1), centres)
    return np.asarray(_squared_distances(vectors, centres).argmin(axis=1))


def _squared_distances(vectors: NDArray[Any], centres: NDArray[Any]) -> NDArray[Any]:
    squares = np.einsum("ij,ij->i", vectors, vectors)[:, None] + np.einsum("ij,ij->i", centres, centres)
    return np.asarray(squares - 2.0 * vectors @ centres.T)


def _means(vectors: NDArray[Any], nearest: NDArray[Any], before: NDArray[Any]) -> NDArray[Any]:
    counts = np.bincount(nearest, minlength=len(before))
    totals = np.zeros_like(before)
    np.add.at(totals, nearest, vectors)
    return np.where(counts[:, None] > 0, totals / np.maximum(counts, 1)[:, None], before)
