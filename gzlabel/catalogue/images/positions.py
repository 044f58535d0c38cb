"""Galaxies of a catalogue in a mosaic: a cutout at every position."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue.images.mosaic import MosaicImages, cutout_boxes
from gzlabel.errors import ImageError

DEFAULT_SIDE_PX = 64

Positions = tuple[NDArray[np.float64], NDArray[np.float64]]


def cutouts_at_pixels(
    mosaic_path: Path, x: NDArray[np.float64], y: NDArray[np.float64], side_px: float
) -> MosaicImages:
    """Square cutouts centred on ``x``, ``y`` ``(n_galaxies,)``: 0-based, as stored, NaN where unknown."""
    return MosaicImages(mosaic_path, cutout_boxes(x, y, np.full(len(x), side_px)))


def cutouts_on_sky(
    mosaic_path: Path, sky: Positions, *, side_px: float | None = None, side_arcsec: float | None = None
) -> MosaicImages:
    """Square cutouts centred on positions on the sky.

    Parameters
    ----------
    mosaic_path
        An image with a celestial WCS.
    sky
        Right ascension and declination (ICRS), each ``(n_galaxies,)`` in degrees, NaN where unknown.
    side_px, side_arcsec
        Side of a cutout, in one of the two units; by default `DEFAULT_SIDE_PX`.

    Raises
    ------
    ImageError
        If the mosaic has no WCS, or no galaxy lies in it.
    """
    images = MosaicImages(mosaic_path, np.zeros((0, 3), dtype=np.int32))
    mosaic = images.mosaic
    if mosaic.wcs is None:
        raise ImageError(
            "the mosaic has no celestial world coordinates to find positions by",
            where=mosaic_path,
            remedy="Give pixel positions in columns x and y, or find galaxies in it instead",
        )
    x, y = _pixels_of(mosaic.wcs, sky)
    height, width = mosaic.pixels.shape[:2]
    inside = (x > -0.5) & (x < width - 0.5) & (y > -0.5) & (y < height - 0.5)
    if not inside.any():
        raise ImageError(
            f"none of the {len(x):,} positions lies in the mosaic",
            where=mosaic_path,
            remedy="Check that the coordinates are in degrees and belong to this field",
        )
    side = side_px or DEFAULT_SIDE_PX
    if side_arcsec is not None:
        side = side_arcsec / _arcsec_per_px(images, width, height)
    x, y = np.where(inside, x, np.nan), np.where(inside, y, np.nan)
    found = cutouts_at_pixels(mosaic_path, x, y, max(side, 1.0))
    return MosaicImages(mosaic_path, found.boxes, opened=images.opened)


def _pixels_of(wcs: object, sky: Positions) -> Positions:
    """Pixel positions, NaN where the position is unknown or on the far side of the sky."""
    from astropy import units
    from astropy.coordinates import SkyCoord
    from astropy.wcs.utils import skycoord_to_pixel

    known = np.isfinite(sky[0]) & np.isfinite(sky[1]) & (np.abs(sky[1]) <= 90)
    x, y = np.full(len(known), np.nan), np.full(len(known), np.nan)
    if known.any():
        where = SkyCoord(sky[0][known] * units.deg, sky[1][known] * units.deg, frame="icrs")
        x[known], y[known] = skycoord_to_pixel(where, wcs, origin=0, mode="wcs")
    return x, y


def _arcsec_per_px(images: MosaicImages, width: int, height: int) -> float:
    from gzlabel.catalogue.images.fits_scale import scale_of_wcs

    scale = scale_of_wcs(images.mosaic.wcs, (width - 1) / 2, (height - 1) / 2, width)
    if scale is None:
        raise ImageError("the mosaic's world coordinates give no pixel size", where=images.path)
    return scale.arcsec_per_px
