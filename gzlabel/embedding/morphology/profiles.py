"""How light, colour and their angular pattern change with radius.

Angular Fourier modes of isophotes: Lauer 1985, ApJS 57, 473; Conselice 1997, PASP 109, 1251. The turn of
phase from one radius to the next, none in a bar and steady in a spiral arm, enters as the product of a mode
with its conjugate further out; the size of the imaginary part forgets the handedness.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.morphology.canvas import Canvas
from gzlabel.embedding.morphology.grid import Floats

_N_RADII, _N_ANGLES = 16, 32
_N_MODES, _N_PHASED_MODES = 6, 4
_RING_STEPS = (2, 5)


def measure_profiles(canvas: Canvas) -> Floats:
    """Radial profiles of brightness, scatter and two colours, ``(n, 5 * 16)``."""
    rings = _polar(canvas.bands)
    bands = rings.mean(axis=3)
    light = bands.mean(axis=1)
    peak = np.abs(light).max(axis=1, keepdims=True) + 1e-3
    scatter = rings.mean(axis=1).std(axis=2) / (np.abs(light) + 0.05 * peak + 0.01)
    magnitude = np.log(np.maximum(bands, 0) + 0.03)
    return np.concatenate(
        [
            np.arcsinh(20 * light / peak),
            np.arcsinh(20 * light),
            np.log(scatter + 0.02),
            magnitude[:, 0] - magnitude[:, 1],
            magnitude[:, 1] - magnitude[:, 2],
        ],
        axis=1,
    ).astype(np.float32)


def measure_angular_power(canvas: Canvas) -> Floats:
    """Strength of angular modes 1 to 6 at each radius and their coherence between radii."""
    rings = _polar(canvas.luminance[:, None])[:, 0]
    modes = (np.fft.rfft(rings, axis=2) / _N_ANGLES).astype(np.complex64)
    mean = np.abs(modes[:, :, :1])
    overall = mean.mean(axis=1, keepdims=True) + 1e-3
    strength = np.log(np.abs(modes[:, :, 1 : _N_MODES + 1]) / (mean + 0.1 * overall + 0.01) + 0.02)
    features = [strength]
    phased = modes[:, :, 1 : _N_PHASED_MODES + 1]
    for step in _RING_STEPS:
        inner, outer = phased[:, :-step], phased[:, step:]
        product = inner * np.conj(outer)
        coherence = product / (np.abs(product) + (0.02 * overall) ** 2 + 1e-5)
        features += [coherence.real, np.abs(coherence.imag)]
    return np.concatenate([part.reshape(len(rings), -1) for part in features], axis=1).astype(np.float32)


def _polar(pictures: Floats) -> Floats:
    """Sample ``(n, channels, side, side)`` on rings, ``(n, channels, n_radii, n_angles)``."""
    n, channels, side, _ = pictures.shape
    corners, weights = _polar_samples(side)
    flat = pictures.reshape(n * channels, -1)
    sampled = sum(weight * flat[:, corner] for corner, weight in zip(corners, weights, strict=True))
    return np.asarray(sampled).reshape(n, channels, _N_RADII, _N_ANGLES)


@lru_cache(maxsize=8)
def _polar_samples(side: int) -> tuple[NDArray[np.int64], Floats]:
    """Flat pixel indices and bilinear weights, each ``(4, n_radii * n_angles)``.

    The angles are symmetric under quarter turns and mirrors, so the power spectrum is too.
    """
    half = (side - 1) / 2
    radius = (np.arange(_N_RADII) + 0.5) / _N_RADII * half
    angle = (np.arange(_N_ANGLES) + 0.5) * 2 * np.pi / _N_ANGLES
    x = (half + radius[:, None] * np.cos(angle)).ravel()
    y = (half + radius[:, None] * np.sin(angle)).ravel()
    column, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    right, down = x - column, y - row
    corner = row * side + column
    corners = np.stack([corner, corner + 1, corner + side, corner + side + 1])
    weights = np.stack([(1 - right) * (1 - down), right * (1 - down), (1 - right) * down, right * down])
    return corners, weights.astype(np.float32)
