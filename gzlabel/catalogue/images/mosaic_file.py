"""The pixels of one large image, of which each galaxy is a part."""

from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue.images.decode import DECODER_FAILURES
from gzlabel.catalogue.images.fits_scale import celestial_wcs
from gzlabel.errors import ImageError


@dataclass(frozen=True, eq=False)
class Mosaic:
    """One large image.

    Attributes
    ----------
    pixels
        ``(height, width, n_bands)`` as stored: row 0 is the top of a JPEG and the bottom of a FITS image.
        A FITS file is mapped, not read.
    bands
        Names of the bands.
    wcs
        Celestial world coordinates of ``pixels``; None where the file gives none.
    first_row_is_top
        False for FITS.
    """

    pixels: NDArray[Any]
    bands: tuple[str, ...]
    wcs: Any | None
    first_row_is_top: bool


def open_mosaic(path: Path) -> Mosaic:
    """Open a mosaic in FITS or any format Pillow reads.

    Raises
    ------
    ImageError
        If it is missing or cannot be read.
    """
    try:
        with path.open("rb") as stream:
            if stream.read(9) == b"SIMPLE  =":
                return _from_fits(path, stream)
            return _from_picture(stream)
    except FileNotFoundError:
        raise ImageError("there is no such mosaic", where=path, remedy="Check its path") from None
    except DECODER_FAILURES as error:
        raise ImageError(
            f"the mosaic cannot be read ({error})", where=path, remedy="Use a FITS, JPEG, PNG or TIFF image"
        ) from error


def _from_fits(path: Path, stream: BufferedReader) -> Mosaic:
    from gzlabel.catalogue.images.fits_file import as_cube, band_names, locate_picture

    stream.seek(0)
    header, values = locate_picture(stream, path)
    cube = as_cube(values, str(path))
    return Mosaic(np.moveaxis(cube, 0, 2), band_names(header, len(cube)), celestial_wcs(header), False)


def _from_picture(stream: BufferedReader) -> Mosaic:
    from PIL import Image

    stream.seek(0)
    with Image.open(stream) as image:
        plain = image.mode in ("L", "RGB", "I;16", "F", "I")
        pixels = np.asarray(image if plain else image.convert("RGB"))
    pixels = pixels if pixels.ndim == 3 else pixels[:, :, None]
    names = ("red", "green", "blue") if pixels.shape[2] == 3 else ("grey",)
    return Mosaic(pixels, names, None, True)
