"""Ridges, knots, holes and dust lanes at several scales, ring by ring: the curvature of the smoothed picture.

The Hessian of the picture smoothed by a Gaussian has eigenvalues that tell a knot (both negative) from a
ridge (one of them) (Lindeberg 1998, IJCV 30, 79); its components along and across the radius tell a ring
from a spoke. Applied again to the size of the first response, as a scattering transform does (Mallat 2012,
CPAM 65, 1331), it tells a chain of knots from a smooth arm. All of it is a product with small matrices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gzlabel.embedding.morphology.grid import Floats, pixel_grid, ring_means

_FAINT = 0.003


@dataclass(frozen=True)
class Curvature:
    """Second derivatives ``(n, side, side)`` in units of the picture per smoothing length squared."""

    xx: Floats
    xy: Floats
    yy: Floats

    @classmethod
    def measure(cls, pictures: Floats, scale: float) -> "Curvature":
        """Differentiate pictures ``(n, side, side)`` smoothed by ``scale`` pixels.

        What is smoothed by two pixels or more is sampled at every second one, ``(n, side / 2, side / 2)``.
        """
        smooth, slope, bend = (_derivative(pictures.shape[1], scale, order) for order in (0, 1, 2))
        return cls(smooth @ (pictures @ bend.T), slope @ (pictures @ slope.T), bend @ (pictures @ smooth.T))

    @property
    def total(self) -> Floats:
        """The Laplacian, sum of the two eigenvalues."""
        return self.xx + self.yy

    @property
    def gap(self) -> Floats:
        """Difference of the two eigenvalues."""
        difference = self.xx - self.yy
        return np.asarray(np.sqrt(difference * difference + 4 * self.xy * self.xy))

    def along_radius(self) -> tuple[Floats, Floats]:
        """Radial second derivative, and the mixed radial and tangential one."""
        grid = pixel_grid(self.xx.shape[1])
        cosine, sine = grid.x / grid.radius, grid.y / grid.radius
        radial = self.xx * cosine**2 + 2 * self.xy * (cosine * sine) + self.yy * sine**2
        mixed = (self.yy - self.xx) * (cosine * sine) + self.xy * (cosine**2 - sine**2)
        return radial, mixed


def measure_texture(
    pictures: Floats, *, scales: Sequence[float] = (1, 2, 4), n_rings: int = 6, second_order: bool = True
) -> Floats:
    """Texture of pictures ``(n, side, side)``, relative to the light in each ring.

    Returns ``(n, 9 * n_scales * n_rings)``, and with ``second_order`` two more rings of values for each
    pair of scales.
    """
    light = np.abs(ring_means(pictures, n_rings))
    light = light + 0.05 * light.max(axis=1, keepdims=True) + np.float32(0.01)
    features, strengths = [], []
    for scale in scales:
        curvature = Curvature.measure(pictures, scale)
        features += _first_order(curvature, light)
        strengths.append(curvature.gap)
    if second_order:
        for first in range(len(scales) - 1):
            for scale in scales[first + 1 :]:
                strength = strengths[first]
                curvature = Curvature.measure(strength, scale * strength.shape[1] / pictures.shape[1])
                features += [_relative(curvature.gap, light), _relative(np.abs(curvature.total), light)]
    return np.concatenate(features, axis=1)


def _first_order(curvature: Curvature, light: Floats) -> list[Floats]:
    total, gap = curvature.total, curvature.gap
    radial, mixed = curvature.along_radius()
    tangential = total - radial
    lower, upper = (total - gap) / 2, (total + gap) / 2
    sizes = [np.maximum(-lower, 0), np.maximum(-upper, 0), np.maximum(lower, 0), np.maximum(upper, 0)]
    sizes += [np.abs(radial), np.abs(tangential), np.abs(mixed)]
    signed = [np.arcsinh(3 * ring_means(part, light.shape[1]) / light) for part in (radial, tangential)]
    return [_relative(size, light) for size in sizes] + signed


def _relative(size: Floats, light: Floats) -> Floats:
    return np.asarray(np.log(ring_means(size, light.shape[1]) / light + np.float32(_FAINT)))


@lru_cache(maxsize=64)
def _derivative(side: int, scale: float, order: int) -> Floats:
    """``(side or side / 2, side)`` matrix of a Gaussian derivative times ``scale ** order``; edges mirror."""
    stride = 2 if scale >= 2 else 1
    target = (np.arange(side // stride)[:, None] + 0.5) * stride - 0.5
    source = np.arange(-3 * side, 4 * side)
    step = target - source
    kernel = np.exp(-(step**2) / (2 * scale**2))
    kernel /= kernel.sum(axis=1, keepdims=True)
    if order == 1:
        kernel = -step / scale * kernel
    elif order == 2:
        kernel = (step**2 / scale**2 - 1) * kernel
    phase = source % (2 * side)
    folded = np.where(phase < side, phase, 2 * side - 1 - phase)
    matrix = np.zeros((side // stride, side))
    np.add.at(matrix.T, folded, kernel.T)
    return matrix.astype(np.float32)
