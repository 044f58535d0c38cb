"""From sums over the galaxies of each pixel to colour and opacity.

Dots drawn over each other would show the last one only; the mean hides nothing, and opacity that grows with
the logarithm of the count shows one galaxy beside ten thousand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.colours import COLOUR_MAPS, NO_VALUE
from gzlabel.atlas.view import View

_FAINTEST = 0.6
"""Opacity of a pixel with one galaxy."""

_WIDEST_DOT = 7
_SHADES = 2048


@dataclass(frozen=True)
class Accumulated:
    """Sums of the pixels that hold galaxies.

    Attributes
    ----------
    pixels
        ``(n_filled,)`` places in the flat picture.
    count
        ``(n_filled,)`` galaxies in each.
    channels
        Either the count of galaxies with a value and the sum of their values, or sums of three colours;
        ``(n_filled,)`` each.
    """

    pixels: NDArray[np.int64]
    count: NDArray[Any]
    channels: tuple[NDArray[Any], ...]

    @classmethod
    def of(cls, sums: Sequence[NDArray[Any]]) -> "Accumulated":
        """Keep the filled pixels of whole pictures of sums, the count first."""
        count = sums[0].ravel()
        pixels = np.flatnonzero(count > 0.5)
        return cls(pixels, count[pixels], tuple(channel.ravel()[pixels] for channel in sums[1:]))


def channels_of(
    values: NDArray[Any], shown: NDArray[np.bool_] | None = None
) -> list[NDArray[np.float32] | None]:
    """What is summed by pixel: the count, then either the count of known values and the values, or colours.

    None stands for ones. Points without a value, and those not ``shown`` ``(n_points,)``, add nothing.
    """
    weights = None if shown is None else shown.astype(np.float32)
    if values.ndim == 2:
        colours = [values[:, channel].astype(np.float32) for channel in range(3)]
        return [weights, *(colours if weights is None else [colour * weights for colour in colours])]
    numbers = values.astype(np.float32, copy=False)
    known = np.isfinite(numbers)
    if weights is None and known.all():
        return [None, None, numbers]
    counted = known.astype(np.float32) if weights is None else known * weights
    return [weights, counted, np.where(counted > 0, numbers, np.float32(0))]


def scatter(
    x: NDArray[np.float32],
    y: NDArray[np.float32],
    channels: Sequence[NDArray[np.float32] | None],
    view: View,
    width_px: int,
    height_px: int,
    dot_px: int = 1,
) -> Accumulated:
    """Sum ``channels`` ``(n_points,)`` over the points of each pixel; None stands for ones.

    With ``dot_px`` above 1 each point counts in all the pixels of a square of that width.
    """
    margin = dot_px // 2
    wide, high = width_px + 2 * margin, height_px + 2 * margin
    column = (x - np.float32(view.x_min)) * np.float32(width_px / view.width) + np.float32(margin)
    row = (np.float32(view.y_max) - y) * np.float32(height_px / view.height) + np.float32(margin)
    seen = np.flatnonzero((column >= 0) & (column < wide) & (row >= 0) & (row < high))
    places = row[seen].astype(np.int64) * wide + column[seen].astype(np.int64)
    made: dict[int, NDArray[Any]] = {}
    for channel in channels:
        if id(channel) not in made:
            weight = None if channel is None else channel[seen]
            sums = np.bincount(places, weight, wide * high)
            made[id(channel)] = _widened(sums, wide, dot_px) if dot_px > 1 else sums
    return Accumulated.of([made[id(channel)] for channel in channels])


def paint(
    sums: Accumulated, n_pixels: int, colour_map: str, limits: tuple[float, float] | None
) -> NDArray[np.uint32]:
    """A flat picture ``(n_pixels,)``, each pixel's four bytes red, green, blue, straight alpha; mean colours.

    ``limits`` are the values at the ends of ``colour_map``; they are not used where colours were summed.
    """
    filled = np.empty((len(sums.pixels), 4), dtype=np.uint8)
    if len(sums.channels) == 3:
        for channel, total in enumerate(sums.channels):
            filled[:, channel] = total / sums.count
    else:
        known, total = sums.channels
        low, high = limits or (0.0, 1.0)
        scaled = (total / np.maximum(known, 1) - low) * (255.0 / (high - low))
        filled[:, :3] = COLOUR_MAPS[colour_map][np.clip(scaled, 0, 255).astype(np.uint8)]
        filled[known < 0.5, :3] = NO_VALUE
    filled[:, 3] = opacity(sums.count)
    picture = np.zeros(n_pixels, dtype=np.uint32)
    picture[sums.pixels] = filled.view(np.uint32)[:, 0]
    return picture


def dot_width(n_visible: int, n_pixels: int) -> int:
    """Odd width in pixels of a galaxy, so that few galaxies are seen and many do not smear."""
    filled = np.sqrt(0.15 * n_pixels / max(n_visible, 1))
    return int(np.clip(2 * int(filled / 2) + 1, 1, _WIDEST_DOT))


def opacity(count: NDArray[Any]) -> NDArray[np.uint8]:
    """Alpha by the logarithm of the count, from faint for one galaxy to opaque for the densest pixel."""
    densest = max(float(count.max(initial=0.0)), 2.0)
    shades = np.log1p(np.arange(_SHADES) * (densest / (_SHADES - 1))) / np.log1p(densest)
    table = (255 * (_FAINTEST + (1 - _FAINTEST) * shades)).astype(np.uint8)
    alpha: NDArray[np.uint8] = table[(count * ((_SHADES - 1) / densest)).astype(np.int32)]
    return alpha


def _widened(sums: NDArray[Any], wide: int, dot_px: int) -> NDArray[Any]:
    """Sums of each filled pixel added to the square around it, and the margin cut off."""
    margin = dot_px // 2
    picture = sums.reshape(-1, wide)
    filled = np.flatnonzero(sums)
    padded = np.zeros((len(picture) + 2 * margin, wide + 2 * margin))
    row, column = np.divmod(filled, wide)
    corner = row * padded.shape[1] + column
    flat, added = padded.reshape(-1), sums[filled]
    for down in range(dot_px):
        for across in range(dot_px):
            flat[corner + (down * padded.shape[1] + across)] += added
    return padded[2 * margin : -2 * margin, 2 * margin : -2 * margin]
