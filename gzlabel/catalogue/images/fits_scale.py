"""Pixel size and north of a FITS picture, from its world coordinate system and from nothing else.

Calabretta & Greisen (2002), A&A 395, 1077.
"""

from pathlib import Path
from typing import Any

import numpy as np

from gzlabel.catalogue.images.decode import DECODER_FAILURES, FITS_SUFFIXES
from gzlabel.catalogue.images.picture import PixelScale


def scale_of_file(path: Path, extension: str | None = None) -> PixelScale | None:
    """Scale at the middle of a FITS file's picture; None for other files and without a celestial WCS."""
    if not path.name.lower().endswith(FITS_SUFFIXES):
        return None
    from gzlabel.catalogue.images.fits_file import picture_in, unzipped

    try:
        with path.open("rb") as stream:
            header, _ = picture_in(unzipped(stream), str(path), extension)
    except DECODER_FAILURES:
        return None
    return scale_at(header, header["NAXIS1"] / 2, header["NAXIS2"] / 2)


def celestial_wcs(header: Any) -> Any | None:
    """The two sky axes of a header's WCS; None where it has none."""
    from astropy.wcs import WCS, FITSFixedWarning, WcsError

    try:
        wcs = WCS(header, fix=False)
        return wcs.celestial if wcs.has_celestial else None
    except (WcsError, FITSFixedWarning, *DECODER_FAILURES):
        return None


def scale_at(header: Any, x: float, y: float) -> PixelScale | None:
    """Scale at pixel ``x``, ``y`` (0-based, as stored: the first row at the bottom)."""
    wcs = celestial_wcs(header)
    if wcs is None:
        return None
    return scale_of_wcs(wcs, x, y)


def scale_of_wcs(wcs: Any, x: float, y: float) -> PixelScale | None:
    """Scale at pixel ``x``, ``y``, by moving one pixel along either axis."""
    longitude, latitude = wcs.wcs_pix2world([x, x + 1.0, x], [y, y, y + 1.0], 0)
    east = (longitude - longitude[0] + 180.0) % 360.0 - 180.0
    east = east * np.cos(np.radians(latitude[0]))
    north = latitude - latitude[0]
    jacobian = np.array([[east[1], east[2]], [north[1], north[2]]])  # degrees on the sky a pixel in x, y
    area = float(np.linalg.det(jacobian))
    if not np.isfinite(area) or area == 0.0:
        return None
    to_north = np.linalg.solve(jacobian, [0.0, 1.0])
    angle = float(np.degrees(np.arctan2(-to_north[0], to_north[1])))
    return PixelScale(float(np.sqrt(abs(area))) * 3600.0, angle, east_is_left=area < 0)
