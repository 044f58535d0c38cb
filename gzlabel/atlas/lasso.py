"""The galaxies inside a line drawn on the map."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def lasso(positions: NDArray[Any], polygon: NDArray[Any]) -> NDArray[np.int64]:
    """Rows of the positions ``(n, 2)`` inside ``polygon`` ``(n_vertices, 2)``, closed by itself.

    Where the line crosses itself, what it goes around an even number of times is outside (the even-odd
    rule). Only positions in the polygon's bounding box are looked at closely.
    """
    outline = np.asarray(polygon, dtype=np.float64)
    if len(outline) < 3:
        return np.empty(0, dtype=np.int64)
    (x_min, y_min), (x_max, y_max) = outline.min(axis=0), outline.max(axis=0)
    x, y = positions[:, 0], positions[:, 1]
    near = np.flatnonzero((x >= x_min) & (x <= x_max) & (y >= y_min) & (y <= y_max))
    inside = points_in_polygon(positions[near].astype(np.float64), outline)
    return near[inside]


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
