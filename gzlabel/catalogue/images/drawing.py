"""The arithmetic of a stretch: from pixel values to red, green and blue."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue.images.picture import Picture
from gzlabel.errors import ImageError

if TYPE_CHECKING:
    from gzlabel.catalogue.images.stretch import Stretch

Levels = tuple[float, float]
Values = NDArray[np.float32]

_TINY = float(np.finfo(np.float32).tiny)
_ENOUGH_PIXELS = 50_000  # for a percentile
_LOG_EXPONENT = 1000.0
"""The ``a`` of astropy's LogStretch, and of DS9."""


def drawn(picture: Picture, stretch: "Stretch") -> NDArray[np.uint8]:
    """Draw ``picture`` as ``(height, width, 3)`` red, green, blue."""
    values = _chosen_bands(picture, stretch)
    if values.shape[2] == 3 and stretch.colour == "lupton" and not picture.is_display_ready:
        brightness = _keeping_hue(values, stretch)
    else:
        levels = [
            _levels(values[:, :, band], stretch, picture.is_display_ready) for band in range(values.shape[2])
        ]
        planes = [_curved(values[:, :, band], levels[band], stretch) for band in range(values.shape[2])]
        brightness = np.stack(planes, axis=2)
    brightness = np.clip((brightness - stretch.bias) * stretch.contrast + 0.5, 0.0, 1.0)
    brightness = np.nan_to_num(brightness, nan=0.0)
    if stretch.invert:
        brightness = 1.0 - brightness
    colours = (brightness * 255.0 + 0.5).astype(np.uint8)
    return colours if colours.shape[2] == 3 else np.repeat(colours, 3, axis=2)


def _chosen_bands(picture: Picture, stretch: "Stretch") -> Values:
    """The bands in the order red, green, blue, or the only one."""
    n_bands = picture.pixels.shape[2]
    if stretch.bands is not None:
        places = [_place(band, picture) for band in stretch.bands]
    elif picture.is_display_ready:
        places = list(range(n_bands))
    elif n_bands < 2:
        places = [0]
    else:
        places = [n_bands - 1, (n_bands - 1) // 2 if n_bands > 2 else -1, 0]
    values = picture.pixels.astype(np.float32, copy=False)
    planes = [values[:, :, place] if place >= 0 else values.mean(axis=2) for place in places]
    return np.stack(planes, axis=2)


def _place(band: str | int, picture: Picture) -> int:
    n_bands = picture.pixels.shape[2]
    if isinstance(band, int) and 0 <= band < n_bands:
        return band
    if band in picture.bands:
        return picture.bands.index(str(band))
    offered = ", ".join(picture.bands)
    raise ImageError(f"there is no band {band!r} in the picture", remedy=f"Its bands are {offered}")


def _levels(plane: Values, stretch: "Stretch", display_ready: bool) -> Levels:
    """Black and white of one band."""
    if stretch.interval == "fixed":
        return stretch.black, stretch.white
    if stretch.interval == "full" and display_ready:
        return 0.0, 255.0
    finite = plane[np.isfinite(plane)]
    if finite.size == 0:
        return 0.0, 1.0
    if stretch.interval == "full":
        return float(finite.min()), float(finite.max())
    finite = finite[:: max(1, finite.size // _ENOUGH_PIXELS)]
    if stretch.interval == "zscale":
        from astropy.visualization import ZScaleInterval

        low, high = ZScaleInterval().get_limits(finite)
        return float(low), float(high)
    if stretch.interval == "percentile":
        low, high = np.percentile(finite, [100.0 - stretch.percentile, stretch.percentile])
        return float(low), float(high)
    return _sky_levels(finite, stretch.percentile)


def _sky_levels(values: Values, percentile: float) -> Levels:
    """Black one deviation of noise under the sky, white at ``percentile`` or well above the noise.

    Sky and noise come from the 5th and 25th percentiles, 1.645 and 0.674 deviations under the middle of a
    Gaussian: the darkest quarter is sky even where a galaxy fills most of its picture.
    """
    darkest, dark, bright = (float(level) for level in np.percentile(values, [5.0, 25.0, percentile]))
    noise = (dark - darkest) / (1.645 - 0.674)
    sky = darkest + 1.645 * noise
    return sky - noise, max(bright, sky + 12.0 * noise)


def _curved(plane: Values, levels: Levels, stretch: "Stretch") -> Values:
    """Brightness 0 to 1 of one band, NaN kept.

    The formulae of `astropy.visualization`: LinearStretch, SqrtStretch, LogStretch and AsinhStretch.
    """
    low, high = levels
    share = np.clip((plane - low) / max(high - low, _TINY), 0.0, 1.0)
    if stretch.curve == "sqrt":
        share = np.sqrt(share)
    elif stretch.curve == "log":
        share = np.log1p(_LOG_EXPONENT * share) / np.log1p(_LOG_EXPONENT)
    elif stretch.curve == "asinh":
        share = np.arcsinh(share / stretch.softening) / np.arcsinh(1.0 / stretch.softening)
    curved: Values = share.astype(np.float32)
    return curved


def _keeping_hue(values: Values, stretch: "Stretch") -> Values:
    """Three bands by one factor a pixel, Lupton et al. (2004), equations 2 and 3.

    The curve acts on the mean of the bands, each first brought to the same interval; a pixel whose brightest
    band would pass 1 is scaled back whole.
    """
    shares = np.empty_like(values)
    for band in range(3):
        low, high = _levels(values[:, :, band], stretch, False)
        shares[:, :, band] = (values[:, :, band] - low) / max(high - low, _TINY)
    shares = np.maximum(np.nan_to_num(shares, nan=0.0), 0.0)
    intensity = shares.mean(axis=2)
    curved = _curved(intensity, (0.0, 1.0), stretch)
    factor = np.divide(curved, intensity, out=np.zeros_like(intensity), where=intensity > 0)
    colours = shares * factor[:, :, None]
    brightest = colours.max(axis=2, keepdims=True)
    unclipped: Values = colours / np.maximum(brightest, 1.0)
    return unclipped
