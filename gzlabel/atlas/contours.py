"""Lines of equal density over the map: within each lies a given share of the galaxies, where they are densest.

References
----------
Hyndman 1996, "Computing and Graphing Highest Density Regions", American Statistician 50, 120 (which density
belongs to which share); Lorensen & Cline 1987 (the lines, by marching squares); Wells 1986 (three running
means stand for a Gaussian). Embedding Atlas (Ren et al. 2025, arXiv:2505.06386) shows such lines over a map.
"""

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.point_index import PointIndex
from gzlabel.atlas.view import View

SHARES = (0.9, 0.7, 0.5, 0.3, 0.1)
"""Of the galaxies around, from the outermost line to the innermost."""

_FEWEST = 100
_MOST_COUNTED = 150_000
_CELLS_ACROSS = 180
_SMOOTHING, _SMOOTHEST = 16.0, 10
"""Cells that a density of one galaxy would be smoothed over, and the most; more galaxies need less (Scott 1992)."""

_BORDER = 0.2
_EDGES_OF_CASE = (
    (),
    ((3, 0),),
    ((0, 1),),
    ((3, 1),),
    ((1, 2),),
    ((3, 0), (1, 2)),
    ((0, 2),),
    ((3, 2),),
    ((2, 3),),
    ((2, 0),),
    ((0, 1), (2, 3)),
    ((2, 1),),
    ((1, 3),),
    ((1, 0),),
    ((0, 3),),
    (),
)
"""Which edges of a cell a line joins; corners are bits and edges numbers, from the upper left and clockwise."""


def density_contours(
    index: PointIndex, view: View, kept: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.float32], ...]:
    """For each of `SHARES` the pieces of its line ``(n_pieces, 2, 2)``: two ends, x and y, on the map.

    The galaxies of ``view`` and of a border around it are counted, of very many an even part; of less than a
    hundred there is no density to speak of, and no line. ``kept`` ``(n_galaxies,)`` leaves galaxies out.
    """
    around = _with_border(view)
    cell = around.width / _CELLS_ACROSS
    n_rows = max(4, round(around.height / cell))
    counts = _counted(index, around, n_rows, kept)
    n_galaxies = counts.sum()
    if n_galaxies < _FEWEST:
        return ()
    reach = min(max(2, round(_SMOOTHING * n_galaxies ** (-1 / 6))), _SMOOTHEST)
    density = _smoothed(_smoothed(counts, reach).T, reach).T
    return tuple(_on_map(_pieces(density, level), around, cell) for level in _levels(density))


def _with_border(view: View) -> View:
    dx, dy = _BORDER * view.width, _BORDER * view.height
    return View(view.x_min - dx, view.x_max + dx, view.y_min - dy, view.y_max + dy)


def _counted(
    index: PointIndex, view: View, n_rows: int, kept: NDArray[np.bool_] | None
) -> NDArray[np.float64]:
    """Galaxies by cell ``(n_rows, n_columns)``, the uppermost first.

    The points lie in the order of their places, so every so-many-th is an even sample.
    """
    slices = index.slices(view)
    step = 1 + sum(part.stop - part.start for part in slices) // _MOST_COUNTED
    places = np.concatenate([np.arange(part.start, part.stop, step) for part in slices] or [np.empty(0, int)])
    if kept is not None:
        places = places[kept[index.rows[places]]]
    column = np.floor((index.x[places] - view.x_min) * (_CELLS_ACROSS / view.width)).astype(np.int64)
    row = np.floor((view.y_max - index.y[places]) * (n_rows / view.height)).astype(np.int64)
    inside = (column >= 0) & (column < _CELLS_ACROSS) & (row >= 0) & (row < n_rows)
    cells = row[inside] * _CELLS_ACROSS + column[inside]
    counts = np.bincount(cells, minlength=n_rows * _CELLS_ACROSS).reshape(n_rows, _CELLS_ACROSS)
    return np.asarray(counts * step, dtype=np.float64)


def _smoothed(counts: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """Three running means along the columns, each over ``reach`` cells to either side."""
    width = 2 * reach + 1
    for _ in range(3):
        padded = np.pad(counts, ((reach + 1, reach), (0, 0)))
        total = padded.cumsum(axis=0)
        counts = (total[width:] - total[:-width]) / width
    return counts


def _levels(density: NDArray[np.float64]) -> list[float]:
    """The density above which each of `SHARES` of the galaxies lies."""
    falling = np.sort(density, axis=None)[::-1]
    held = falling.cumsum()
    places = np.searchsorted(held, np.array(SHARES) * held[-1])
    return [float(falling[place]) for place in np.minimum(places, len(falling) - 1)]


def _pieces(density: NDArray[np.float64], level: float) -> NDArray[np.float32]:
    """Where ``density`` passes ``level``: pieces ``(n, 2, 2)`` between the middles of cells, column and row."""
    above = density >= level
    corners = (above[:-1, :-1], above[:-1, 1:], above[1:, 1:], above[1:, :-1])
    case = np.zeros(corners[0].shape, dtype=np.uint8)
    for bit, corner in enumerate(corners):
        case |= corner.astype(np.uint8) << np.uint8(bit)
    rows, columns = np.nonzero((case > 0) & (case < 15))
    cases = case[rows, columns]
    ends = _edge_points(density, level, rows, columns)
    found = [
        np.stack([ends[first][cases == number], ends[last][cases == number]], axis=1)
        for number, pairs in enumerate(_EDGES_OF_CASE)
        for first, last in pairs
    ]
    pieces: NDArray[np.float32] = np.concatenate(found).astype(np.float32)
    return pieces


def _edge_points(
    density: NDArray[np.float64], level: float, rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> tuple[NDArray[np.float64], ...]:
    """Where the line would meet the upper, right, lower and left edge of each cell, ``(n_cells, 2)`` each."""
    upper_left, upper_right = density[rows, columns], density[rows, columns + 1]
    lower_left, lower_right = density[rows + 1, columns], density[rows + 1, columns + 1]
    return (
        np.stack([columns + _share(upper_left, upper_right, level), rows + 0.0], axis=1),
        np.stack([columns + 1.0, rows + _share(upper_right, lower_right, level)], axis=1),
        np.stack([columns + _share(lower_left, lower_right, level), rows + 1.0], axis=1),
        np.stack([columns + 0.0, rows + _share(upper_left, lower_left, level)], axis=1),
    )


def _share(start: NDArray[np.float64], end: NDArray[np.float64], level: float) -> NDArray[np.float64]:
    rise = np.where(end == start, 1.0, end - start)
    return np.clip((level - start) / rise, 0.0, 1.0)


def _on_map(pieces: NDArray[np.float32], view: View, cell: float) -> NDArray[np.float32]:
    x, y = view.x_min + (pieces[..., 0] + 0.5) * cell, view.y_max - (pieces[..., 1] + 0.5) * cell
    return np.stack([x, y], axis=-1).astype(np.float32)
