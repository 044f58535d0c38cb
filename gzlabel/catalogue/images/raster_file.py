"""JPEG, PNG, TIFF, WebP, GIF and BMP, through Pillow."""

from typing import IO

import numpy as np
from PIL import Image, UnidentifiedImageError

from gzlabel.catalogue.images.picture import Picture
from gzlabel.errors import ImageError

MAX_PIXELS = 89_478_485
"""Pillow's limit: what claims more is a mistake or a decompression bomb, never one galaxy."""

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")
"""Pillow knows more, some of which start other programs."""

_SINGLE_BAND_MODES = ("I", "F", "I;16", "I;16B", "I;16L", "I;16N")


def read_raster(stream: IO[bytes], where: str, size: int | None) -> Picture:
    """Decode a picture; a JPEG as small as ``size`` allows (libjpeg scales while it decodes).

    Raises
    ------
    ImageError
        If it claims more than `MAX_PIXELS`.
    """
    try:
        image = Image.open(stream, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(where) from error
    except UnidentifiedImageError as error:
        raise ImageError(
            "this is not an image in any format gzlabel reads",
            where=where,
            remedy="Use JPEG, PNG, TIFF, WebP or FITS",
        ) from error
    with image:
        if image.width * image.height > MAX_PIXELS:
            raise _too_large(where)
        if size is not None:
            image.draft("RGB", (max(size, 1), max(size, 1)))
        return _pixels(_reduced(image, size))


def _reduced(image: Image.Image, size: int | None) -> Image.Image:
    """Average whole blocks of pixels where the picture has more than twice what is wanted."""
    if size is None or image.mode in (*_SINGLE_BAND_MODES, "P", "1"):
        return image
    factor = min(image.size) // max(size, 1)
    return image.reduce(factor) if factor >= 2 else image


def _pixels(image: Image.Image) -> Picture:
    if image.mode in _SINGLE_BAND_MODES:
        return Picture(np.asarray(image, dtype=np.float32)[:, :, None], ("grey",))
    if "A" in image.getbands() or "transparency" in image.info:
        over_black = Image.new("RGBA", image.size, (0, 0, 0, 255))
        image = Image.alpha_composite(over_black, image.convert("RGBA"))
    return Picture(np.asarray(image.convert("RGB")), ("red", "green", "blue"))


def _too_large(where: str) -> ImageError:
    return ImageError(
        f"the image claims more than {MAX_PIXELS:,} pixels, which no picture of one galaxy has",
        where=where,
        remedy="Cut it down, or open it as a mosaic",
    )
