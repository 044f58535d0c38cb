"""Which galaxy is under the mouse."""

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.point_index import PointIndex


class NearestPoint:
    """Finds the galaxy nearest to a place on the map.

    Parameters
    ----------
    positions
        ``(n_galaxies, 2)``, or the `PointIndex` that draws them, which spares sorting them again.
    """

    def __init__(self, positions: "NDArray[np.float32] | PointIndex") -> None:
        self._index = positions if isinstance(positions, PointIndex) else PointIndex(positions)

    def query(
        self, x: float, y: float, radius: float = np.inf, allowed: NDArray[np.bool_] | None = None
    ) -> int | None:
        """Row of the galaxy nearest to the map's (x, y), None where there is none within ``radius``.

        Galaxies not ``allowed`` ``(n_galaxies,)`` are passed over.
        """
        return self._index.nearest(x, y, radius, allowed)
