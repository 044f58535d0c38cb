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

_FAINTEST = 0.8
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
        The count of galaxies with a colour, then the sum of their values or sums of three colours;
        ``(n_filled,)`` each.
    """

    pixels: NDArray[np.int64]
    count: NDArray[Any]
    channels: tuple[NDArray[Any], ...]

    @staticmethod
    def joined(parts: "Sequence[Accumulated]") -> "Accumulated":
        """The sums of all ``parts``, no two of which hold the same pixel, made of the same channels."""
        pixels, count = (
            np.concatenate(arrays) for arrays in zip(*((p.pixels, p.count) for p in parts), strict=True)
        )
        is_all_coloured = parts[0].channels[0] is parts[0].count
        coloured, *sums = (
            np.concatenate(arrays) for arrays in zip(*(p.channels for p in parts), strict=True)
        )
        return Accumulated(pixels, count, (count if is_all_coloured else coloured, *sums))

    def without_empty(self) -> "Accumulated":
        """The same without pixels whose galaxies are all hidden."""
        kept = self.count > 0.5
        if kept.all():
            return self
        coloured, *sums = (channel[kept] for channel in self.channels)
        return Accumulated(self.pixels[kept], self.count[kept], (coloured, *sums))


def channels_of(
    values: NDArray[Any], shown: NDArray[np.bool_] | None = None, fits: NDArray[np.bool_] | None = None
) -> list[NDArray[np.float32] | None]:
    """What is summed by pixel: the count, the count of coloured points, and their values or three colours.

    None stands for ones. Points not ``shown`` ``(n_points,)`` add nothing; those that do not fit a filter, or
    have no value, are counted without a colour.
    """
    count = None if shown is None else shown.astype(np.float32)
    coloured = None if fits is None else fits.copy()
    if values.ndim == 1:
        known = np.isfinite(values)
        if not known.all():
            coloured = known if coloured is None else coloured & known
    if shown is not None:
        coloured = shown if coloured is None else coloured & shown
    weights = None if coloured is None else coloured.astype(np.float32)
    columns = [values] if values.ndim == 1 else list(values.T)
    numbers = [column.astype(np.float32, copy=False) for column in columns]
    if coloured is not None:
        numbers = [np.where(coloured, column, np.float32(0)) for column in numbers]
    return [count, weights, *numbers]


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

    With ``dot_px`` above 1 each point counts in all the pixels of a disc of that width. Sums are made over
    the filled pixels alone: of a view of few points most are empty.
    """
    frame = _DotFrame(width_px, height_px, dot_px)
    seen, places = frame.places(
        (x - np.float32(view.x_min)) * np.float32(width_px / view.width),
        (np.float32(view.y_max) - y) * np.float32(height_px / view.height),
    )
    pixels, slots = frame.filled(places)
    made: dict[int, NDArray[Any]] = {}
    for channel in channels:
        if id(channel) not in made:
            weight = None if channel is None else np.tile(channel[seen], len(places) // max(len(seen), 1))
            made[id(channel)] = np.bincount(slots, weight, len(pixels) + 1)[1:]
    count, *sums = (made[id(channel)] for channel in channels)
    return Accumulated(pixels, count, tuple(sums)).without_empty()


class _DotFrame:
    """A picture with a margin that takes what dots of ``dot_px`` paint over its edge."""

    def __init__(self, width_px: int, height_px: int, dot_px: int) -> None:
        self._width, self._height, self._dot = width_px, height_px, dot_px
        self._wide, self._high = width_px + 2 * (dot_px - 1), height_px + 2 * (dot_px - 1)

    def places(
        self, column: NDArray[np.float32], row: NDArray[np.float32]
    ) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Points that paint anything, and the places in the frame of each dot's pixels, in rounds over the points.

        ``column`` and ``row`` count from the picture's corner.
        """
        margin = self._dot // 2
        column, row = column + np.float32(margin), row + np.float32(margin)
        inside = (column >= 0) & (column < self._width + 2 * margin)
        seen = np.flatnonzero(inside & (row >= 0) & (row < self._height + 2 * margin))
        corner = row[seen].astype(np.int32) * np.int32(self._wide) + column[seen].astype(np.int32)
        steps = np.arange(self._dot, dtype=np.int32)
        is_round = (steps[:, None] - margin) ** 2 + (steps - margin) ** 2 <= margin**2 + 1
        offsets = (steps[:, None] * np.int32(self._wide) + steps)[is_round]
        return seen, (offsets[:, None] + corner).ravel()

    def filled(self, places: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """The picture's filled pixels, and for each place the number of its pixel from 1; 0 is the margin."""
        is_filled = np.zeros(self._high * self._wide, dtype=np.bool_)
        is_filled[places] = True
        margin = self._dot - 1
        picture = is_filled.reshape(self._high, self._wide)[
            margin : self._high - margin, margin : self._wide - margin
        ]
        pixels = np.flatnonzero(picture)
        number = np.zeros(self._high * self._wide, dtype=np.int32)
        number[pixels + (pixels // self._width) * (2 * margin) + margin * (self._wide + 1)] = np.arange(
            1, len(pixels) + 1, dtype=np.int32
        )
        return pixels, number[places]


def paint(
    sums: Accumulated,
    colour_map: str,
    limits: tuple[float, float] | None,
    densest: float | None = None,
) -> NDArray[np.uint32]:
    """Colours ``(n_filled,)`` of the filled pixels, four bytes each: red, green, blue, straight alpha.

    ``limits`` are the values at the ends of ``colour_map``; they are not used where colours were summed.
    Pixels without a coloured galaxy are grey and fainter. ``densest`` is the count of an opaque pixel, that
    of the fullest one if None.
    """
    coloured, *totals = sums.channels
    filled = np.empty((len(sums.pixels), 4), dtype=np.uint8)
    if len(totals) == 3:
        for channel, total in enumerate(totals):
            filled[:, channel] = total / np.maximum(coloured, 1)
    else:
        low, high = limits or (0.0, 1.0)
        scaled = (totals[0] / np.maximum(coloured, 1) - low) * (255.0 / (high - low))
        filled[:, :3] = COLOUR_MAPS[colour_map][np.clip(scaled, 0, 255).astype(np.uint8)]
    filled[:, 3] = opacity(sums.count, densest)
    if coloured is not sums.count:
        grey = coloured < 0.5
        filled[grey, :3] = NO_VALUE
        filled[grey, 3] //= 2
    return filled.view(np.uint32)[:, 0]


def dot_width(n_visible: int, n_pixels: int) -> int:
    """Odd width in pixels of a galaxy, so that few galaxies are seen and many do not smear."""
    filled = np.sqrt(0.15 * n_pixels / max(n_visible, 1))
    return int(np.clip(2 * int(filled / 2) + 1, 1, _WIDEST_DOT))


def opacity(count: NDArray[Any], densest: float | None = None) -> NDArray[np.uint8]:
    """Alpha by the logarithm of the count, from faint for one galaxy to opaque for ``densest`` and beyond."""
    densest = max(densest or float(count.max(initial=0.0)), 2.0)
    shades = np.log1p(np.arange(_SHADES) * (densest / (_SHADES - 1))) / np.log1p(densest)
    table = (255 * (_FAINTEST + (1 - _FAINTEST) * shades)).astype(np.uint8)
    scaled = np.minimum(count * ((_SHADES - 1) / densest), _SHADES - 1)
    alpha: NDArray[np.uint8] = table[scaled.astype(np.int32)]
    return alpha
