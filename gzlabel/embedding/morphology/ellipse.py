"""The ellipse of a galaxy's light, and the galaxy as if seen face-on, its inclined ring a circle again."""

from dataclasses import dataclass

import numpy as np

from gzlabel.embedding.morphology.canvas import Canvas
from gzlabel.embedding.morphology.grid import Floats, pixel_grid

_EDGE_IN_SIZES = 2.5
_SMALLEST_EDGE = 10.0
_FLATTEST = 0.3


@dataclass(frozen=True)
class Ellipse:
    """Second moments of the light; every array is ``(n,)``.

    Attributes
    ----------
    position_angle
        Of the major axis from the x axis, in radians.
    axis_ratio
        Minor over major, 0 to 1.
    size
        Standard deviation of the light along the major axis, in pixels.
    """

    position_angle: Floats
    axis_ratio: Floats
    size: Floats

    @classmethod
    def measure(cls, canvas: Canvas) -> "Ellipse":
        """Measure the light more than 1.5 standard deviations above the sky."""
        side = canvas.luminance.shape[1]
        grid = pixel_grid(side)
        light = np.maximum(canvas.luminance - 1.5 * canvas.noise[:, None, None], 0) * grid.inside
        products = np.stack([grid.x**2, grid.y**2, grid.x * grid.y, np.ones_like(grid.x)], axis=-1)
        xx, yy, xy, total = (light.reshape(len(light), -1) @ products.reshape(-1, 4)).T
        xx, yy, xy = (moment / (total + 1e-6) for moment in (xx, yy, xy))
        difference = np.hypot((xx - yy) / 2, xy)
        major = np.maximum((xx + yy) / 2 + difference, 1.0)
        minor = np.clip((xx + yy) / 2 - difference, 0.1, major)
        angle = 0.5 * np.arctan2(2 * xy, xx - yy)
        return cls(angle, np.sqrt(minor / major), np.sqrt(major))


def face_on(canvas: Canvas, ellipse: Ellipse) -> Canvas:
    """Turn each major axis to x, stretch the minor axis and scale by size, in one resampling."""
    side = canvas.luminance.shape[1]
    grid = pixel_grid(side)
    edge = np.clip(_EDGE_IN_SIZES * ellipse.size, _SMALLEST_EDGE, grid.half) / np.float32(grid.half)
    cosine, sine = np.cos(ellipse.position_angle), np.sin(ellipse.position_angle)
    minor_edge = edge * np.maximum(ellipse.axis_ratio, np.float32(_FLATTEST))
    along, across = grid.x.ravel(), grid.y.ravel()
    half = np.float32(grid.half)
    x = half + np.outer(edge * cosine, along) - np.outer(minor_edge * sine, across)
    y = half + np.outer(edge * sine, along) + np.outer(minor_edge * cosine, across)
    bands = _bilinear(canvas.bands, x, y)
    return Canvas(bands, bands.mean(axis=1), canvas.noise)


def _bilinear(pictures: Floats, x: Floats, y: Floats) -> Floats:
    """Sample ``(n, channels, side, side)`` at pixel coordinates ``(n, side * side)``."""
    n, channels, side, _ = pictures.shape
    x, y = (np.clip(axis, 0, side - np.float32(1.001)) for axis in (x, y))
    column, row = x.astype(np.int32), y.astype(np.int32)
    right, down = x - column, y - row
    corner = row * side + column + (np.arange(n, dtype=np.int32) * channels * side * side)[:, None]
    weights = ((1 - right) * (1 - down), right * (1 - down), (1 - right) * down, right * down)
    flat = pictures.reshape(-1)
    sampled = np.empty((n, channels, side * side), dtype=np.float32)
    for channel in range(channels):
        first = corner + channel * side * side
        sampled[:, channel] = sum(
            weight * flat[first + step] for weight, step in zip(weights, (0, 1, side, side + 1), strict=True)
        )
    return sampled.reshape(n, channels, side, side)
