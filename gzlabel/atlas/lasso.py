"""The galaxies inside a line drawn on the map."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_CELLS = 256
_WORTH_CELLS = 20_000


def lasso(positions: NDArray[Any], polygon: NDArray[Any]) -> NDArray[np.int64]:
    """Rows of the positions ``(n, 2)`` inside ``polygon`` ``(n_vertices, 2)``, closed by itself.

    Where the line crosses itself, what it goes around an even number of times is outside (the even-odd
    rule). Of many positions only those near the line are looked at closely: a cell of a grid that the line
    does not touch is inside or outside as a whole.
    """
    outline = np.asarray(polygon, dtype=np.float64)
    if len(outline) < 3:
        return np.empty(0, dtype=np.int64)
    (x_min, y_min), (x_max, y_max) = outline.min(axis=0), outline.max(axis=0)
    x, y = positions[:, 0], positions[:, 1]
    near = np.flatnonzero((x >= x_min) & (x <= x_max) & (y >= y_min) & (y <= y_max))
    if len(near) < _WORTH_CELLS:
        return near[points_in_polygon(positions[near].astype(np.float64), outline)]
    inside, touched = _cells_of(outline)
    column = _cell_numbers(x[near], x_min, x_max)
    flat = _cell_numbers(y[near], y_min, y_max) * _CELLS + column
    taken = inside.ravel()[flat]
    close = np.flatnonzero(touched.ravel()[flat])
    taken[close] = points_in_polygon(positions[near[close]].astype(np.float64), outline)
    rows: NDArray[np.int64] = near[taken]
    return rows


def points_in_polygon(points: NDArray[np.float64], outline: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which ``points`` ``(n, 2)`` lie inside ``outline`` ``(n_vertices, 2)``.

    Points are sorted by y, so that each edge meets only the slice of points between its two ends.
    """
    order = np.argsort(points[:, 1], kind="stable")
    x, y = points[order, 0], points[order, 1]
    crossings = np.zeros(len(points), dtype=np.bool_)
    ends = np.roll(outline, -1, axis=0)
    lower = np.searchsorted(y, np.minimum(outline[:, 1], ends[:, 1]), side="left")
    upper = np.searchsorted(y, np.maximum(outline[:, 1], ends[:, 1]), side="left")
    for (x0, y0), (x1, y1), first, stop in zip(outline, ends, lower, upper, strict=True):
        if stop > first:
            edge_x = x0 + (y[first:stop] - y0) * ((x1 - x0) / (y1 - y0))
            crossings[first:stop] ^= x[first:stop] < edge_x
    inside = np.empty_like(crossings)
    inside[order] = crossings
    return inside


def _cell_numbers(values: NDArray[Any], low: float, high: float) -> NDArray[np.intp]:
    scale = np.float32(_CELLS / max(high - low, 1e-30))
    return np.minimum(((values - np.float32(low)) * scale).astype(np.intp), _CELLS - 1)


def _cells_of(outline: NDArray[np.float64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of a grid over the outline's bounding box, cells whose centre is inside, and cells the line touches.

    The line is sampled every half cell, and the cells beside a sample count as touched too, so that a corner
    cut between two samples is not missed.
    """
    low = outline.min(axis=0)
    corners = (outline - low) * (_CELLS / np.maximum(outline.max(axis=0) - low, 1e-30))
    centres = np.arange(_CELLS) + 0.5
    grid = np.stack(np.meshgrid(centres, centres), axis=-1).reshape(-1, 2)
    inside = points_in_polygon(grid, corners).reshape(_CELLS, _CELLS)
    steps = np.roll(corners, -1, axis=0) - corners
    n_samples = 1 + np.ceil(2 * np.abs(steps).max(axis=1)).astype(np.int64)
    edge = np.repeat(np.arange(len(corners)), n_samples)
    along = (np.arange(len(edge)) - np.repeat(np.cumsum(n_samples) - n_samples, n_samples)) / n_samples[edge]
    samples = np.clip(corners[edge] + along[:, None] * steps[edge], 0, _CELLS - 1).astype(np.int64)
    touched = np.zeros((_CELLS + 2, _CELLS + 2), dtype=np.bool_)
    for down in range(3):
        for across in range(3):
            touched[samples[:, 1] + down, samples[:, 0] + across] = True
    return inside, touched[1:-1, 1:-1]
