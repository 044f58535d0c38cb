"""Compressed tables that would fill the memory when unpacked are refused before they are read."""

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
