"""The galaxies nearest to some examples, exactly, by cosine."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from gzlabel.errors import EmbeddingError
from gzlabel.stored_array import StoredArray

_BLOCK_ROWS = 65_536
_COMPILED_FROM_VALUES = 50_000_000
_TINY = np.float32(1e-12)

_Cosines: TypeAlias = Callable[[NDArray[Any], NDArray[np.float32]], NDArray[np.float32]]
_Best: TypeAlias = tuple[NDArray[np.int64], NDArray[np.float32]]


def similar(
    vectors: NDArray[Any] | StoredArray,
    among: NDArray[np.bool_],
    queries: NDArray[Any],
    k: int,
    *,
    block_rows: int = _BLOCK_ROWS,
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Find the ``k`` rows nearest to each query by cosine.

    Parameters
    ----------
    vectors
        ``(n_galaxies, n_features)``, read once, in blocks. Large matrices of float16 or float32 go through
        compiled code (the first call compiles, for about a second).
    among
        ``(n_galaxies,)`` the rows to choose from; those that begin with NaN have no vector, and are never returned.
    queries
        ``(n_queries, n_features)`` vectors; rows of the catalogue find themselves first.

    Returns
    -------
    rows, similarities
        Each ``(n_queries, <= k)``, nearest first; equal ones by row; fewer where fewer have a vector.

    Raises
    ------
    EmbeddingError
        If a query is not finite, or has another length than the vectors.
    """
    unit = _unit(queries, vectors.shape[1])
    cosines = _compiled_or_not(vectors)

    def best_of_block(start: int) -> _Best:
        part = slice(start, start + block_rows)
        block = vectors[part]
        cosine = cosines(block, unit)
        cosine[:, ~(among[part] & np.isfinite(block[:, 0]))] = -np.inf
        rows, best = _top(cosine, k)
        return rows + start, best

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        blocks = list(pool.map(best_of_block, range(0, len(vectors), block_rows)))
    rows = np.concatenate([rows for rows, _ in blocks], axis=1)
    found, best = _top(np.concatenate([best for _, best in blocks], axis=1), k)
    n_found = int(np.isfinite(best).all(axis=0).sum())
    return np.take_along_axis(rows, found, axis=1)[:, :n_found], best[:, :n_found]


def _unit(queries: NDArray[Any], n_features: int) -> NDArray[np.float32]:
    queries = np.atleast_2d(np.asarray(queries, dtype=np.float32))
    if queries.shape[1] != n_features:
        raise EmbeddingError(
            f"the example has {queries.shape[1]} features, the catalogue {n_features}",
            remedy="Make its vector as those of the catalogue were made",
        )
    if not np.isfinite(queries).all():
        raise EmbeddingError("the example has no usable vector", remedy="Choose one whose image can be read")
    lengths = np.linalg.norm(queries, axis=1, keepdims=True)
    return np.asarray(queries / np.maximum(lengths, _TINY), dtype=np.float32)


def _compiled_or_not(vectors: NDArray[Any] | StoredArray) -> _Cosines:
    if vectors.size < _COMPILED_FROM_VALUES or vectors.dtype not in (np.float16, np.float32):
        return _cosines
    from gzlabel.embedding.compiled_cosine import cosines

    return cosines


def _cosines(block: NDArray[Any], unit: NDArray[np.float32]) -> NDArray[np.float32]:
    block = np.asarray(block, dtype=np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", block, block))
    return np.asarray(unit @ block.T / np.maximum(lengths, _TINY))


def _top(cosine: NDArray[np.float32], k: int) -> _Best:
    """Positions and values of the ``k`` largest of each row, largest first, equal ones by position."""
    n = cosine.shape[1]
    if 0 < 4 * k < n:
        bound = np.partition(cosine, n - k, axis=1)[:, n - k]
        kept = np.flatnonzero((cosine >= bound[:, None]).any(axis=0))
    else:
        kept = np.arange(n)
    order = kept[np.argsort(-cosine[:, kept], axis=1, kind="stable")[:, :k]]
    return order, np.take_along_axis(cosine, order, axis=1)
