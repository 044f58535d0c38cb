"""TIFF pictures that Pillow would flatten or refuse: deeper than eight bits, or very large."""

from typing import IO, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin

from gzlabel.catalogue.images.picture import Picture
from gzlabel.errors import ImageError

_MAGIC = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_MAGIC_BYTES = 4
_BITS_PER_SAMPLE = 258


def is_beyond_pillow(stream: IO[bytes]) -> bool:
    """Whether ``stream`` is a TIFF of more than eight bits a value or of very many pixels; it is rewound."""
    start = stream.read(_MAGIC_BYTES)
    stream.seek(0)
    if not start.startswith(_MAGIC):
        return False
    try:
        image = TiffImagePlugin.TiffImageFile(stream)
        bits: tuple[int, ...] = image.tag_v2.get(_BITS_PER_SAMPLE, (1,))
        limit = Image.MAX_IMAGE_PIXELS
        return max(bits) > 8 or (limit is not None and image.width * image.height > limit)
    except SyntaxError:
        return True
    finally:
        stream.seek(0)


def read_tiff(stream: IO[bytes], where: str, max_pixels: int) -> Picture:
    """The first page of a TIFF; what is deeper than eight bits is measured brightness.

    Raises
    ------
    ImageError
        If it claims more than ``max_pixels``.
    """
    import tifffile

    with tifffile.TiffFile(stream) as file:
        page = file.pages.first
        if page.imagewidth * page.imagelength > max_pixels:
            what = f"the image claims {page.imagewidth:,} x {page.imagelength:,} pixels"
            raise ImageError(what, where=where, remedy="Cut it down, or open it as a mosaic")
        return _upright(np.asarray(page.asarray()), page.axes)


def _upright(values: NDArray[Any], axes: str) -> Picture:
    """Samples last; measured bands in the order of astronomers, blue first."""
    pixels = np.moveaxis(values, 0, 2) if axes.startswith("S") else values
    pixels = pixels if pixels.ndim == 3 else pixels[:, :, None]
    names = ("red", "green", "blue") if pixels.shape[2] >= 3 else ("grey",)
    pixels = pixels[:, :, : len(names)]
    if pixels.dtype == np.uint8:
        return Picture(np.ascontiguousarray(pixels), names)
    return Picture(np.ascontiguousarray(pixels[:, :, ::-1], dtype=np.float32), names[::-1])
