"""The classical numbers of galaxy structure: concentration, asymmetry, Gini, M20, shape and colour.

Conselice 2003, ApJS 147, 1 (C and A); Lotz, Primack & Madau 2004, AJ 128, 163 (Gini and M20).
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.morphology.canvas import Canvas
from gzlabel.embedding.morphology.ellipse import Ellipse
from gzlabel.embedding.morphology.grid import Floats, pixel_grid

_LIGHT_FRACTIONS = (0.2, 0.5, 0.8, 0.9)


def measure_structure(canvas: Canvas, ellipse: Ellipse) -> Floats:
    """Measure ``(n, 23)`` numbers, logarithms where a ratio is meant."""
    grid = pixel_grid(canvas.luminance.shape[1])
    light = np.maximum(canvas.luminance, 0)[:, grid.inside]
    total = light.sum(axis=1) + 1e-3
    numbers = [
        *_concentration(light, total, grid.side),
        *_gini_and_m20(light, total, grid.radius[grid.inside]),
        *_asymmetry(canvas.luminance),
        *_asymmetry(canvas.bands[:, 0] - canvas.bands[:, 2]),
        *_brightness(canvas, light, total),
        *_offset(light, total, grid.side),
        ellipse.axis_ratio,
        np.log(ellipse.size),
    ]
    return np.stack(numbers, axis=1).astype(np.float32)


def _concentration(light: Floats, total: Floats, side: int) -> list[Floats]:
    radius, order = _by_radius(side)
    growth = np.cumsum(light[:, order], axis=1) / total[:, None]
    r20, r50, r80, r90 = (
        np.log(radius[np.argmax(growth >= fraction * growth[:, -1:], axis=1)])
        for fraction in _LIGHT_FRACTIONS
    )
    return [r80 - r20, r90 - r50, r50]


def _gini_and_m20(light: Floats, total: Floats, radius: Floats) -> list[Floats]:
    n_pixels = light.shape[1]
    order = np.argsort(light, axis=1)
    ascending = np.take_along_axis(light, order, axis=1)
    rank = 2 * np.arange(1, n_pixels + 1, dtype=np.float32) - n_pixels - 1
    gini = ascending @ rank / (total * (n_pixels - 1))
    moment = ascending * (radius**2)[order]
    above = 1 - np.cumsum(ascending, axis=1) / total[:, None]
    whole = moment.sum(axis=1) + 1e-6
    # The limit is a ramp, not a step: among equal pixels of 256 levels there is no order of brightness.
    within = [np.clip(2.5 - 2 * above / share, 0, 1) for share in (0.2, 0.5)]
    return [gini, *(np.log10((moment * part).sum(axis=1) / whole + 1e-4) for part in within)]


def _asymmetry(pictures: Floats) -> list[Floats]:
    """Residual under half and quarter turns, within a third of the radius and beyond."""
    grid = pixel_grid(pictures.shape[1])
    amount = np.abs(pictures[:, grid.inside]).sum(axis=1) + 1
    core = grid.radius < grid.half / 3
    zones = np.stack([core & grid.inside, ~core & grid.inside], axis=-1).reshape(-1, 2).astype(np.float32)
    turned = (pictures[:, ::-1, ::-1], np.rot90(pictures, 1, axes=(1, 2)))
    residuals = [np.abs(pictures - other).reshape(len(pictures), -1) @ zones for other in turned]
    return [np.log(residual[:, zone] / amount + 0.02) for residual in residuals for zone in (0, 1)]


def _brightness(canvas: Canvas, light: Floats, total: Floats) -> list[Floats]:
    inside = pixel_grid(canvas.luminance.shape[1]).inside
    shares = np.maximum(canvas.bands[:, :, inside].sum(axis=2), 1.0) / total[:, None]
    return [np.log(total), np.log(light.max(axis=1) + 0.02), np.log(canvas.noise), *np.log(shares).T]


def _offset(light: Floats, total: Floats, side: int) -> list[Floats]:
    """Distance of the centre of light from the centre of the picture."""
    grid = pixel_grid(side)
    x, y = light @ grid.x[grid.inside] / total, light @ grid.y[grid.inside] / total
    return [np.log(np.hypot(x, y) + 0.3)]


@lru_cache(maxsize=8)
def _by_radius(side: int) -> tuple[Floats, NDArray[np.int64]]:
    grid = pixel_grid(side)
    radius = grid.radius[grid.inside]
    order = np.argsort(radius, kind="stable")
    return radius[order], order
