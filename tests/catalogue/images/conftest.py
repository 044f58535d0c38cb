"""Small pictures and mosaics whose every pixel is known."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

Painter = Callable[..., Path]


@pytest.fixture
def paint(tmp_path: Path) -> Painter:
    """Write a picture of one colour below ``tmp_path``; returns its path."""

    def painted(name: str, colour: tuple[int, int, int] = (200, 100, 50), side: int = 32) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (side, side), colour).save(path)
        return path

    return painted


def blobs(
    centres: list[tuple[float, float]], shape: tuple[int, int], peak: float = 100.0, sigma: float = 2.0
) -> NDArray[np.float32]:
    """Round Gaussian galaxies at ``centres`` (x, y) over noise of standard deviation 1."""
    rows, columns = np.mgrid[: shape[0], : shape[1]]
    values = np.random.default_rng(7).normal(10.0, 1.0, shape)
    for x, y in centres:
        values += peak * np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * sigma**2))
    return values.astype(np.float32)
