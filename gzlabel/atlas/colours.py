"""Colours that mean something to every eye: sequential maps for values, a palette for categories.

References
----------
viridis and magma: Smith & van der Walt 2015 (CC0, from matplotlib); cividis: Nunez, Anderton & Renslow 2018;
palette: Okabe & Ito 2008, then Tol 2021 (muted).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_ANCHORS_VIRIDIS = (
    "440154 470d60 48186a 482374 472d7b 453681 424086 3f4989 3b528b 375a8d 33638d "
    "2f6a8e 2c728e 297a8e 26818e 23898e 21908c 1f988b 1f9f88 21a685 28ae80 31b57b "
    "3ebc74 4cc26c 5dc963 6ece58 82d34c 96d83f abdc32 c0df24 d5e21a eae51a fde725"
)
_ANCHORS_CIVIDIS = (
    "00224e 00285b 002e6a 043371 1a386f 273e6e 32436d 3b496c 434e6c 4b546c 52596d "
    "5a5f6e 61656f 686a71 6f7073 757676 7c7b78 848179 8b8778 938d78 9b9376 a39a75 "
    "aba072 b3a670 bbad6c c3b469 ccba64 d4c15f ddc958 e6d051 efd748 f8df3c fee838"
)
_ANCHORS_MAGMA = (
    "000004 030311 0a0822 130d33 1d1146 28115a 36106a 430f76 50127c 5d177f 691c81 "
    "762181 822681 8f2a81 9c2e7f a9327d b63779 c33b75 cf4170 db486a e65163 ee5c5e "
    "f5695c f9785d fb8761 fd9668 fea571 feb47b fec387 fed194 fde0a2 fceeb0 fcfdbf"
)
_ANCHORS_DAWN = "6f7cc0 5f8bcb 4f9bcb 45abc0 47baac 62c68f 90d071 c6d955 fde73f"
_PALETTE = (
    "0072b2 e69f00 009e73 cc79a7 56b4e9 d55e00 f0e442 "
    "332288 88ccee 44aa99 117733 999933 ddcc77 cc6677 882255 aa4499"
)

NO_VALUE = np.array([128, 128, 128], dtype=np.uint8)
"""Colour of galaxies for which there is no value, and of those in no cluster."""


def _table(hexadecimal: str) -> NDArray[np.uint8]:
    return np.frombuffer(bytes.fromhex(hexadecimal), dtype=np.uint8).reshape(-1, 3)


def _between(anchors: NDArray[np.uint8]) -> NDArray[np.uint8]:
    places = np.linspace(0, len(anchors) - 1, 256)
    channels = [np.interp(places, np.arange(len(anchors)), anchors[:, channel]) for channel in range(3)]
    return np.rint(np.stack(channels, axis=1)).astype(np.uint8)


COLOUR_MAPS: dict[str, NDArray[np.uint8]] = {
    "viridis": _between(_table(_ANCHORS_VIRIDIS)),
    "cividis": _between(_table(_ANCHORS_CIVIDIS)),
    "magma": _between(_table(_ANCHORS_MAGMA)),
    "dawn": _between(_table(_ANCHORS_DAWN)),
}
"""Tables ``(256, 3)`` by name, from low values to high.

``dawn`` is ours, for a dark sky: blue to yellow as viridis, but no darker than a lightness of 53 of 100, so
that the least interesting galaxies can be seen too; lightness rises for every kind of colour vision."""

PALETTE: NDArray[np.uint8] = _table(_PALETTE)
"""``(16, 3)`` colours for categories; more categories use them again."""


def colours_of(
    values: NDArray[Any], colour_map: str = "viridis", limits: tuple[float, float] | None = None
) -> NDArray[np.uint8]:
    """Colours ``(n, 3)`` of ``values`` ``(n,)`` between ``limits`` (their own extremes if None)."""
    low, high = limits or value_limits(values)
    scaled = (np.asarray(values, dtype=np.float32) - low) * (255.0 / (high - low))
    known = np.isfinite(scaled)
    indices = np.clip(np.where(known, scaled, 0.0), 0, 255).astype(np.uint8)
    colours = COLOUR_MAPS[colour_map][indices]
    colours[~known] = NO_VALUE
    return colours


def category_colours(categories: NDArray[Any]) -> NDArray[np.uint8]:
    """Colours ``(n, 3)`` of category numbers ``(n,)``; negative ones, which mean none, are grey."""
    colours: NDArray[np.uint8] = PALETTE[np.asarray(categories) % len(PALETTE)]
    colours[np.asarray(categories) < 0] = NO_VALUE
    return colours


def value_limits(values: NDArray[Any]) -> tuple[float, float]:
    """Least and greatest finite value, set apart where they coincide; (0, 1) where there is none."""
    if len(values) == 0:
        return 0.0, 1.0
    low, high = float(np.fmin.reduce(values)), float(np.fmax.reduce(values))
    if not (np.isfinite(low) and np.isfinite(high)):
        known = values[np.isfinite(values)]
        low, high = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    return (low, high) if high > low else (low - 0.5, high + 0.5)
