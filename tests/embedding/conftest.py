"""Small made-up galaxies, and a source of images that can be broken, changed or counted."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from gzlabel.errors import ImageError

Image = NDArray[np.uint8]


@dataclass
class MemoryImages:
    """Images held in a list; None is missing, an exception is broken."""

    images: list[Image | ImageError | None]
    reads: list[int] = field(default_factory=list)

    @property
    def n_galaxies(self) -> int:
        return len(self.images)

    def read(self, row: int, size: int | None = None) -> Image:
        self.reads.append(row)
        image = self.images[row]
        if isinstance(image, ImageError):
            raise image
        assert image is not None
        return image

    def missing(self) -> NDArray[np.int64]:
        return np.array([row for row, image in enumerate(self.images) if image is None], dtype=np.int64)

    def where(self, row: int) -> str:
        return f"image {row}"


def galaxy(seed: int, side: int = 64) -> Image:
    """A disc, a bulge, a two-armed spiral and some knots, inclined, on a noisy sky."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:side, :side] - (side - 1) / 2
    angle, ratio, size = rng.uniform(0, np.pi), rng.uniform(0.4, 1), rng.uniform(0.1, 0.2) * side
    along = x * np.cos(angle) + y * np.sin(angle)
    across = (y * np.cos(angle) - x * np.sin(angle)) / ratio
    radius, azimuth = np.hypot(along, across), np.arctan2(across, along)
    arms = 1 + rng.uniform(0, 0.8) * np.cos(2 * azimuth + radius / size * 2)
    light = 0.5 * np.exp(-radius / size) * arms + 0.5 * np.exp(-((radius / size * 3) ** 2))
    for _ in range(rng.integers(0, 4)):
        knot_x, knot_y = rng.normal(0, size, 2)
        light += 0.2 * np.exp(-((x - knot_x) ** 2 + (y - knot_y) ** 2) / 4)
    colour = np.array([1.0, 0.8, 0.6]) ** rng.uniform(0, 1.5)
    picture = 200 * light[:, :, None] * colour + rng.normal(12, 3, (side, side, 3))
    return np.clip(picture, 0, 255).astype(np.uint8)


@pytest.fixture(scope="session")
def make_galaxy() -> Callable[..., Image]:
    return galaxy


@pytest.fixture
def make_images() -> Callable[..., MemoryImages]:
    def make(n: int, side: int = 48) -> MemoryImages:
        return MemoryImages([galaxy(seed, side) for seed in range(n)])

    return make
