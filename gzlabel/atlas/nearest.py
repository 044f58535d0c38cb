"""Which galaxy is under the mouse."""

import numpy as np
from numpy.typing import NDArray


class NearestPoint:
    """A k-d tree over the placed galaxies.

    Parameters
    ----------
    positions
        ``(n_galaxies, 2)``; rows that are not finite are never found.
    """

    def __init__(self, positions: NDArray[np.float32]) -> None:
        from scipy.spatial import cKDTree

        self._rows = np.flatnonzero(np.isfinite(positions).all(axis=1))
        self._tree = cKDTree(positions[self._rows], balanced_tree=False, compact_nodes=False)

    def query(self, x: float, y: float, radius: float = np.inf) -> int | None:
        """Row of the galaxy nearest to the map's (x, y), None where there is none within ``radius``."""
        if len(self._rows) == 0:
            return None
        distance, place = self._tree.query((x, y), distance_upper_bound=radius)
        return int(self._rows[int(place)]) if np.isfinite(distance) else None
