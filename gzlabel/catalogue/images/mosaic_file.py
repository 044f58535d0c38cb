"""The pixels of one large image, of which each galaxy is a part."""

from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue.images.broken_cards import broken_cards_told
from gzlabel.catalogue.images.decode import DECODER_FAILURES
from gzlabel.catalogue.images.fits_file import as_cube, band_names, locate_picture, picture_in, unzipped
from gzlabel.catalogue.images.fits_scale import celestial_wcs
from gzlabel.catalogue.images.stored_cube import StoredCube
from gzlabel.errors import ImageError

MAX_MOSAIC_PIXELS = 1_000_000_000


@dataclass(frozen=True, eq=False)
class Mosaic:
    """One large image.

    Attributes
    ----------
    pixels
        ``(height, width, n_bands)`` as stored: row 0 is the top of a JPEG and the bottom of a FITS image.
        Of a FITS file no more is read than is looked at.
    bands
        Names of the bands.
    wcs
        Celestial world coordinates of ``pixels``; None where the file gives none.
    first_row_is_top
        False for FITS.
    """

    pixels: NDArray[Any] | StoredCube
    bands: tuple[str, ...]
    wcs: Any | None
    first_row_is_top: bool


def open_mosaic(path: Path) -> Mosaic:
    """Open a mosaic in FITS, JPEG, PNG, TIFF or WebP.

    Raises
    ------
    ImageError
        If it is missing or cannot be read.
    """
    try:
        with path.open("rb") as stream, broken_cards_told():
            start = stream.read(9)
            stream.seek(0)
            if start == b"SIMPLE  =":
                return _from_fits(*locate_picture(stream, path), str(path))
            if start.startswith(b"\x1f\x8b"):
                return _from_fits(*picture_in(unzipped(stream), str(path), None), str(path))
            return _from_picture(stream, start, str(path))
    except FileNotFoundError:
        raise ImageError("there is no such mosaic", where=path, remedy="Check its path") from None
    except DECODER_FAILURES as error:
        is_none = type(error).__name__ == "UnidentifiedImageError"
        reason = "it is of no known kind" if is_none else error
        raise ImageError(
            f"the mosaic cannot be read ({reason})", where=path, remedy="Use a FITS, JPEG, PNG or TIFF image"
        ) from error


def _from_fits(header: Any, values: NDArray[Any] | StoredCube, where: str) -> Mosaic:
    if isinstance(values, StoredCube):
        return Mosaic(values, band_names(header, values.shape[2]), celestial_wcs(header), False)
    cube = as_cube(values, where)
    if cube.dtype == np.uint8:  # in FITS these are measured values too, not a picture made for the eye
        cube = cube.astype(np.float32)
    return Mosaic(np.moveaxis(cube, 0, 2), band_names(header, len(cube)), celestial_wcs(header), False)


def _from_picture(stream: IO[bytes], start: bytes, where: str) -> Mosaic:
    from gzlabel.catalogue.images.tiff_file import is_beyond_pillow, read_tiff

    if is_beyond_pillow(stream):
        picture = read_tiff(stream, where, MAX_MOSAIC_PIXELS)
        return Mosaic(picture.pixels, picture.bands, None, True)
    with _whatever_its_size(stream, start) as image:
        if image.width * image.height > MAX_MOSAIC_PIXELS:
            raise ImageError(
                f"the mosaic has {image.width * image.height:,} pixels, more than fit into memory",
                where=where,
                remedy="Bring it as uncompressed FITS, which is not read whole",
            )
        plain = image.mode in ("L", "RGB", "I;16", "F", "I")
        pixels = np.asarray(image if plain else image.convert("RGB"))
    pixels = pixels if pixels.ndim == 3 else pixels[:, :, None]
    names = ("red", "green", "blue") if pixels.shape[2] == 3 else ("grey",)
    return Mosaic(pixels, names, None, True)


def _whatever_its_size(stream: IO[bytes], start: bytes) -> Any:
    """Open past Pillow's limit on pixels: a user who names one mosaic means its size."""
    from PIL import Image, JpegImagePlugin, PngImagePlugin

    from gzlabel.catalogue.images.raster_file import FORMATS

    opening: dict[bytes, Any] = {
        b"\xff\xd8": JpegImagePlugin.JpegImageFile,
        b"\x89PNG": PngImagePlugin.PngImageFile,
    }
    opener = next((opener for magic, opener in opening.items() if start.startswith(magic)), None)
    return Image.open(stream, formats=FORMATS) if opener is None else opener(stream)
