"""TIFF pictures deeper than eight bits, which Pillow would flatten: they hold measured brightness."""

from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue.images.picture import Picture
from gzlabel.errors import ImageError

_MAGIC = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_MAGIC_BYTES = 4


def is_deep_tiff(stream: IO[bytes]) -> bool:
    """Whether ``stream`` is a TIFF of more than eight bits a value; it is left at its start."""
    start = stream.read(_MAGIC_BYTES)
    stream.seek(0)
    if not start.startswith(_MAGIC):
        return False
    import tifffile

    try:
        with tifffile.TiffFile(stream) as file:
            page = file.pages.first
            return page.dtype is not None and page.dtype.itemsize > 1
    finally:
        stream.seek(0)


def read_deep_tiff(stream: IO[bytes], where: str, max_pixels: int) -> Picture:
    """The first page of a TIFF as measured brightness.

    Raises
    ------
    ImageError
        If it claims more than ``max_pixels``.
    """
    import tifffile

    with tifffile.TiffFile(stream) as file:
        page = file.pages.first
        if page.size > 4 * max_pixels:
            what = f"the image claims {page.size:,} values, which no picture of one galaxy has"
            raise ImageError(what, where=where, remedy="Cut it down, or open it as a mosaic")
        return _upright(np.asarray(page.asarray()), page.axes)


def _upright(values: NDArray[Any], axes: str) -> Picture:
    """Samples last, and in the order of astronomers' bands: blue first."""
    pixels = np.squeeze(values)
    if pixels.ndim == 2:
        return Picture(pixels[:, :, None].astype(np.float32), ("grey",))
    if axes.startswith("S"):
        pixels = np.moveaxis(pixels, 0, 2)
    names = ("blue", "green", "red")
    if pixels.ndim != 3 or pixels.shape[2] < len(names):
        raise ValueError(f"its axes {axes} are not those of a picture")
    return Picture(np.ascontiguousarray(pixels[:, :, 2::-1], dtype=np.float32), names)
