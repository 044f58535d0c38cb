"""The map as drawn: sorted points with their values, painted for any view.

A view of few points is drawn point by point. A view of many is cut from a picture of cells, one of a handful
of levels of detail, in which no cell is smaller than a pixel: so no galaxy is lost between two pixels. The
picture is painted block by block, as the view comes to need it.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.colours import value_limits
from gzlabel.atlas.paint import Accumulated, channels_of, dot_width, paint, scatter
from gzlabel.atlas.point_index import BLOCKS_ACROSS, FINEST_BITS, PointIndex, cells_a_side
from gzlabel.atlas.view import View

_MANY_POINTS = 60_000
_MANY_CELLS = 262_144
_COARSEST_LEVEL = FINEST_BITS - 6


class PointLayer:
    """One colouring of the map. A new colouring is a new layer on the same index.

    Parameters
    ----------
    index
        The points.
    values
        ``(n_galaxies,)`` numbers, NaN where there is none; or ``(n_galaxies, 3)`` uint8 colours.
    colour_map, limits
        For numbers: the table, and the values at its two ends (their extremes if None).
    shown
        ``(n_galaxies,)`` whether each galaxy is drawn at all; None draws every one.
    fits
        ``(n_galaxies,)`` whether each galaxy is drawn in colour; the others are grey. None colours every one.
    """

    def __init__(
        self,
        index: PointIndex,
        values: NDArray[Any],
        colour_map: str = "viridis",
        limits: tuple[float, float] | None = None,
        shown: NDArray[np.bool_] | None = None,
        fits: NDArray[np.bool_] | None = None,
    ) -> None:
        self._index, self._colour_map = index, colour_map
        self._limits = limits if values.ndim == 2 else limits or value_limits(values)
        ordered = _reordered(values, index.rows)
        masks = (None if mask is None else mask[index.rows] for mask in (shown, fits))
        self._channels = channels_of(ordered, *masks)
        self._pictures: dict[int, NDArray[np.uint32]] = {}
        self._painted: set[tuple[int, tuple[int, int]]] = set()

    def draw(
        self, view: View, width_px: int, height_px: int, *, dot_px: int | None = None
    ) -> NDArray[np.uint8]:
        """The picture of ``view``, ``(height_px, width_px, 4)`` uint8: red, green, blue, straight alpha.

        ``dot_px`` is the width of a galaxy, odd; if None, the fewer galaxies are in view, the wider.
        """
        slices = self._index.slices(view)
        if sum(part.stop - part.start for part in slices) > _MANY_POINTS and dot_px is None:
            return self._from_cells(view, width_px, height_px)
        x, y = _joined(self._index.x, slices), _joined(self._index.y, slices)
        channels = [None if channel is None else _joined(channel, slices) for channel in self._channels]
        inside = (x >= view.x_min) & (x <= view.x_max) & (y >= view.y_min) & (y <= view.y_max)
        dot = dot_px or dot_width(int(np.count_nonzero(inside)), width_px * height_px)
        sums = scatter(x, y, channels, view, width_px, height_px, dot)
        picture = np.zeros(width_px * height_px, dtype=np.uint32)
        picture[sums.pixels] = paint(sums, self._colour_map, self._limits)
        return picture.view(np.uint8).reshape(height_px, width_px, 4)

    def _from_cells(self, view: View, width_px: int, height_px: int) -> NDArray[np.uint8]:
        pixel = max(view.width / width_px, view.height / height_px)
        level = int(np.clip(np.ceil(np.log2(pixel / self._index.cell_width(0))), 0, _COARSEST_LEVEL))
        picture, cell, extent = self._cells(level, view), self._index.cell_width(level), self._index.extent
        x = view.x_min + (np.arange(width_px) + 0.5) * (view.width / width_px)
        y = view.y_max - (np.arange(height_px) + 0.5) * (view.height / height_px)
        columns = np.floor((x - extent.x_min) / cell).astype(np.int64)
        rows = np.floor((y - extent.y_min) / cell).astype(np.int64)
        across, down = _within(columns, len(picture)), _within(rows, len(picture))
        drawn = np.zeros((height_px, width_px), dtype=np.uint32)
        if across.start < across.stop:
            first = columns[across.start]
            part = picture[:, first : columns[across.stop - 1] + 1]
            drawn[down, across] = part[rows[down]].take(columns[across] - first, axis=1)
        return drawn.view(np.uint8).reshape(height_px, width_px, 4)

    def _cells(self, level: int, view: View) -> NDArray[np.uint32]:
        """The map at a level of detail, each cell one packed colour, painted where ``view`` is; kept."""
        n_cells = cells_a_side(level)
        picture = self._pictures.setdefault(level, np.zeros((n_cells, n_cells), dtype=np.uint32))
        gathered: list[Accumulated] = []
        for block in self._index.blocks(view):
            points = self._index.block_slice(block)
            if (level, block) not in self._painted and points.start < points.stop:
                gathered.append(self._sums(level, block, points))
                if sum(len(sums.pixels) for sums in gathered) > _MANY_CELLS:
                    self._paint_cells(picture, level, gathered)
                    gathered = []
            self._painted.add((level, block))
        self._paint_cells(picture, level, gathered)
        return picture

    def _paint_cells(self, picture: NDArray[np.uint32], level: int, gathered: Sequence[Accumulated]) -> None:
        """Paint sums of several blocks at once: small arrays cost their calls, not their numbers."""
        if gathered:
            filled = Accumulated.joined(gathered).without_empty()
            densest = self._index.densest(level)
            picture.ravel()[filled.pixels] = paint(filled, self._colour_map, self._limits, densest)

    def _sums(self, level: int, block: tuple[int, int], points: slice) -> Accumulated:
        """Sums of the filled cells of a block, by their place in the flat picture of the level."""
        starts, cells = self._index.cells(level, block)
        counts = np.diff(starts, append=points.stop - points.start)
        made: dict[int, NDArray[Any]] = {id(None): counts}
        for channel in self._channels:
            if id(channel) not in made and channel is not None:
                made[id(channel)] = np.add.reduceat(channel[points], starts, dtype=np.float32)
        count, *sums = (made[id(channel)] for channel in self._channels)
        n_cells = cells_a_side(level)
        side = n_cells // BLOCKS_ACROSS
        rows, columns = np.divmod(cells.astype(np.int64), side)
        pixels = (rows + block[0] * side) * n_cells + columns + block[1] * side
        return Accumulated(pixels, count, tuple(sums))


def _reordered(values: NDArray[Any], rows: NDArray[np.int64]) -> NDArray[Any]:
    """``values`` of ``rows``; colours are gathered as one number each, which is three times faster."""
    if values.ndim == 1:
        numbers: NDArray[Any] = values[rows]
        return numbers
    packed = np.empty((len(values), 4), dtype=np.uint8)
    packed[:, :3] = values
    colours: NDArray[Any] = packed.view(np.uint32)[rows, 0].view(np.uint8).reshape(-1, 4)[:, :3]
    return colours


def _joined(values: NDArray[np.float32], slices: list[slice]) -> NDArray[np.float32]:
    if len(slices) == 1:
        return values[slices[0]]
    return np.concatenate([values[part] for part in slices]) if slices else values[:0]


def _within(cells: NDArray[np.int64], n_cells: int) -> slice:
    """The pixels whose ``cells``, in rising or falling order, are on the map."""
    pixels = np.flatnonzero((cells >= 0) & (cells < n_cells))
    return slice(int(pixels[0]), int(pixels[-1]) + 1) if len(pixels) else slice(0, 0)
