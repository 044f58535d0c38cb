"""From the bytes of one image file to its pixels, whatever the format."""

import struct
import zlib
from contextlib import AbstractContextManager, nullcontext
from io import BytesIO
from pathlib import Path
from typing import IO

from gzlabel.catalogue.images.picture import Picture
from gzlabel.errors import ImageError

FITS_SUFFIXES = (".fits", ".fit", ".fts", ".fits.gz", ".fits.fz", ".fit.gz", ".fts.gz")
IMAGE_SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".gif", ".bmp", *FITS_SUFFIXES)

DECODER_FAILURES = (
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    MemoryError,
    NotImplementedError,
    Warning,
    struct.error,
    zlib.error,
)
"""What decoders raise when bytes are not what they claim; Pillow alone raises most of these."""

_MISSING = "Put the file there, or correct the folder, template or column that names it"
_BROKEN = "Save the image again from its source, or take the galaxy out"


def decode(
    content: Path | bytes, where: str, size: int | None = None, extension: str | None = None
) -> Picture:
    """Decode one image.

    Parameters
    ----------
    content
        The file, or its bytes.
    where
        What messages call it.
    size
        The smallest side wanted, in pixels; a JPEG is then decoded reduced.
    extension
        Name or number of the FITS extension, as in ``image.fits[SCI]``; None takes the first with a picture.

    Raises
    ------
    ImageError
        If it is missing, empty, broken, or too large.
    """
    try:
        with _stream(content) as stream:
            start = stream.read(80)
            stream.seek(0)
            if not start:
                raise ImageError("the file is empty (0 bytes)", where=where, remedy=_BROKEN)
            picture = _decoded(stream, start, where, size, extension)
            return picture.reduced_to(size)
    except FileNotFoundError:
        raise ImageError("there is no such image", where=where, remedy=_MISSING) from None
    except DECODER_FAILURES as error:
        what = f"the image cannot be read ({_told(error)})"
        raise ImageError(what, where=where, remedy=_BROKEN) from error


def _decoded(stream: IO[bytes], start: bytes, where: str, size: int | None, extension: str | None) -> Picture:
    if start.startswith((b"SIMPLE  =", b"XTENSION=", b"\x1f\x8b")):
        from gzlabel.catalogue.images.fits_file import read_fits

        return read_fits(stream, where, extension)
    from gzlabel.catalogue.images.raster_file import MAX_PIXELS, read_raster
    from gzlabel.catalogue.images.tiff_file import is_beyond_pillow, read_tiff

    if is_beyond_pillow(stream):
        return read_tiff(stream, where, MAX_PIXELS)
    return read_raster(stream, where, size)


def _stream(content: Path | bytes) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(BytesIO(content)) if isinstance(content, bytes) else content.open("rb")


def _told(error: BaseException) -> str:
    text = str(error).strip() or type(error).__name__
    return text.splitlines()[0][:200]
