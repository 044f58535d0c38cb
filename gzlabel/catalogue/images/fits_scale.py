"""Pixel size and north of a FITS picture, from its world coordinate system and from nothing else.

Calabretta & Greisen (2002), A&A 395, 1077.
"""

from pathlib import Path
from typing import IO, Any

import numpy as np

from gzlabel.catalogue.images.decode import DECODER_FAILURES, FITS_SUFFIXES
from gzlabel.catalogue.images.picture import PixelScale
from gzlabel.errors import ImageError


def scale_of_file(path: Path, extension: str | None = None) -> PixelScale | None:
    """Scale at the middle of a FITS file's picture; None for other files and without a celestial WCS."""
    if not path.name.lower().endswith(FITS_SUFFIXES):
        return None
    try:
        with path.open("rb") as stream:
            return scale_of_stream(stream, str(path), extension)
    except (ImageError, *DECODER_FAILURES):
        return None


def scale_of_stream(stream: IO[bytes], where: str, extension: str | None = None) -> PixelScale | None:
    """As `scale_of_file`, from a stream; raises what a broken file raises."""
    from gzlabel.catalogue.images.fits_file import header_of, unzipped

    header = header_of(unzipped(stream), where, extension)
    wcs = celestial_wcs(header)
    width, height = (header.get(f"ZNAXIS{axis}", header[f"NAXIS{axis}"]) for axis in (1, 2))
    return None if wcs is None else scale_of_wcs(wcs, (width - 1) / 2, (height - 1) / 2, width)


def celestial_wcs(header: Any) -> Any | None:
    """The two sky axes of a header's WCS; None where it has none."""
    from astropy.wcs import WCS, WcsError

    try:
        wcs = WCS(_sky_axes_only(header), fix=False)
        return wcs.celestial if wcs.has_celestial else None
    except (WcsError, *DECODER_FAILURES):
        return None


def _sky_axes_only(header: Any) -> Any:
    """The header of a cube without its third axis, whose scale surveys leave out (DECaLS does)."""
    if header["NAXIS"] <= 2 or "CTYPE3" in header:
        return header
    plain = header.copy()
    for axis in range(3, header["NAXIS"] + 1):
        del plain[f"NAXIS{axis}"]
    plain["NAXIS"] = 2
    plain.remove("WCSAXES", ignore_missing=True)
    return plain


def scale_of_wcs(wcs: Any, x: float, y: float, width_px: int) -> PixelScale | None:
    """Scale at pixel ``x``, ``y``, by moving one pixel along either axis.

    ``y`` counts from the bottom row, as FITS does; the angle is that of the picture with this row lowest.
    """
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
    return PixelScale(float(np.sqrt(abs(area))) * 3600.0, width_px, angle, east_is_left=area < 0)
