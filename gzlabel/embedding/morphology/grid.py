"""The pixel grid all galaxies share, and the rings cut from it."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Grid:
    """Pixel coordinates from the centre of a square, in pixels; every array is ``(side, side)``."""

    side: int
    x: Floats
    y: Floats
    radius: Floats

    @property
    def half(self) -> float:
        """Radius of the largest circle inside, in pixels."""
        return (self.side - 1) / 2

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Pixels inside the largest circle."""
        return np.asarray(self.radius < self.half)

    @property
    def frame(self) -> NDArray[np.bool_]:
        """The corners and the rim outside the largest circle: most often sky."""
        return np.asarray(self.radius > 0.98 * self.half)


@lru_cache(maxsize=8)
def pixel_grid(side: int) -> Grid:
    """The grid of a ``side`` x ``side`` picture."""
    y, x = (np.mgrid[:side, :side] - (side - 1) / 2).astype(np.float32)
    return Grid(side, x, y, np.hypot(x, y))


@lru_cache(maxsize=8)
def ring_weights(side: int, n_rings: int) -> Floats:
    """``(side * side, n_rings)``: a picture times this is its mean in rings of equal width."""
    grid = pixel_grid(side)
    ring = (grid.radius / grid.half * n_rings).astype(np.int64).ravel()
    member = ring[:, None] == np.arange(n_rings)
    return np.asarray(member / member.sum(axis=0), dtype=np.float32)


def ring_means(pictures: Floats, n_rings: int) -> Floats:
    """Means ``(n, n_rings)`` of pictures ``(n, side, side)``."""
    n, side = pictures.shape[:2]
    return np.asarray(pictures.reshape(n, -1) @ ring_weights(side, n_rings))
