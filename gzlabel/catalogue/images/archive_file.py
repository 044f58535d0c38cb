"""Members of a zip or tar file, read where they lie, in any order and from several threads."""

import lzma
import os
import stat
import tarfile
import zipfile
import zlib
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, Any, Protocol

from gzlabel.errors import ImageError

MAX_MEMBER_BYTES = 256 * 2**20
"""No picture of one galaxy is larger; a member that claims to be is broken or a bomb."""

MOST_UNPACKED, MOST_TIMES = 256 * 2**20, 50
"""A compressed tar may unpack to these many bytes, and these many times its own size, before it counts as a bomb."""

ARCHIVE_SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_BROKEN = (
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
)


class ArchiveFile(Protocol):
    """An open archive."""

    @property
    def names(self) -> list[str]:
        """Names of its plain files, links and everything else left out."""

    def read(self, name: str) -> bytes:
        """The bytes of one member; KeyError where there is none."""

    def fingerprint(self, name: str) -> str:
        """What changes when the member's content does; KeyError where there is none."""

    def close(self) -> None:
        """Close the file."""


def open_archive(path: Path) -> ArchiveFile:
    """Open a zip or tar file, compressed or not.

    Raises
    ------
    ImageError
        If it is missing, or is neither.
    """
    try:
        if zipfile.is_zipfile(path):
            return _Zip(path)
        return _Tar(path)
    except FileNotFoundError:
        raise ImageError("there is no such archive", where=path, remedy="Check its path") from None
    except _BROKEN as error:
        raise ImageError(
            f"the archive cannot be opened ({error})", where=path, remedy="Pack it again as zip or tar"
        ) from error


def member_content(archive: ArchiveFile, name: str, where: str) -> bytes:
    """The bytes of one member.

    Raises
    ------
    ImageError
        If there is none of that name, it is a link, or it is broken.
    """
    try:
        return archive.read(name)
    except KeyError:
        raise ImageError(
            "there is no such file in the archive",
            where=where,
            remedy="Pack the file itself: links in an archive are not followed",
        ) from None
    except _BROKEN as error:
        raise ImageError(
            f"it cannot be unpacked ({error})", where=where, remedy="Pack the archive again"
        ) from error


class _Zip:
    def __init__(self, path: Path) -> None:
        self._file = zipfile.ZipFile(path)
        self._members = {
            info.filename: info
            for info in self._file.infolist()
            if not info.is_dir() and not stat.S_ISLNK(info.external_attr >> 16)
        }

    @property
    def names(self) -> list[str]:
        return list(self._members)

    def read(self, name: str) -> bytes:
        info = self._members[name]
        _check_size(info.file_size)
        return self._file.read(info)

    def fingerprint(self, name: str) -> str:
        info = self._members[name]
        return f"{info.CRC:08x}{info.file_size:x}"

    def close(self) -> None:
        self._file.close()


@dataclass(frozen=True)
class _Extent:
    start: int
    n_bytes: int


class _Tar:
    """A tar file, indexed once; a compressed one is unpacked to a temporary file that goes with it."""

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("rb")
        try:
            self._file = _uncompressed(self._file)
            self._members = _tar_members(self._file)
        except BaseException:
            self._file.close()
            raise
        self._lock = Lock()

    @property
    def names(self) -> list[str]:
        return list(self._members)

    def read(self, name: str) -> bytes:
        extent = self._members[name]
        _check_size(extent.n_bytes)
        with self._lock:
            self._file.seek(extent.start)
            content = self._file.read(extent.n_bytes)
        if len(content) < extent.n_bytes:
            raise EOFError("the archive ends too early")
        return content

    def fingerprint(self, name: str) -> str:
        from hashlib import blake2b

        return blake2b(self.read(name), digest_size=16).hexdigest()

    def close(self) -> None:
        self._file.close()


def _tar_members(file: IO[bytes]) -> dict[str, _Extent]:
    with tarfile.open(fileobj=file, mode="r:") as archive:
        return {
            member.name.removeprefix("./"): _Extent(member.offset_data, member.size)
            for member in archive
            if member.isfile() and not member.issparse()
        }


def _uncompressed(file: IO[bytes]) -> IO[bytes]:
    """The file itself, or its content in a temporary file."""
    import bz2
    import gzip
    import lzma

    openers: dict[bytes, Any] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ": lzma.open}
    start = file.read(6)
    file.seek(0)
    opener = next((opener for magic, opener in openers.items() if start.startswith(magic)), None)
    if opener is None:
        return file
    with ExitStack() as on_failure:
        unpacked = on_failure.enter_context(TemporaryFile(prefix="gzlabel-"))
        with file, opener(file) as unpacking:
            limit = MOST_UNPACKED + MOST_TIMES * os.fstat(file.fileno()).st_size
            while block := unpacking.read(2**20):
                unpacked.write(block)
                if unpacked.tell() > limit:
                    raise ValueError(f"it unpacks to more than {limit:,} bytes, as no pictures do")
        on_failure.pop_all()
    unpacked.seek(0)
    return unpacked


def _check_size(n_bytes: int) -> None:
    if n_bytes > MAX_MEMBER_BYTES:
        raise ValueError(f"it claims {n_bytes:,} bytes, more than any picture of one galaxy")
