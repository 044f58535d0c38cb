"""UMAP's fuzzy neighbour graph, in NumPy: umap-learn's takes seven seconds to compile in each new process.

References
----------
McInnes, Healy & Melville 2018, arXiv:1802.03426, algorithms 2 and 3; agrees with umap-learn's
`fuzzy_simplicial_set` to float32 rounding.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.neighbours import Neighbours

_TOLERANCE = 1e-5
_BISECTIONS = 64
_LEAST_WIDTH = 1e-3
"""Of a galaxy's kernel, as a share of its mean neighbour distance."""


def neighbour_graph(neighbours: Neighbours) -> Any:
    """Symmetric memberships ``(n_galaxies, n_galaxies)``, a scipy CSR array of values in (0, 1].

    Each galaxy's own row of ``neighbours`` starts with the galaxy itself.
    """
    from scipy.sparse import csr_array

    n_galaxies, k = neighbours.rows.shape
    strengths = membership_strengths(neighbours.distances)
    strengths[neighbours.rows == np.arange(n_galaxies)[:, None]] = 0.0
    starts = np.arange(0, n_galaxies * k + 1, k)
    directed = csr_array((strengths.ravel(), neighbours.rows.ravel(), starts), shape=(n_galaxies, n_galaxies))
    directed.sum_duplicates()
    directed.eliminate_zeros()
    reverse = directed.T.tocsr()
    return (directed + reverse - directed.multiply(reverse)).tocsr()


def membership_strengths(distances: NDArray[np.float32]) -> NDArray[np.float32]:
    """Directed memberships ``(n_galaxies, k)``: ``exp(-(d - rho) / sigma)``, rho the least distance above 0.

    sigma is such that a galaxy's memberships, itself left out, sum to ``log2(k)`` (Alg. 3).
    """
    nearest = np.where(distances > 0, distances, np.inf).min(axis=1)
    nearest = np.where(np.isfinite(nearest), nearest, 0.0).astype(np.float32)
    excess = np.maximum(distances - nearest[:, None], 0.0)
    widths = _kernel_widths(excess[:, 1:], np.log2(distances.shape[1]))
    own_mean, overall = distances.mean(axis=1), float(distances.mean())
    widths = np.maximum(widths, _LEAST_WIDTH * np.where(nearest > 0, own_mean, overall))
    scaled = np.divide(excess, widths[:, None], out=np.zeros_like(excess), where=widths[:, None] > 0)
    strengths: NDArray[np.float32] = np.exp(-scaled, dtype=np.float32)
    return strengths


def _kernel_widths(excess: NDArray[np.float32], target: float) -> NDArray[np.float32]:
    low = np.zeros(len(excess), dtype=np.float32)
    high = np.full(len(excess), np.inf, dtype=np.float32)
    width = np.ones(len(excess), dtype=np.float32)
    unsettled = np.arange(len(excess))
    for _ in range(_BISECTIONS):
        total = np.exp(-excess[unsettled] / width[unsettled, None]).sum(axis=1)
        unsettled, total = (
            unsettled[np.abs(total - target) >= _TOLERANCE],
            total[np.abs(total - target) >= _TOLERANCE],
        )
        if len(unsettled) == 0:
            break
        wide = unsettled[total > target]
        narrow = unsettled[total <= target]
        high[wide], low[narrow] = width[wide], width[narrow]
        middle = np.where(np.isinf(high), width * 2.0, (low + high) / 2.0)
        width[unsettled] = np.minimum(middle[unsettled], np.finfo(np.float32).max)
    return width
