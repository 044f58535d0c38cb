"""The map as a picture, and what lies where on it."""

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas import NearestPoint, View, category_colours, lasso, raster
from gzlabel.workbench.colouring import Colouring
from gzlabel.workbench.state import Map
from gzlabel.workbench.store import Store

COLOUR_MAP = "viridis"


class MapView:
    """Draws the present map, and finds galaxies on it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._indexed: Map | None = None
        self._nearest: NearestPoint | None = None

    def draw(self, view: View, width: int, height: int, colouring: Colouring) -> NDArray[np.uint8]:
        """Pixels ``(height, width, 4)``, RGBA with straight alpha; transparent where there is no galaxy."""
        present = self._store.state.map
        if present is None:
            return np.zeros((height, width, 4), dtype=np.uint8)
        if colouring.categories:
            categories = np.nan_to_num(colouring.values, nan=-1.0).astype(np.int64)
            return raster(present.positions, category_colours(categories), view, width, height)
        limits = (colouring.vmin, colouring.vmax)
        return raster(present.positions, colouring.values, view, width, height, COLOUR_MAP, limits=limits)

    def nearest(self, x: float, y: float, radius: float = np.inf) -> int | None:
        """Row of the galaxy nearest to a place, None where none is within ``radius``."""
        present = self._store.state.map
        if present is None:
            return None
        if present is not self._indexed or self._nearest is None:
            self._indexed, self._nearest = present, NearestPoint(present.positions)
        return self._nearest.query(x, y, radius)

    def within(self, polygon: NDArray[np.float64]) -> NDArray[np.int64]:
        """Rows within a polygon ``(n_vertices, 2)``."""
        present = self._store.state.map
        return np.empty(0, dtype=np.int64) if present is None else lasso(present.positions, polygon)
