"""Exact nearest neighbours by blocked matrix products: nothing to compile, and both maps share the answer.

A tile of squared distances ``|x|^2 - 2 x.y + |y|^2`` is one matrix product: ``|y|^2`` is one feature more, since
to add it afterwards costs half as much again. Its k smallest entries a row lie within the k groups of columns
whose smallest entry is least, so one pass of minima over groups spares most of the partial sort.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.progress import Report, Step, silent

_QUERY_BLOCK = 1024
_COLUMN_BLOCK = 16384
_GROUP_SIZE = 32


@dataclass(frozen=True)
class Neighbours:
    """Nearest neighbours of each query, nearest first.

    Attributes
    ----------
    rows
        ``(n_queries, k)`` int32, into the points searched.
    distances
        ``(n_queries, k)`` float32, Euclidean.
    """

    rows: NDArray[np.int32]
    distances: NDArray[np.float32]


def nearest_neighbours(
    points: NDArray[np.float32],
    k: int,
    *,
    queries: NDArray[np.float32] | None = None,
    report: Report = silent,
    message: str = "Neighbours",
) -> Neighbours:
    """The ``k`` points ``(n_points, n_features)`` nearest to each query ``(n_queries, n_features)``.

    Without ``queries`` each point is its own query, and comes first in its own row with distance 0, as
    UMAP expects. Exact up to float32 rounding of the matrix product.
    """
    points = np.ascontiguousarray(points, dtype=np.float32)
    centre = points.mean(axis=0)
    points = points - centre
    sought = points if queries is None else np.asarray(queries, dtype=np.float32) - centre
    k = min(k, len(points))
    points = np.column_stack([points, np.einsum("ij,ij->i", points, points)])
    rows = np.empty((len(sought), k), dtype=np.int32)
    distances = np.empty((len(sought), k), dtype=np.float32)
    for start in range(0, len(sought), _QUERY_BLOCK):
        block = sought[start : start + _QUERY_BLOCK]
        own = np.arange(start, start + len(block)) if queries is None else None
        stop = start + len(block)
        rows[start:stop], distances[start:stop] = _nearest_to_block(points, block, own, k)
        report(Step(message, stop, len(sought)))
    return Neighbours(rows, distances)


def _nearest_to_block(
    points: NDArray[np.float32], block: NDArray[np.float32], own: NDArray[Any] | None, k: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """As `nearest_neighbours`; ``points`` carry their squared length as one more feature."""
    best_rows = np.empty((len(block), 0), dtype=np.int64)
    best = np.empty((len(block), 0), dtype=np.float32)
    sought = np.column_stack([-2.0 * block, np.ones(len(block), dtype=np.float32)])
    for start in range(0, len(points), _COLUMN_BLOCK):
        stop = min(start + _COLUMN_BLOCK, len(points))
        scores = sought @ points[start:stop].T
        if own is not None:
            inside = np.flatnonzero((own >= start) & (own < stop))
            scores[inside, own[inside] - start] = -np.inf
        columns = smallest_columns(scores, k)
        best_rows = np.hstack([best_rows, columns + start])
        best = np.hstack([best, np.take_along_axis(scores, columns, axis=1)])
        kept = smallest_columns(best, k)
        best_rows, best = np.take_along_axis(best_rows, kept, 1), np.take_along_axis(best, kept, 1)
    order = np.argsort(best, axis=1, kind="stable")
    best_rows, best = np.take_along_axis(best_rows, order, 1), np.take_along_axis(best, order, 1)
    lengths = np.einsum("ij,ij->i", block, block)[:, None]
    return best_rows, np.sqrt(np.maximum(best + lengths, 0.0), dtype=np.float32)


def smallest_columns(scores: NDArray[np.float32], k: int) -> NDArray[np.int64]:
    """Columns of the ``k`` smallest entries of each row of ``scores``, in no order, ``(n_rows, k)``."""
    n_columns = scores.shape[1]
    if k >= n_columns:
        return np.broadcast_to(np.arange(n_columns), scores.shape).copy()
    n_groups = n_columns // _GROUP_SIZE
    if n_groups <= 2 * k:
        return np.argpartition(scores, k - 1, axis=1)[:, :k]
    grouped = n_groups * _GROUP_SIZE
    minima = scores[:, :grouped].reshape(len(scores), _GROUP_SIZE, n_groups).min(axis=1)
    groups = np.argpartition(minima, k - 1, axis=1)[:, :k]
    members = groups[:, :, None] + np.arange(_GROUP_SIZE) * n_groups
    rest = np.broadcast_to(np.arange(grouped, n_columns), (len(scores), n_columns - grouped))
    candidates = np.hstack([members.reshape(len(scores), -1), rest])
    values = np.take_along_axis(scores, candidates, axis=1)
    chosen = np.argpartition(values, k - 1, axis=1)[:, :k]
    return np.take_along_axis(candidates, chosen, axis=1)
