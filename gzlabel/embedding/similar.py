"""The galaxies nearest to some example, exactly, by cosine."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.errors import EmbeddingError

_BLOCK_ROWS = 16384


def similar(
    vectors: NDArray[Any],
    valid: NDArray[np.bool_],
    queries: NDArray[Any],
    k: int,
    *,
    block_rows: int = _BLOCK_ROWS,
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Find the ``k`` valid rows nearest to each query by cosine.

    Parameters
    ----------
    vectors
        ``(n_galaxies, n_features)``, read once, in blocks.
    valid
        ``(n_galaxies,)``; other rows are never returned.
    queries
        ``(n_queries, n_features)`` vectors; rows of the catalogue find themselves first.

    Returns
    -------
    rows, similarities
        Each ``(n_queries, min(k, n_valid))``, nearest first; equal ones by row.

    Raises
    ------
    EmbeddingError
        If a query is not finite, or has another length than the vectors.
    """
    queries = np.atleast_2d(np.asarray(queries, dtype=np.float32))
    if queries.shape[1] != vectors.shape[1]:
        raise EmbeddingError(f"the example has {queries.shape[1]} features, the catalogue {vectors.shape[1]}")
    if not np.isfinite(queries).all():
        raise EmbeddingError("the example has no usable vector", remedy="Choose one whose image can be read")
    unit = queries / np.maximum(np.linalg.norm(queries, axis=1, keepdims=True), np.float32(1e-12))
    k = min(k, int(valid.sum()))
    best = np.full((len(queries), k), -np.inf, dtype=np.float32)
    rows = np.zeros((len(queries), k), dtype=np.int64)
    for start in range(0, len(vectors), block_rows):
        part = slice(start, start + block_rows)
        cosine = _cosines(np.asarray(vectors[part], dtype=np.float32), unit, valid[part])
        best, rows = _merged(best, rows, cosine, start)
    return rows, best


def _cosines(
    block: NDArray[np.float32], unit: NDArray[np.float32], valid: NDArray[np.bool_]
) -> NDArray[np.float32]:
    lengths = np.sqrt(np.einsum("ij,ij->i", block, block))
    cosine = unit @ block.T / np.maximum(lengths, np.float32(1e-12))
    cosine[:, ~valid] = -np.inf
    return np.asarray(cosine)


def _merged(
    best: NDArray[np.float32], rows: NDArray[np.int64], cosine: NDArray[np.float32], start: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    k = best.shape[1]
    if k == 0 or (cosine <= best[:, -1:]).all():
        return best, rows
    found = np.broadcast_to(np.arange(start, start + cosine.shape[1]), cosine.shape)
    values = np.concatenate([best, cosine], axis=1)
    candidates = np.concatenate([rows, found], axis=1)
    order = np.argsort(-values, axis=1, kind="stable")[:, :k]
    return np.take_along_axis(values, order, axis=1), np.take_along_axis(candidates, order, axis=1)
