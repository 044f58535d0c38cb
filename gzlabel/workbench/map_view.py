"""The map as a picture, and what lies where on it."""

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas import (
    NearestPoint,
    PlacedThumbnails,
    PointIndex,
    PointLayer,
    View,
    category_colours,
    colours_of,
    lasso,
    place_thumbnails,
)
from gzlabel.catalogue import Catalogue
from gzlabel.workbench.colouring import Colouring, colouring, colouring_names
from gzlabel.workbench.state import CutView, Map
from gzlabel.workbench.store import Store

COLOUR_MAP = "viridis"

_MOST_AS_PICTURES = 2000
_DENSEST = 2.0


class MapView:
    """Draws the present map, and finds galaxies on it."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue
        self._indexed: Map | None = None
        self._index: PointIndex | None = None
        self._drawn: Colouring | None = None
        self._drawn_cut: CutView | None = None
        self._layer: PointLayer | None = None

    def colouring_names(self) -> tuple[str, ...]:
        """What the map can be coloured by."""
        return colouring_names(self._catalogue)

    def colouring(self) -> Colouring:
        """The present colouring."""
        state = self._store.state
        return colouring(str(state.settings["colour by"]), state, self._catalogue)

    def colours(self, shares: NDArray[np.float32]) -> NDArray[np.uint8]:
        """The map's colours ``(n, 3)`` of ``shares`` ``(n,)``, 0 for the lowest value and 1 for the highest."""
        return colours_of(shares, COLOUR_MAP, (0.0, 1.0))

    def thumbnails(self, view: View, width: int, height: int, side: int) -> PlacedThumbnails | None:
        """Which galaxies appear as pictures of ``side`` pixels, and where; None in a view of too many."""
        present = self._store.state.map
        if present is None:
            return None
        n_in_view = int(np.count_nonzero(view.contains(present.positions)))
        if n_in_view > _MOST_AS_PICTURES or n_in_view * side * side > _DENSEST * width * height:
            return None
        return place_thumbnails(present.positions, view, width, height, side)

    def draw(self, view: View, width: int, height: int) -> NDArray[np.uint8]:
        """Pixels ``(height, width, 4)``, RGBA with straight alpha; transparent where there is no galaxy."""
        index, drawn, cut = self._present_index(), self.colouring(), self._store.state.cut
        if index is None:
            return np.zeros((height, width, 4), dtype=np.uint8)
        if (
            self._layer is None
            or self._drawn is None
            or self._drawn_cut is not cut
            or not _is_same(self._drawn, drawn)
        ):
            self._drawn, self._drawn_cut = drawn, cut
            self._layer = _layer(index, drawn, cut)
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


def _layer(index: PointIndex, colouring: Colouring, cut: CutView) -> PointLayer:
    if colouring.categories:
        categories = np.nan_to_num(colouring.values, nan=-1.0).astype(np.int64)
        return PointLayer(index, category_colours(categories), shown=cut.kept)
    return PointLayer(index, colouring.values, COLOUR_MAP, (colouring.vmin, colouring.vmax), cut.kept)
