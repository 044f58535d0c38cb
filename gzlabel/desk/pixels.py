"""Arrays to Qt images and back to nothing: the one place that knows both layouts."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage


def image_of(pixels: NDArray[np.uint8], *, red_only: bool = False) -> QImage:
    """Qt image of ``(height, width, 3)`` RGB or ``(height, width, 4)`` RGBA pixels.

    ``red_only`` keeps the brightness and drops every colour but red, for eyes adapted to the dark.
    """
    if red_only:
        pixels = _reddened(pixels)
    pixels = np.ascontiguousarray(pixels)
    height, width, n_channels = pixels.shape
    layout = QImage.Format.Format_RGBA8888 if n_channels == 4 else QImage.Format.Format_RGB888
    return QImage(pixels.data, width, height, width * n_channels, layout).copy()


def _reddened(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    red = np.zeros_like(pixels)
    red[..., 0] = pixels[..., :3] @ np.array([0.30, 0.55, 0.15], dtype=np.float32)
    red[..., 1] = red[..., 0] // 8
    if pixels.shape[2] == 4:
        red[..., 3] = pixels[..., 3]
    return red
