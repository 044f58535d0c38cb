"""Rows that show the same galaxy or patch of sky: no classifier is tested on what it was taught."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def same_galaxy_groups(
    ids: Sequence[object] | NDArray[np.generic],
    ra_deg: NDArray[np.float64] | None = None,
    dec_deg: NDArray[np.float64] | None = None,
    *,
    radius_arcsec: float = 10.0,
) -> NDArray[np.int64]:
    """Number the groups of rows that share an id, or a chain of neighbours closer than ``radius_arcsec``.

    Parameters
    ----------
    ids
        ``(n,)``.
    ra_deg, dec_deg
        ``(n,)`` in degrees, where known; rows without a position are linked by id only.

    Returns
    -------
    ndarray
        ``(n,)`` group numbers.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    n_rows = len(ids)
    numbers: dict[object, int] = {}
    by_id = np.array([numbers.setdefault(name, row) for row, name in enumerate(ids)], dtype=np.int64)
    links = np.column_stack([np.arange(n_rows), by_id])
    if ra_deg is not None and dec_deg is not None:
        links = np.concatenate([links, _close_pairs(ra_deg, dec_deg, radius_arcsec)])
    graph = coo_array((np.ones(len(links), dtype=bool), (links[:, 0], links[:, 1])), shape=(n_rows, n_rows))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def _close_pairs(
    ra_deg: NDArray[np.float64], dec_deg: NDArray[np.float64], radius_arcsec: float
) -> NDArray[np.int64]:
    from scipy.spatial import KDTree

    known = np.flatnonzero(np.isfinite(ra_deg) & np.isfinite(dec_deg))
    ra, dec = np.deg2rad(ra_deg[known]), np.deg2rad(dec_deg[known])
    directions = np.column_stack([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)])
    chord = 2 * np.sin(np.deg2rad(radius_arcsec / 3600) / 2)
    pairs = KDTree(directions).query_pairs(chord, output_type="ndarray")
    return np.asarray(known[pairs], dtype=np.int64).reshape(-1, 2)
