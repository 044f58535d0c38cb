"""The map as a picture, and what lies where on it."""

from typing import Any

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
    density_contours,
    dot_width,
    lasso,
    place_thumbnails,
    raster,
)
from gzlabel.catalogue import Catalogue
from gzlabel.workbench.map.cluster_places import ClusterPlaces
from gzlabel.workbench.map.colouring import Colouring, colouring, colouring_names
from gzlabel.workbench.state import Map
from gzlabel.workbench.store import Store

COLOUR_MAP = "dawn"

HIDDEN, GREY = "hidden", "grey"
"""What the setting ``outside the cut`` can be: galaxies that the cut leaves out are not drawn, or drawn grey."""

_MOST_AS_PICTURES = 2000
_DENSEST = 2.0
_MOST_MOVING = 50_000
_MOST_LIT = 20_000
_RIM = np.array([235, 235, 235], dtype=np.uint8)
_SIDES_PX = (112, 80, 56, 40)


class MapView:
    """Draws the present map, and finds galaxies on it."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue
        self._names: tuple[str, ...] | None = None
        self._indexed: Map | None = None
        self._index: PointIndex | None = None
        self._coloured_for: tuple[object, ...] = ()
        self._colouring: Colouring | None = None
        self._drawn_for: tuple[object, ...] = ()
        self._layer: PointLayer | None = None
        self._places = ClusterPlaces()

    def colouring_names(self) -> tuple[str, ...]:
        """What the map can be coloured by."""
        if self._names is None:
            self._names = colouring_names(self._catalogue)
        return self._names

    def colouring(self) -> Colouring:
        """The present colouring; the same object as long as nothing that it shows has changed."""
        state = self._store.state
        name = str(state.settings["colour by"])
        shown = {"cluster": state.clusters, "rating": state.decisions, "density": state.map}
        source = shown.get(name, state.scores)
        if self._colouring is None or not _are_same(self._coloured_for, (name, source)):
            self._coloured_for = name, source
            self._colouring = colouring(name, state, self._catalogue, self._local_density)
        return self._colouring

    def colours(self, shares: NDArray[np.float32]) -> NDArray[np.uint8]:
        """The map's colours ``(n, 3)`` of ``shares`` ``(n,)``, 0 for the lowest value and 1 for the highest."""
        return colours_of(shares, COLOUR_MAP, (0.0, 1.0))

    def class_colours(self, n_classes: int) -> NDArray[np.uint8]:
        """The map's colours ``(n_classes, 3)`` of the classes of a categorical colouring."""
        return category_colours(np.arange(n_classes))

    def thumbnails(self, view: View, width: int, height: int) -> tuple[PlacedThumbnails, int] | None:
        """Which galaxies appear as pictures, where, and how large; None in a view of too many."""
        index, present, kept = self._present_index(), self._store.state.map, self._store.state.cut.kept
        if index is None or present is None:
            return None
        slices = index.slices(view)
        if sum(part.stop - part.start for part in slices) > 8 * _MOST_AS_PICTURES:
            return None
        rows = np.concatenate([index.rows[part] for part in slices]) if slices else index.rows[:0]
        rows = rows[view.contains(present.positions[rows])]
        side = next((one for one in _SIDES_PX if len(rows) * one * one <= _DENSEST * width * height), None)
        if side is None or len(rows) > _MOST_AS_PICTURES:
            return None
        if kept is not None:
            rows = rows[kept[rows]]
        return place_thumbnails(present.positions, view, width, height, side, among=rows), side

    def draw(self, view: View, width: int, height: int) -> NDArray[np.uint8]:
        """Pixels ``(height, width, 4)``, RGBA with straight alpha; transparent where there is no galaxy."""
        layer = self._present_layer()
        if layer is None:
            return np.zeros((height, width, 4), dtype=np.uint8)
        return layer.draw(view, width, height)

    def draw_rows(self, rows: NDArray[np.int64], view: View, width: int, height: int) -> NDArray[np.uint8]:
        """As `draw`, some galaxies alone, each with a light rim; of very many only some."""
        present = self._store.state.map
        if present is None:
            return np.zeros((height, width, 4), dtype=np.uint8)
        rows = rows[:: max(1, len(rows) // _MOST_LIT)]
        dot, positions = max(3, dot_width(len(rows), width * height)), present.positions[rows]
        light = np.broadcast_to(_RIM, (len(rows), 3))
        rims = raster(positions, light, view, width, height, dot_px=dot + 2)
        dots = raster(positions, self.colours_of(rows), view, width, height, dot_px=dot)
        return np.where(dots[:, :, 3:] > 0, dots, rims)

    def draw_between(
        self, before: Map, share: float, view: View, width: int, height: int
    ) -> NDArray[np.uint8]:
        """As `draw`, with each galaxy ``share`` of its way from another map; of many galaxies only some."""
        state = self._store.state
        if state.map is None:
            return np.zeros((height, width, 4), dtype=np.uint8)
        rows = np.arange(0, state.n_galaxies, max(1, state.n_galaxies // _MOST_MOVING))
        start, end = before.positions[rows], state.map.positions[rows]
        dot = dot_width(len(rows), width * height)
        return raster(
            start + np.float32(share) * (end - start), self.colours_of(rows), view, width, height, dot_px=dot
        )

    def outlines(self) -> tuple[NDArray[np.float32], ...]:
        """Polygons around the clusters shown on the map."""
        return self._places.outlines(self._store.state.clusters, self._store.state.map)

    def contours(self, view: View) -> tuple[NDArray[np.float32], ...]:
        """Lines of equal density of the galaxies that the cut keeps, the outermost first; pieces ``(n, 2, 2)``."""
        index = self._present_index()
        return () if index is None else density_contours(index, view, self._store.state.cut.kept)

    def drawn(self) -> object:
        """Stands for what `draw` shows: another object when the whole map looks otherwise."""
        return self._present_layer()

    def colours_of(self, rows: NDArray[np.int64]) -> NDArray[np.uint8]:
        """Colours ``(n, 3)`` of some galaxies under the present colouring."""
        present = self.colouring()
        return _colours(present, rows)

    def nearest(self, x: float, y: float, radius: float = np.inf) -> int | None:
        """Row of the galaxy nearest to a place, None where none is within ``radius``; only what the cut keeps."""
        index = self._present_index()
        kept = self._store.state.cut.kept
        return None if index is None else NearestPoint(index).query(x, y, radius, kept)

    def within(self, polygon: NDArray[np.float64]) -> NDArray[np.int64]:
        """Rows within a polygon ``(n_vertices, 2)``; only what the cut keeps."""
        state = self._store.state
        if state.map is None:
            return np.empty(0, dtype=np.int64)
        rows = lasso(state.map.positions, polygon)
        return state.cut.among(rows)

    def _present_index(self) -> PointIndex | None:
        """The present map, sorted; it comes sorted from the background, but for the smallest."""
        present = self._store.state.map
        if present is None:
            return None
        if present is not self._indexed or self._index is None:
            self._indexed, self._index = present, present.index or PointIndex(present.positions)
        return self._index

    def _present_layer(self) -> PointLayer | None:
        index, state = self._present_index(), self._store.state
        if index is None:
            return None
        drawn, is_grey = self.colouring(), state.settings.get("outside the cut", GREY) == GREY
        wanted = (index, drawn, state.cut, is_grey)
        if self._layer is None or not _are_same(self._drawn_for, wanted):
            shown, fits = (None, state.cut.kept) if is_grey else (state.cut.kept, None)
            values: NDArray[Any] = drawn.values
            if drawn.categories:
                known = np.isfinite(values)
                values, fits = _colours(drawn, slice(None)), known if fits is None else known & fits
            limits = drawn.vmin, drawn.vmax
            self._drawn_for = wanted
            self._layer = PointLayer(index, values, COLOUR_MAP, limits, shown, fits)
        return self._layer

    def _local_density(self) -> NDArray[np.float32]:
        """Logarithm of how many galaxies share each one's part of the map ``(n_galaxies,)``."""
        density = np.full(self._store.state.n_galaxies, np.nan, dtype=np.float32)
        index = self._present_index()
        if index is not None:
            density[index.rows] = np.log10(index.local_counts())
        return density


def _are_same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether both hold the very same things: arrays are never compared by value here."""
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(a is b or (isinstance(a, str) and a == b) for a, b in pairs)


def _colours(drawn: Colouring, rows: NDArray[np.int64] | slice) -> NDArray[np.uint8]:
    if drawn.categories:
        return category_colours(np.nan_to_num(drawn.values[rows], nan=-1.0).astype(np.int64))
    return colours_of(drawn.values[rows], COLOUR_MAP, (drawn.vmin, drawn.vmax))
