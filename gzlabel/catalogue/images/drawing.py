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

_ENOUGH_PIXELS = 50_000  # for a percentile
_FAR = np.float32(1e4)  # times white; the hue of what is brighter matters no more
_LOG_EXPONENT = 1000.0
"""The ``a`` of astropy's LogStretch, and of DS9."""


def drawn(picture: Picture, stretch: "Stretch") -> NDArray[np.uint8]:
    """Draw ``picture`` as ``(height, width, 3)`` red, green, blue."""
    shares = _in_colour(_shares(picture, _chosen_bands(picture, stretch), stretch))
    if shares.shape[2] == 3 and stretch.colour == "lupton":
        brightness = _keeping_hue(shares, stretch)
    else:
        brightness = _curved(shares, stretch)
    brightness = np.clip((brightness - stretch.bias) * stretch.contrast + 0.5, 0.0, 1.0)
    brightness = np.nan_to_num(brightness, nan=0.0)
    if stretch.invert:
        brightness = 1.0 - brightness
    colours = (brightness * 255.0 + 0.5).astype(np.uint8)
    return colours if colours.shape[2] == 3 else np.repeat(colours, 3, axis=2)


def _chosen_bands(picture: Picture, stretch: "Stretch") -> list[int]:
    """Places of the bands drawn as red, green and blue; of two bands, green is left to their mean."""
    n_bands = picture.pixels.shape[2]
    if stretch.bands is not None:
        return [_place(band, picture) for band in stretch.bands]
    if picture.is_display_ready:
        return list(range(n_bands))
    return [1, 0][-n_bands:] if n_bands < 3 else [n_bands - 1, (n_bands - 1) // 2, 0]


def _shares(picture: Picture, places: list[int], stretch: "Stretch") -> Values:
    """Each band between its black (0) and white (1); where a pixel lacks a band, the mean of the others.

    The channels of a picture made for the eye share their levels, so that its colours stay.
    """
    values = picture.pixels[:, :, places].astype(np.float32)
    if picture.is_display_ready:
        levels = [_levels(values, stretch, True)] * len(places)
    else:
        levels = [_levels(values[:, :, band], stretch, False) for band in range(len(places))]
    low = np.array([black for black, _ in levels], dtype=np.float32)
    span = np.array([white - black for black, white in levels], dtype=np.float32)
    above: Values = values - low
    shares: Values = np.clip(above, -_FAR * span, _FAR * span, out=above) / span
    unknown = np.isnan(shares)
    if len(places) > 1 and unknown.any():
        n_known = (~unknown).sum(axis=2, keepdims=True)
        total = np.where(unknown, np.float32(0), shares).sum(axis=2, keepdims=True)
        mean = np.divide(total, n_known, out=np.full_like(total, np.nan), where=n_known > 0)
        shares = np.where(unknown, mean, shares)
    return shares


def _in_colour(shares: Values) -> Values:
    """Two bands as red and blue about their mean."""
    if shares.shape[2] != 2:
        return shares
    return np.stack([shares[:, :, 0], shares.mean(axis=2), shares[:, :, 1]], axis=2)


def _place(band: str | int, picture: Picture) -> int:
    n_bands = picture.pixels.shape[2]
    if isinstance(band, int) and 0 <= band < n_bands:
        return band
    if band in picture.bands:
        return picture.bands.index(str(band))
    offered = ", ".join(picture.bands)
    raise ImageError(f"there is no band {band!r} in the picture", remedy=f"Its bands are {offered}")


def _levels(values: Values, stretch: "Stretch", display_ready: bool) -> Levels:
    """Black and white of one band, or of several together; white is always above black."""
    if stretch.interval == "fixed":
        return stretch.black, stretch.white
    if stretch.interval == "full" and display_ready:
        return 0.0, 255.0
    finite = values[np.isfinite(values)]
    if finite.size == 0:
        return 0.0, 1.0
    black, white = _measured_levels(finite, stretch)
    if white <= black:  # nearly all pixels are equal, as in a simulation without noise
        white = float(finite.max())
    return (black, white) if white > black else (black, black + max(1.0, abs(black)))


def _measured_levels(values: Values, stretch: "Stretch") -> Levels:
    if stretch.interval == "full":
        return float(values.min()), float(values.max())
    values = values[:: max(1, values.size // _ENOUGH_PIXELS)]
    if stretch.interval == "zscale":
        from astropy.visualization import ZScaleInterval

        low, high = ZScaleInterval().get_limits(values)
        return float(low), float(high)
    if stretch.interval == "percentile":
        low, high = np.percentile(values, [100.0 - stretch.percentile, stretch.percentile])
        return float(low), float(high)
    return _sky_levels(values, stretch.percentile)


def _sky_levels(values: Values, percentile: float) -> Levels:
    """Black one deviation of noise under the sky, white at ``percentile`` or well above the noise.

    Sky and noise come from the 5th and 25th percentiles, 1.645 and 0.674 deviations under the middle of a
    Gaussian: the darkest quarter is sky even where a galaxy fills most of its picture.
    """
    darkest, dark, bright = (float(level) for level in np.percentile(values, [5.0, 25.0, percentile]))
    noise = (dark - darkest) / (1.645 - 0.674)
    sky = darkest + 1.645 * noise
    return sky - noise, max(bright, sky + 12.0 * noise)


def _curved(shares: Values, stretch: "Stretch") -> Values:
    """Brightness 0 to 1, NaN kept.

    The formulae of `astropy.visualization`: LinearStretch, SqrtStretch, LogStretch and AsinhStretch.
    """
    share = np.clip(shares, 0.0, 1.0)
    if stretch.curve == "sqrt":
        share = np.sqrt(share)
    elif stretch.curve == "log":
        share = np.log1p(_LOG_EXPONENT * share) / np.log1p(_LOG_EXPONENT)
    elif stretch.curve == "asinh":
        share = np.arcsinh(share / stretch.softening) / np.arcsinh(1.0 / stretch.softening)
    return share


def _keeping_hue(shares: Values, stretch: "Stretch") -> Values:
    """Three bands by one factor a pixel, Lupton et al. (2004), equations 2 and 3.

    The curve acts on the mean of the bands; a pixel whose brightest band would pass 1 is scaled back whole.
    """
    shares = np.maximum(shares, 0.0)
    intensity = shares.mean(axis=2)
    curved = _curved(intensity, stretch)
    factor = np.divide(curved, intensity, out=np.zeros_like(intensity), where=intensity > 0)
    colours = shares * factor[:, :, None]
    unclipped: Values = colours / np.maximum(colours.max(axis=2, keepdims=True), 1.0)
    return unclipped
