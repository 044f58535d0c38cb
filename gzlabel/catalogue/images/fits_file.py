"""FITS images: two dimensions or a cube of bands, in any extension, plain or compressed.

Headers are read by astropy one at a time and the data behind them directly, since a galaxy's picture is
usually the first of the file and a truncated file must be refused rather than warned about.
FITS standard 4.0, Pence et al. (2010), A&A 524, A42.
"""

import gzip
import math
import string
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue.images.broken_cards import broken_cards_told
from gzlabel.catalogue.images.picture import Picture
from gzlabel.catalogue.images.stored_cube import StoredCube
from gzlabel.errors import ImageError

_TYPES = {8: ">u1", 16: ">i2", 32: ">i4", 64: ">i8", -32: ">f4", -64: ">f8"}
MAX_VALUES = 400_000_000
"""No cutout of one galaxy has more values; a header that claims more is broken."""


def read_fits(stream: IO[bytes], where: str, extension: str | None = None) -> Picture:
    """Read the picture in ``extension`` (name or number), by default the first there is.

    Raises
    ------
    ImageError
        If there is none, or the file ends too early.
    """
    header, data = picture_in(unzipped(stream), where, extension)
    cube = as_cube(data, where)
    if cube.shape[0] > 64:
        raise ImageError(
            f"a cube of {cube.shape[0]} planes is no picture",
            where=where,
            remedy="Bring at most 64 bands a galaxy",
        )
    with broken_cards_told():
        return Picture(_top_first(cube), band_names(header, cube.shape[0]))


def _top_first(cube: NDArray[Any]) -> NDArray[np.float32]:
    """``(height, width, n_bands)`` with the last stored row on top, as it is drawn; infinities as NaN."""
    pixels = np.array(np.moveaxis(cube, 0, 2)[::-1], dtype=np.float32, order="C")
    pixels[~np.isfinite(pixels)] = np.nan
    return pixels


def picture_in(stream: IO[bytes], where: str, extension: str | None) -> tuple[Any, NDArray[Any]]:
    """Header and values of one picture, scaled where the header asks for it."""
    with broken_cards_told():
        header = header_of(stream, where, extension)
        return header, _values(stream, header, where)


def header_of(stream: IO[bytes], where: str, extension: str | None) -> Any:
    """Header of one picture; the stream is left where its values begin."""
    from astropy.io import fits

    number = 0
    while True:
        try:
            header = fits.Header.fromfile(stream)
            if _wanted(header, number, extension):
                return header
            stream.seek(header.data_size_padded, 1)
        except EOFError:
            break
        except (OSError, fits.VerifyError) as error:
            if number == 0:
                raise ValueError(str(error)) from error
            raise _none_found(where, extension) from error
        number += 1
    raise _none_found(where, extension)


def as_cube(data: NDArray[Any], where: str) -> NDArray[Any]:
    """``(n_bands, height, width)`` from two, three, or more dimensions of which the outermost are 1."""
    return data.reshape(cube_shape(data.shape, where))


def cube_shape(shape: tuple[int, ...], where: str) -> tuple[int, int, int]:
    """What `as_cube` makes of such a shape.

    Raises
    ------
    ImageError
        If it is no picture's.
    """
    while len(shape) > 3 and shape[0] == 1:
        shape = shape[1:]
    if len(shape) not in (2, 3):
        what = f"the data are {' x '.join(map(str, shape))}, not a picture"
        raise ImageError(what, where=where, remedy="Bring 2-D images or 3-D cubes")
    height, width = shape[-2:]
    return shape[0] if len(shape) == 3 else 1, height, width


def band_names(header: Any, n_bands: int) -> tuple[str, ...]:
    """Names of the planes, from BANDS, BAND0.. or FILTER; else letters that say nothing."""
    listed = str(header.get("BANDS", ""))
    if len(listed) == n_bands:
        return tuple(listed)
    numbered = [str(header.get(f"BAND{place}", "")).strip() for place in range(n_bands)]
    if all(numbered):
        return tuple(numbered)
    single = str(header.get("FILTER", "")).strip()
    if n_bands == 1:
        return (single.split()[0] if single else "grey",)
    return tuple(string.ascii_uppercase[place] if place < 26 else f"band{place}" for place in range(n_bands))


def _wanted(header: Any, number: int, extension: str | None) -> bool:
    if extension is not None and extension not in (str(number), str(header.get("EXTNAME", "")).strip()):
        return False
    kind = str(header.get("XTENSION", "IMAGE")).strip()
    n_axes = int(header.get("NAXIS", 0))
    if bool(header.get("ZIMAGE", False)):
        return True
    filled = all(header[f"NAXIS{axis}"] > 0 for axis in range(1, n_axes + 1))
    return kind == "IMAGE" and n_axes >= 2 and filled


def locate_picture(stream: BufferedReader, path: Path) -> tuple[Any, NDArray[Any] | StoredCube]:
    """Header and values of the first picture of a file on disk, left there where they need no scaling.

    Raises
    ------
    ImageError
        If there is none, or the file ends too early.
    """
    header = header_of(stream, str(path), None)
    if header.get("ZIMAGE", False):
        return header, _decompressed(stream, header, str(path))
    start, size = stream.tell(), path.stat().st_size
    if size < start + header.data_size:
        raise _truncated(size - start, header.data_size, str(path))
    shape, kind = _shape(header), np.dtype(_TYPES[header["BITPIX"]])
    if not _is_scaled(header) and kind != np.uint8:
        return header, StoredCube(path, start, cube_shape(shape, str(path)), kind)
    values = np.fromfile(stream, kind, math.prod(shape))
    return header, scaled(values.reshape(shape), header)


def _shape(header: Any) -> tuple[int, ...]:
    return tuple(header[f"NAXIS{axis}"] for axis in range(header["NAXIS"], 0, -1))


def _monster(n_values: int, where: str) -> ImageError:
    what = f"the header claims {n_values:,} values"
    return ImageError(what, where=where, remedy="Open it as a mosaic, uncompressed")


def _truncated(n_bytes: int, expected: int, where: str) -> ImageError:
    return ImageError(
        f"the file is truncated: {n_bytes:,} of {expected:,} bytes of its picture are there",
        where=where,
        remedy="Copy or download it again",
    )


def _values(stream: IO[bytes], header: Any, where: str) -> NDArray[Any]:
    if header.get("ZIMAGE", False):
        return _decompressed(stream, header, where)
    n_values = header.data_size // (abs(header["BITPIX"]) // 8)
    if n_values > MAX_VALUES:
        raise _monster(n_values, where)
    content = stream.read(header.data_size)
    if len(content) < header.data_size:
        raise _truncated(len(content), header.data_size, where)
    values = np.frombuffer(content, dtype=_TYPES[header["BITPIX"]]).reshape(_shape(header))
    return scaled(values, header)


def scaled(values: NDArray[Any], header: Any) -> NDArray[Any]:
    """Physical values: BZERO + BSCALE x stored, BLANK as NaN (FITS standard, section 4.4.2)."""
    if not _is_scaled(header):
        return values
    slope, zero, blank = header.get("BSCALE", 1.0), header.get("BZERO", 0.0), header.get("BLANK")
    physical: NDArray[np.float64] = values.astype(np.float64) * slope + zero
    if blank is not None and values.dtype.kind in "iu":
        physical[values == blank] = np.nan
    return physical


def _is_scaled(header: Any) -> bool:
    return (header.get("BSCALE", 1.0), header.get("BZERO", 0.0), header.get("BLANK")) != (1.0, 0.0, None)


def _decompressed(stream: IO[bytes], header: Any, where: str) -> NDArray[Any]:
    """A tile-compressed picture, as fpack writes them; astropy undoes the tiles."""
    from astropy.io import fits

    n_values = math.prod(header.get(f"ZNAXIS{axis}", 0) for axis in range(1, header.get("ZNAXIS", 0) + 1))
    if n_values > MAX_VALUES:
        raise _monster(n_values, where)
    start = stream.tell()
    stream.seek(0)
    content = stream.read()
    if len(content) < start + header.data_size:
        raise _truncated(len(content) - start, header.data_size, where)
    wanted = str(header.get("EXTNAME", "")).strip().upper()
    try:
        with fits.open(BytesIO(content), memmap=False) as hdus:
            for hdu in hdus:
                if isinstance(hdu, fits.CompImageHDU) and wanted in ("", hdu.name) and hdu.data is not None:
                    return np.asarray(hdu.data)
    except Exception as error:  # the decompressor of CFITSIO raises a class of its own
        raise ValueError(f"its compressed picture is broken: {error}") from error
    raise ValueError("its compressed picture cannot be found")


def unzipped(stream: IO[bytes]) -> IO[bytes]:
    """The stream itself, or what gzip packed into it, within reason."""
    start = stream.read(2)
    stream.seek(0)
    if start != b"\x1f\x8b":
        return stream
    limit = MAX_VALUES * 4
    with gzip.open(stream) as unzipping:
        content = unzipping.read(limit + 1)
    if len(content) > limit:
        raise ValueError(f"it unpacks to more than {limit:,} bytes")
    return BytesIO(content)


def _none_found(where: str, extension: str | None) -> ImageError:
    if extension is not None:
        what = f"there is no picture in extension {extension}"
        return ImageError(what, where=where, remedy="Name another one")
    return ImageError(
        "no extension of this FITS file holds a picture",
        where=where,
        remedy="If it is a table, open it as one",
    )
