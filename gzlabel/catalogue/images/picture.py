"""Pixels as they were measured, before anybody decides how bright to draw them."""

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray


@dataclass(frozen=True)
class PixelScale:
    """What a pixel covers on the sky.

    Attributes
    ----------
    arcsec_per_px
        Side of a pixel of the picture as returned by ``read`` at full size, in seconds of arc.
    north_angle_deg
        Direction of north, in degrees counter-clockwise from the top of the picture.
    east_is_left
        Whether east lies counter-clockwise from north, as on the sky; False for a mirrored picture.
    """

    arcsec_per_px: float
    north_angle_deg: float
    east_is_left: bool = True


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
