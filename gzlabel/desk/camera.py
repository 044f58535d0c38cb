"""From places on the map to pixels of a widget and back: a centre and a scale, equal on both axes."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas import View

_MARGIN = 1.06


@dataclass(frozen=True)
class Camera:
    """What part of the map a widget of ``width_px`` x ``height_px`` shows; y points up on the map."""

    x: float = 0.0
    y: float = 0.0
    units_per_px: float = 1.0
    width_px: int = 1
    height_px: int = 1

    @classmethod
    def showing(cls, positions: NDArray[np.float32], width_px: int, height_px: int) -> "Camera":
        """All of ``positions`` ``(n, 2)``, with a margin; rows of NaN are ignored."""
        if not np.isfinite(positions).any():
            return cls(width_px=width_px, height_px=height_px)
        low, high = np.nanmin(positions, axis=0), np.nanmax(positions, axis=0)
        x, y = ((low + high) / 2).tolist()
        across, up = np.maximum(high - low, 1e-6).tolist()
        scale = _MARGIN * max(across / max(width_px, 1), up / max(height_px, 1))
        return cls(x, y, scale, width_px, height_px)

    @property
    def view(self) -> View:
        """The rectangle on the map that is in sight."""
        half_x, half_y = self.units_per_px * self.width_px / 2, self.units_per_px * self.height_px / 2
        return View(self.x - half_x, self.x + half_x, self.y - half_y, self.y + half_y)

    def resized(self, width_px: int, height_px: int) -> "Camera":
        """The same centre and scale in a widget of another size."""
        return replace(self, width_px=width_px, height_px=height_px)

    def moved(self, dx_px: float, dy_px: float) -> "Camera":
        """The map dragged by so many pixels, to the right and down."""
        return replace(self, x=self.x - dx_px * self.units_per_px, y=self.y + dy_px * self.units_per_px)

    def zoomed(self, factor: float, x_px: float, y_px: float) -> "Camera":
        """Closer by ``factor``, keeping what lies under a pixel where it is."""
        x, y = self.place_of(x_px, y_px)
        scale = self.units_per_px / factor
        closer = replace(self, units_per_px=scale)
        there_x, there_y = closer.place_of(x_px, y_px)
        return replace(closer, x=closer.x + x - there_x, y=closer.y + y - there_y)

    def place_of(self, x_px: float, y_px: float) -> tuple[float, float]:
        """Map coordinates of a pixel."""
        return (
            self.x + (x_px - self.width_px / 2) * self.units_per_px,
            self.y - (y_px - self.height_px / 2) * self.units_per_px,
        )

    def pixels_of(self, positions: NDArray[np.floating]) -> NDArray[np.float64]:
        """Pixels ``(n, 2)`` of map coordinates ``(n, 2)``."""
        centred = (np.asarray(positions, dtype=np.float64) - (self.x, self.y)) / self.units_per_px
        return np.column_stack([centred[:, 0] + self.width_px / 2, self.height_px / 2 - centred[:, 1]])
