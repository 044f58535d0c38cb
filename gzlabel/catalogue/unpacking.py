"""Tables that would fill the memory, unpacked or as large as they claim to be, are refused before they are read."""

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from gzlabel.errors import CatalogueError

MOST_UNPACKED, MOST_TIMES = 256 * 2**20, 100
"""A file may unpack to these many bytes, or these many times its own size, before it counts as a bomb."""

MOST_CLAIMED = 2 * 2**30
"""A table may claim these many bytes of values before its claim is compared with its file."""

_AT_ONCE = 1 << 20


def refuse_bomb(path: Path) -> None:
    """Unpack a compressed file as far as it may go, keeping nothing.

    Raises
    ------
    CatalogueError
        If it goes further.
    """
    with path.open("rb") as stream:
        head = stream.read(8)
    unpacking = next((opened for magic, opened in _OPENED.items() if head.startswith(magic)), None)
    if unpacking is None:
        return
    size, unpacked = path.stat().st_size, 0
    most = max(MOST_UNPACKED, MOST_TIMES * size)
    with closing(unpacking(path)) as stream:
        while unpacked <= most and (some := stream.read(_AT_ONCE)):
            unpacked += len(some)
    if unpacked > most:
        raise CatalogueError(
            f"the file of {size:,} bytes unpacks to more than {most:,}, as a decompression bomb does",
            where=path,
            remedy="If you know where it comes from, unpack it yourself and give the unpacked file",
        )


def refuse_claim(n_bytes: int, size: int, path: Path) -> None:
    """Refuse a table that claims to hold ``n_bytes`` of values in a file, or files, of ``size``.

    Raises
    ------
    CatalogueError
        If it claims more than such a file can mean.
    """
    if n_bytes > max(MOST_CLAIMED, MOST_TIMES * size):
        raise CatalogueError(
            f"the table of {size:,} bytes claims to hold {n_bytes:,} bytes of values, as a bomb does",
            where=path,
            remedy="If you know where it comes from, save it as another format, such as CSV, and give that",
        )


def _by_arrow(codec: str) -> Callable[[Path], Any]:
    return lambda path: pa.CompressedInputStream(pa.OSFile(str(path)), codec)


def _first_of_zip(path: Path) -> IO[bytes]:
    archive = zipfile.ZipFile(path)
    return archive.open(archive.infolist()[0])


_OPENED: dict[bytes, Callable[[Path], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\x00": lzma.open,
    b"PK\x03\x04": _first_of_zip,
    b"\x28\xb5\x2f\xfd": _by_arrow("zstd"),
    b"\x04\x22\x4d\x18": _by_arrow("lz4"),
}
"""How a file that begins so is unpacked; astropy unpacks by these first bytes too, whatever the name says."""
