"""How far a map can be trusted: whether neighbours on it are neighbours in truth, and the other way round.

References
----------
Venna & Kaski 2001 (trustworthiness); neighbour recall is the share of true neighbours that the map keeps.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.progress import Report, Step, silent

_BLOCK = 50


def map_quality(
    features: NDArray[Any],
    positions: NDArray[np.float32],
    *,
    fitted: NDArray[np.bool_] | None = None,
    k: int = 15,
    n_queries: int = 500,
    seed: int = 0,
    report: Report = silent,
) -> dict[str, float]:
    """Measures of the map on a random sample of galaxies, each from 0 (no better than chance, or worse) to 1.

    Parameters
    ----------
    features, positions
        ``(n_galaxies, n_features)`` and ``(n_galaxies, 2)``, all finite.
    fitted
        ``(n_galaxies,)`` which galaxies were fitted; the others were placed by landmarks.
    k
        Neighbours compared.

    Returns
    -------
    ``trustworthiness`` and ``neighbour_recall``; with ``fitted`` the recall of either kind as
    ``neighbour_recall_fitted`` and ``neighbour_recall_placed``; ``k`` and ``n_queries``.
    """
    from scipy.spatial import cKDTree

    n_galaxies = len(features)
    k = min(k, (n_galaxies - 1) // 2)
    queries = np.random.default_rng(seed).permutation(n_galaxies)[:n_queries]
    near = np.asarray(cKDTree(positions).query(positions[queries], k + 1)[1])
    squares = np.einsum("ij,ij->i", features, features)
    excess, recall = np.zeros(len(queries)), np.zeros(len(queries))
    for start in range(0, len(queries), _BLOCK):
        part = slice(start, start + _BLOCK)
        truth = squares - 2 * (features[queries[part]] @ features.T)
        for place, (row, distances) in enumerate(zip(queries[part], truth, strict=True), start):
            on_map = near[place][near[place] != row][:k]
            ranks = _ranks(distances, row, on_map)
            excess[place], recall[place] = np.maximum(ranks - k, 0).sum(), np.mean(ranks <= k)
        report(Step("Quality of the map", min(start + _BLOCK, len(queries)), len(queries)))
    worst = k * (2 * n_galaxies - 3 * k - 1) / 2
    measured = {"trustworthiness": 1 - float(excess.mean()) / worst, "neighbour_recall": float(recall.mean())}
    if fitted is not None:
        for name, kind in (("fitted", fitted[queries]), ("placed", ~fitted[queries])):
            if kind.any():
                measured[f"neighbour_recall_{name}"] = float(recall[kind].mean())
    return measured | {"k": float(k), "n_queries": float(len(queries))}


def _ranks(distances: NDArray[Any], row: int, others: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rank of each of ``others`` by true distance from ``row``, 1 for the nearest."""
    distances = distances.copy()
    distances[row] = np.inf
    return 1 + np.searchsorted(np.sort(distances), distances[others])
