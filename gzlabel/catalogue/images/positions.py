"""Galaxies of a catalogue in a mosaic: a cutout at every position."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue.images.mosaic import MosaicImages, cutout_boxes
from gzlabel.errors import ImageError

DEFAULT_SIDE_PX = 64

Positions = tuple[NDArray[np.float64], NDArray[np.float64]]


def cutouts_at_pixels(mosaic: MosaicImages, pixels: Positions, side_px: float) -> MosaicImages:
    """Square cutouts of a mosaic centred on pixels.

    Parameters
    ----------
    mosaic
        Any source of cutouts of that mosaic.
    pixels
        Columns and rows, each ``(n_galaxies,)``: 0-based, as stored, NaN where unknown.
    side_px
        Side of a cutout.

    Raises
    ------
    ImageError
        If no galaxy lies in the mosaic.
    """
    x, y = pixels
    height, width = mosaic.mosaic.pixels.shape[:2]
    inside = (x > -0.5) & (x < width - 0.5) & (y > -0.5) & (y < height - 0.5)
    if len(x) and not inside.any():
        raise ImageError(
            f"none of the {len(x):,} positions lies in the mosaic",
            where=mosaic.path,
            remedy="Check the units of the positions, and that they belong to this field",
        )
    side = np.where(inside, max(side_px, 1.0), np.nan)
    return replace(mosaic, boxes=cutout_boxes(x, y, side))


def cutouts_on_sky(
    mosaic: MosaicImages, sky: Positions, *, side_px: float | None = None, side_arcsec: float | None = None
) -> MosaicImages:
    """Square cutouts of a mosaic centred on positions on the sky.

    Parameters
    ----------
    mosaic
        Any source of cutouts of that mosaic, which must have a celestial WCS.
    sky
        Right ascension and declination (ICRS), each ``(n_galaxies,)`` in degrees, NaN where unknown.
    side_px, side_arcsec
        Side of a cutout, in one of the two units; by default `DEFAULT_SIDE_PX`.

    Raises
    ------
    ImageError
        If the mosaic has no WCS, or no galaxy lies in it.
    """
    wcs = mosaic.mosaic.wcs
    if wcs is None:
        raise ImageError(
            "the mosaic has no celestial world coordinates to find positions by",
            where=mosaic.path,
            remedy="Give pixel positions in columns x and y, or find galaxies in it instead",
        )
    side = side_px or DEFAULT_SIDE_PX
    if side_arcsec is not None:
        side = side_arcsec / _arcsec_per_px(mosaic)
    return cutouts_at_pixels(mosaic, _pixels_of(wcs, sky), side)


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


def _arcsec_per_px(mosaic: MosaicImages) -> float:
    from gzlabel.catalogue.images.fits_scale import scale_of_wcs

    height, width = mosaic.mosaic.pixels.shape[:2]
    scale = scale_of_wcs(mosaic.mosaic.wcs, (width - 1) / 2, (height - 1) / 2, width)
    if scale is None:
        raise ImageError(
            "the mosaic's world coordinates give no pixel size",
            where=mosaic.path,
            remedy="Give the side of a cutout in pixels",
        )
    return scale.arcsec_per_px
