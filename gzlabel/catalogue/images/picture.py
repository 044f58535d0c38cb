"""Pixels as they were measured, before anybody decides how bright to draw them."""

from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class PixelScale:
    """What a pixel covers on the sky.

    Attributes
    ----------
    arcsec_per_px
        Side of a pixel of the whole picture, in seconds of arc.
    width_px
        Width of the whole picture in those pixels; a reduced one covers the same sky with fewer.
    north_angle_deg
        Direction of north, in degrees counter-clockwise from the top of the picture.
    east_is_left
        Whether east lies counter-clockwise from north, as on the sky; False for a mirrored picture.
    """

    arcsec_per_px: float
    width_px: int
    north_angle_deg: float
    east_is_left: bool = True

    @property
    def arcsec_across(self) -> float:
        """Width of the picture on the sky, in seconds of arc."""
        return self.arcsec_per_px * self.width_px


@dataclass(frozen=True)
class Picture:
    """The pixels of one galaxy.

    Attributes
    ----------
    pixels
        ``(height, width, n_bands)``, top row first. uint8 is a picture made for the eye, in red, green, blue;
        float32 is measured brightness, NaN where nothing was measured.
    bands
        Names of the bands; for float32 from the shortest wavelength to the longest, where they are known.
    """

    pixels: NDArray[Any]
    bands: tuple[str, ...]

    @property
    def is_display_ready(self) -> bool:
        """Whether the picture was made for the eye already."""
        return self.pixels.dtype.kind == "u" and self.pixels.dtype.itemsize == 1

    def reduced_to(self, size: int | None) -> Self:
        """Average whole blocks of measured pixels so that no side falls below ``size``, NaN left out.

        What does not fill a block at the right and lower edge is dropped. Pictures made for the eye stay as
        they are: their decoders reduce them.
        """
        factor = min(self.pixels.shape[:2]) // max(size, 1) if size is not None else 1
        return (
            self
            if factor < 2 or self.is_display_ready
            else replace(self, pixels=_binned(self.pixels, factor))
        )


def _binned(pixels: NDArray[np.float32], factor: int) -> NDArray[np.float32]:
    height, width = (side // factor for side in pixels.shape[:2])
    blocks = pixels[: height * factor, : width * factor].reshape(height, factor, width, factor, -1)
    known = np.isfinite(blocks)
    total = np.where(known, blocks, np.float32(0)).sum(axis=(1, 3), dtype=np.float32)
    count = known.sum(axis=(1, 3), dtype=np.float32)
    means: NDArray[np.float32] = np.full_like(total, np.nan)
    np.divide(total, count, out=means, where=count > 0)
    return means
