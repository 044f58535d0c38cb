"""The part of the map on screen, and how its coordinates turn into pixels."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class View:
    """A rectangle of the map; x grows to the right and y upwards, pixel rows downwards."""

    x_min: float
    x_max: float
    y_min: float
    y_max: float

    def __post_init__(self) -> None:
        if not (self.x_max > self.x_min and self.y_max > self.y_min):
            raise ValueError(f"a view needs width and height above zero, not {self}")

    @classmethod
    def around(cls, positions: NDArray[np.float32], aspect: float = 1.0, margin: float = 0.04) -> "View":
        """The view of every position ``(n, 2)``, of ``aspect`` = width / height, with a margin around it."""
        placed = positions[np.isfinite(positions).all(axis=1)]
        if len(placed) == 0:
            return cls(-aspect, aspect, -1.0, 1.0)
        low, high = placed.min(axis=0).astype(float), placed.max(axis=0).astype(float)
        centre, half = (low + high) / 2, np.maximum((high - low) / 2, 1e-6) * (1 + 2 * margin)
        half_height = max(half[1], half[0] / aspect)
        half_width = half_height * aspect
        return cls(
            float(centre[0] - half_width),
            float(centre[0] + half_width),
            float(centre[1] - half_height),
            float(centre[1] + half_height),
        )

    @property
    def width(self) -> float:
        """In map units."""
        return self.x_max - self.x_min

    @property
    def height(self) -> float:
        """In map units."""
        return self.y_max - self.y_min

    def zoomed(self, factor: float, x: float, y: float) -> "View":
        """The view in which everything is ``factor`` times larger and the map's (x, y) stays where it is."""
        return View(
            x + (self.x_min - x) / factor,
            x + (self.x_max - x) / factor,
            y + (self.y_min - y) / factor,
            y + (self.y_max - y) / factor,
        )

    def moved(self, dx: float, dy: float) -> "View":
        """The view shifted by (dx, dy) map units."""
        return View(self.x_min + dx, self.x_max + dx, self.y_min + dy, self.y_max + dy)

    def to_pixels(self, positions: NDArray[Any], width_px: int, height_px: int) -> NDArray[np.float32]:
        """Pixel coordinates ``(n, 2)``, column and row, of map positions ``(n, 2)``; fractions are kept."""
        pixels = np.empty((len(positions), 2), dtype=np.float32)
        pixels[:, 0] = (positions[:, 0] - self.x_min) * (width_px / self.width)
        pixels[:, 1] = (self.y_max - positions[:, 1]) * (height_px / self.height)
        return pixels

    def to_map(self, column: float, row: float, width_px: int, height_px: int) -> tuple[float, float]:
        """The map's (x, y) beneath a pixel."""
        return (
            self.x_min + column * self.width / width_px,
            self.y_max - row * self.height / height_px,
        )

    def contains(self, positions: NDArray[Any]) -> NDArray[np.bool_]:
        """Which positions ``(n, 2)`` lie in the view."""
        x, y = positions[:, 0], positions[:, 1]
        inside: NDArray[np.bool_] = (
            (x >= self.x_min) & (x <= self.x_max) & (y >= self.y_min) & (y <= self.y_max)
        )
        return inside
