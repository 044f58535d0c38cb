"""The map's points in Morton order: every square cell of every level of detail is one contiguous slice.

The extent of the map is a square of 4096 x 4096 cells; interleaving the bits of a cell's row and column
gives a key by which points are sorted, and the key without its last 2 L bits is the cell of level L.

References
----------
Morton 1966, "A computer oriented geodetic data base and a new technique in file sequencing".
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.view import View

FINEST_BITS = 12
"""The finest level has ``2 ** FINEST_BITS`` cells along each side."""

_TILE_LEVEL = 6

BLOCKS_ACROSS = 8
"""Pictures of cells are made in ``BLOCKS_ACROSS ** 2`` square blocks, each a slice of the points too."""

_BLOCK_LEVEL = FINEST_BITS - 3


def cells_a_side(level: int) -> int:
    """How many cells the map is wide, and high, at a level of detail."""
    return 1 << (FINEST_BITS - level)


class PointIndex:
    """Placed galaxies, sorted for drawing and for the mouse.

    Parameters
    ----------
    positions
        ``(n_galaxies, 2)`` float32; rows that are not finite are left out.

    Attributes
    ----------
    rows
        ``(n_points,)`` int64: the galaxy of each sorted point.
    x, y
        ``(n_points,)`` float32 sorted coordinates.
    extent
        The square that holds every point.
    """

    def __init__(self, positions: NDArray[np.float32]) -> None:
        placed = np.flatnonzero(np.isfinite(positions).all(axis=1))
        self.extent = View.around(positions, margin=0.001)
        keys = self._keys(positions[placed, 0], positions[placed, 1])
        order = np.argsort(keys)
        self.keys = keys[order]
        self.rows = placed[order]
        self.x = np.ascontiguousarray(positions[self.rows, 0], dtype=np.float32)
        self.y = np.ascontiguousarray(positions[self.rows, 1], dtype=np.float32)
        self._tile_starts = np.searchsorted(self.keys, np.arange(4**_TILE_LEVEL + 1) << 2 * _TILE_LEVEL)
        block_keys = np.arange(BLOCKS_ACROSS**2 + 1) << 2 * _BLOCK_LEVEL
        self._block_starts = np.searchsorted(self.keys, block_keys)
        self._runs: dict[tuple[int, int], tuple[NDArray[np.int32], NDArray[np.int32]]] = {}
        self._densest: dict[int, float] = {}

    @property
    def n_points(self) -> int:
        """How many galaxies have a place."""
        return len(self.rows)

    def cell_width(self, level: int) -> float:
        """Side of a cell of ``level``, in map units; level 0 is the finest."""
        return self.extent.width * 2.0 ** (level - FINEST_BITS)

    def slices(self, view: View) -> list[slice]:
        """Slices of the sorted points that hold every point in ``view``, and some around it."""
        columns, rows = self._cells_across(view, _TILE_LEVEL)
        tiles = np.sort((_spread_bits()[rows][:, None] << 1 | _spread_bits()[columns]).ravel())
        starts, stops = self._tile_starts[tiles], self._tile_starts[tiles + 1]
        starts, stops = starts[stops > starts], stops[stops > starts]
        breaks = np.flatnonzero(starts[1:] != stops[:-1]) + 1
        firsts, lasts = np.concatenate([[0], breaks]), np.append(breaks, len(starts)) - 1
        if len(starts) == 0:
            return []
        return [
            slice(int(starts[first]), int(stops[last])) for first, last in zip(firsts, lasts, strict=True)
        ]

    def blocks(self, view: View) -> list[tuple[int, int]]:
        """Row and column of each block that touches ``view``, counted from the least x and y."""
        columns, rows = self._cells_across(view, _BLOCK_LEVEL)
        return [(int(row), int(column)) for row in rows for column in columns]

    def block_slice(self, block: tuple[int, int]) -> slice:
        """The sorted points of one block."""
        number = _block_number(block)
        return slice(int(self._block_starts[number]), int(self._block_starts[number + 1]))

    def cells(self, level: int, block: tuple[int, int]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Of a block's points, where each occupied cell of ``level`` starts, and the cell's place.

        Places count along the rows of the block's square of ``2 ** (FINEST_BITS - level) / BLOCKS_ACROSS``
        cells a side. The block must hold a point.
        """
        key = level, _block_number(block)
        if key not in self._runs:
            keys = self.keys[self.block_slice(block)] >> 2 * level
            starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
            occupied = keys[starts]
            bits = _BLOCK_LEVEL - level
            mask = np.int32((1 << bits) - 1)
            row, column = _gathered_bits(occupied >> 1) & mask, _gathered_bits(occupied) & mask
            self._runs[key] = starts.astype(np.int32), (row << np.int32(bits)) | column
        return self._runs[key]

    def densest(self, level: int) -> float:
        """The count of the fullest cell of ``level``."""
        if level not in self._densest:
            keys = self.keys >> 2 * level
            starts = np.flatnonzero(np.concatenate([keys[:1] >= 0, keys[1:] != keys[:-1]]))
            counts = np.diff(starts, append=self.n_points)
            self._densest[level] = float(counts.max(initial=0))
        return self._densest[level]

    def local_counts(self) -> NDArray[np.float32]:
        """How many galaxies share each sorted point's cell, itself included, ``(n_points,)``.

        The more galaxies, the smaller the cells: about sixteen would share one if they were spread evenly.
        """
        bits = int(np.clip(np.log2(max(self.n_points, 16) / 16) / 2, 1, FINEST_BITS))
        level = FINEST_BITS - bits
        keys = self.keys >> 2 * level
        starts = np.flatnonzero(np.concatenate([keys[:1] >= 0, keys[1:] != keys[:-1]]))
        counts = np.diff(starts, append=self.n_points)
        return np.repeat(counts.astype(np.float32), counts)

    def nearest(
        self, x: float, y: float, radius: float = np.inf, allowed: NDArray[np.bool_] | None = None
    ) -> int | None:
        """Row of the galaxy nearest to the map's (x, y), None where there is none within ``radius``.

        Cells around (x, y) are searched, from the finest level to ever coarser ones, until the nearest
        point found is nearer than anything outside of them can be. Galaxies not ``allowed`` ``(n_galaxies,)``
        are passed over.
        """
        for level in range(FINEST_BITS + 1):
            reach = self.cell_width(level)
            square = View(x - reach, x + reach, y - reach, y + reach)
            place, distance = self._nearest_of(self._points_in_cells(square, level), x, y, allowed)
            if distance <= min(reach, radius):
                return int(self.rows[place])
            if reach > radius:
                return None
        place, distance = self._nearest_of(np.arange(self.n_points), x, y, allowed)
        return int(self.rows[place]) if place >= 0 and distance <= radius else None

    def _points_in_cells(self, view: View, level: int) -> NDArray[np.int64]:
        columns, rows = self._cells_across(view, level)
        cells = (_spread_bits()[rows][:, None] << 1 | _spread_bits()[columns]).ravel() << 2 * level
        bounds = np.array([cells, cells + (1 << 2 * level)]).astype(self.keys.dtype)
        starts, stops = np.searchsorted(self.keys, bounds)
        return np.concatenate([np.arange(start, stop) for start, stop in zip(starts, stops, strict=True)])

    def _nearest_of(
        self, places: NDArray[np.int64], x: float, y: float, allowed: NDArray[np.bool_] | None
    ) -> tuple[int, float]:
        if allowed is not None:
            places = places[allowed[self.rows[places]]]
        if len(places) == 0:
            return -1, np.inf
        squares = (self.x[places] - x) ** 2 + (self.y[places] - y) ** 2
        best = int(squares.argmin())
        return int(places[best]), float(np.sqrt(squares[best]))

    def _cells_across(self, view: View, level: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Columns and rows of the cells of ``level`` that touch ``view``; the outermost where none does."""
        width, last = self.cell_width(level), cells_a_side(level) - 1
        spans = []
        for low, high, origin in (
            (view.x_min, view.x_max, self.extent.x_min),
            (view.y_min, view.y_max, self.extent.y_min),
        ):
            ends = np.clip(np.floor([(low - origin) / width - 1e-3, (high - origin) / width + 1e-3]), 0, last)
            spans.append(np.arange(int(ends[0]), int(ends[1]) + 1))
        return spans[0], spans[1]

    def _keys(self, x: NDArray[np.float32], y: NDArray[np.float32]) -> NDArray[np.int32]:
        width = np.float32(self.cell_width(0))
        column = np.clip((x - np.float32(self.extent.x_min)) / width, 0, (1 << FINEST_BITS) - 1)
        row = np.clip((y - np.float32(self.extent.y_min)) / width, 0, (1 << FINEST_BITS) - 1)
        keys: NDArray[np.int32] = _spread_bits()[row.astype(np.int32)] << 1
        keys |= _spread_bits()[column.astype(np.int32)]
        return keys


def _block_number(block: tuple[int, int]) -> int:
    row, column = block
    return int(_spread_bits()[row]) << 1 | int(_spread_bits()[column])


@lru_cache(maxsize=1)
def _spread_bits() -> NDArray[np.int32]:
    """Each number below ``2 ** FINEST_BITS`` with a zero put in above each of its bits."""
    numbers = np.arange(1 << FINEST_BITS, dtype=np.int32)
    spread = np.zeros_like(numbers)
    for bit in range(FINEST_BITS):
        spread |= (numbers >> bit & 1) << (2 * bit)
    return spread


def _gathered_bits(keys: NDArray[np.int32]) -> NDArray[np.int32]:
    """The inverse of `_spread_bits`: every second bit of ``keys``, from the lowest."""
    gathered = keys & 0x55555555
    for shift, mask in ((1, 0x33333333), (2, 0x0F0F0F0F), (4, 0x00FF00FF), (8, 0x0000FFFF)):
        gathered = (gathered | (gathered >> shift)) & mask
    return gathered
