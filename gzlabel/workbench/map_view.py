"""The map as a picture, and what lies where on it."""

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas import NearestPoint, PointIndex, PointLayer, View, category_colours, lasso
from gzlabel.workbench.colouring import Colouring
from gzlabel.workbench.state import Map
from gzlabel.workbench.store import Store

COLOUR_MAP = "viridis"


class MapView:
    """Draws the present map, and finds galaxies on it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._indexed: Map | None = None
        self._index: PointIndex | None = None
        self._drawn: Colouring | None = None
        self._layer: PointLayer | None = None

    def draw(self, view: View, width: int, height: int, colouring: Colouring) -> NDArray[np.uint8]:
        """Pixels ``(height, width, 4)``, RGBA with straight alpha; transparent where there is no galaxy."""
        index = self._present_index()
        if index is None:
            return np.zeros((height, width, 4), dtype=np.uint8)
        if self._layer is None or self._drawn is None or not _is_same(self._drawn, colouring):
            self._drawn, self._layer = colouring, _layer(index, colouring)
        return self._layer.draw(view, width, height)

    def nearest(self, x: float, y: float, radius: float = np.inf) -> int | None:
        """Row of the galaxy nearest to a place, None where none is within ``radius``."""
        index = self._present_index()
        return None if index is None else NearestPoint(index).query(x, y, radius)

    def within(self, polygon: NDArray[np.float64]) -> NDArray[np.int64]:
        """Rows within a polygon ``(n_vertices, 2)``."""
        present = self._store.state.map
        return np.empty(0, dtype=np.int64) if present is None else lasso(present.positions, polygon)

    def _present_index(self) -> PointIndex | None:
        """The present map, sorted; sorting takes a while, so it is done once a map."""
        present = self._store.state.map
        if present is None:
            return None
        if present is not self._indexed or self._index is None:
            self._indexed, self._index, self._layer = present, PointIndex(present.positions), None
        return self._index


def _is_same(one: Colouring, other: Colouring) -> bool:
    limits = one.vmin == other.vmin and one.vmax == other.vmax
    return one.name == other.name and one.values is other.values and limits


def _layer(index: PointIndex, colouring: Colouring) -> PointLayer:
    if colouring.categories:
        categories = np.nan_to_num(colouring.values, nan=-1.0).astype(np.int64)
        return PointLayer(index, category_colours(categories))
    return PointLayer(index, colouring.values, COLOUR_MAP, (colouring.vmin, colouring.vmax))
