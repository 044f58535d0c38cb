"""Points to pixels: each pixel shows the mean of the galaxies beneath it, the more opaque the more there are.

Drawing dots over each other would show the last one only; the mean hides nothing, and its opacity grows with
the logarithm of the count, so that one galaxy is seen beside ten thousand.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.colours import COLOUR_MAPS, NO_VALUE, value_limits
from gzlabel.atlas.view import View

_FAINTEST = 0.45
"""Opacity of a pixel with one galaxy."""

_WIDEST_DOT = 7


def raster(
    positions: NDArray[np.float32],
    values: NDArray[Any],
    view: View,
    width_px: int,
    height_px: int,
    colour_map: str = "viridis",
    *,
    limits: tuple[float, float] | None = None,
    dot_px: int | None = None,
) -> NDArray[np.uint8]:
    """A picture of the galaxies in ``view``.

    Parameters
    ----------
    positions
        ``(n_galaxies, 2)``; rows that are not finite are left out.
    values
        ``(n_galaxies,)`` numbers, coloured by ``colour_map``; or ``(n_galaxies, 3)`` uint8 colours.
    limits
        Values at the two ends of the colour map; the extremes of ``values`` if None.
    dot_px
        Width of a galaxy, odd; if None, the fewer galaxies are in view, the wider.

    Returns
    -------
    ``(height_px, width_px, 4)`` uint8, red, green, blue and straight (not premultiplied) alpha.
    """
    places, rows = _pixels_in_view(positions, view, width_px, height_px)
    n_pixels = width_px * height_px
    dot = dot_px or dot_width(len(rows), n_pixels)
    count = _spread(np.bincount(places, minlength=n_pixels), width_px, height_px, dot)
    if values.ndim == 2:
        sums = [np.bincount(places, values[rows, channel], n_pixels) for channel in range(3)]
        spread = [_spread(total, width_px, height_px, dot) for total in sums]
        colours = (np.stack(spread, axis=-1) / np.maximum(count, 1)[..., None]).astype(np.uint8)
    else:
        colours = _mean_colours(
            values, places, rows, (width_px, height_px), dot, colour_map, limits or value_limits(values)
        )
    picture = np.empty((height_px, width_px, 4), dtype=np.uint8)
    picture[..., :3] = colours
    picture[..., 3] = opacity(count)
    return picture


def dot_width(n_visible: int, n_pixels: int) -> int:
    """Odd width in pixels of a galaxy, so that few galaxies are seen and many do not smear."""
    filled = np.sqrt(0.15 * n_pixels / max(n_visible, 1))
    return int(np.clip(2 * int(filled / 2) + 1, 1, _WIDEST_DOT))


def opacity(count: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Alpha by the logarithm of the count, from faint for one galaxy to opaque for the densest pixel."""
    densest = max(float(count.max(initial=0.0)), 2.0)
    shades = np.log1p(np.arange(4096, dtype=np.float32) * (densest / 4095)) / np.log1p(densest)
    table = (255 * (_FAINTEST + (1 - _FAINTEST) * shades)).astype(np.uint8)
    alpha: NDArray[np.uint8] = table[(count * (4095 / densest)).astype(np.int32)]
    alpha[count < 0.5] = 0
    return alpha


def _pixels_in_view(
    positions: NDArray[np.float32], view: View, width_px: int, height_px: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    pixels = view.to_pixels(positions, width_px, height_px)
    column, row = pixels[:, 0], pixels[:, 1]
    rows = np.flatnonzero((column >= 0) & (column < width_px) & (row >= 0) & (row < height_px))
    places = row[rows].astype(np.int64) * width_px + column[rows].astype(np.int64)
    return places, rows


def _mean_colours(
    values: NDArray[Any],
    places: NDArray[np.int64],
    rows: NDArray[np.int64],
    shape_px: tuple[int, int],
    dot: int,
    colour_map: str,
    limits: tuple[float, float],
) -> NDArray[np.uint8]:
    n_pixels = shape_px[0] * shape_px[1]
    shown = np.asarray(values[rows], dtype=np.float64)
    known = np.isfinite(shown)
    total = _spread(np.bincount(places[known], shown[known], n_pixels), *shape_px, dot)
    count = _spread(np.bincount(places[known], minlength=n_pixels), *shape_px, dot)
    scaled = (total / np.maximum(count, 1) - limits[0]) * (255.0 / (limits[1] - limits[0]))
    colours = COLOUR_MAPS[colour_map][np.clip(scaled, 0, 255).astype(np.uint8)]
    colours[count < 0.5] = NO_VALUE
    return colours


def _spread(sums: NDArray[Any], width_px: int, height_px: int, dot: int) -> NDArray[np.float32]:
    """Each pixel's sum over the ``dot`` x ``dot`` pixels around it, ``(height_px, width_px)``."""
    image = sums.reshape(height_px, width_px).astype(np.float32)
    for axis in (0, 1) if dot > 1 else ():
        wide = image.copy()
        for step in range(1, dot // 2 + 1):
            ahead, behind = _shifted(axis, step)
            wide[ahead] += image[behind]
            wide[behind] += image[ahead]
        image = wide
    return image


def _shifted(axis: int, step: int) -> tuple[tuple[slice, ...], tuple[slice, ...]]:
    whole = slice(None)
    ahead, behind = slice(step, None), slice(None, -step)
    return ((ahead, whole), (behind, whole)) if axis == 0 else ((whole, ahead), (whole, behind))
