"""Cutouts of any size, brought to one small square of light above the sky, their symmetry unbroken."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.morphology.grid import Floats, pixel_grid

_GREY_LEVEL = np.float32(1 / 255)


@dataclass(frozen=True)
class Canvas:
    """A batch of galaxies on one grid.

    Attributes
    ----------
    bands
        ``(n, 3, side, side)`` light above the sky, 0 to 1 being the range of the picture.
    luminance
        ``(n, side, side)``, mean of the bands.
    noise
        ``(n,)`` robust standard deviation of the luminance in the outer frame, at least one grey level.
    """

    bands: Floats
    luminance: Floats
    noise: Floats

    @classmethod
    def paint(cls, images: Sequence[NDArray[np.uint8]], side: int) -> "Canvas":
        """Resample the central square of each ``(h, w, 3)`` image to ``side`` pixels and take off its sky."""
        bands = np.stack([_resampled(image, side) for image in images])
        frame = pixel_grid(side).frame
        bands -= np.median(bands[:, :, frame], axis=2)[:, :, None, None]
        luminance = bands.mean(axis=1)
        sky = luminance[:, frame]
        spread = np.median(np.abs(sky - np.median(sky, axis=1, keepdims=True)), axis=1)
        return cls(bands, luminance, np.float32(1.4826) * spread + _GREY_LEVEL)


def _resampled(image: NDArray[np.uint8], side: int) -> Floats:
    height, width = image.shape[:2]
    square = min(height, width)
    top, left = (height - square) // 2, (width - square) // 2
    cut = image[top : top + square, left : left + square]
    planes = np.moveaxis(cut, 2, 0).astype(np.float32)
    if square != side:
        weights = _resampling_weights(square, side)
        planes = np.asarray(weights @ planes @ weights.T, dtype=np.float32)
    return np.asarray(planes * _GREY_LEVEL, dtype=np.float32)


@lru_cache(maxsize=256)
def _resampling_weights(n_from: int, n_to: int) -> Floats:
    """``(n_to, n_from)`` of a triangle as wide as a pixel of the coarser grid; the same read backwards."""
    scale = n_from / n_to
    centres = (np.arange(n_to) + 0.5) * scale - 0.5
    distance = np.abs(np.arange(n_from)[None, :] - centres[:, None]) / max(scale, 1.0)
    weights = np.maximum(0.0, 1.0 - distance)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), dtype=np.float32)
