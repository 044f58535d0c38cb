"""Files that are written whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside ``path``; on success it is synced and renamed to ``path``, else removed.

    The folder is synced after the rename, so that a power cut brings back neither the old file nor none.
    The temporary name keeps the suffix of ``path``, since writers choose their format by it. The file gets the
    permissions any new file would get, so that colleagues can read it.
    """
    temporary = path.with_name(f".{path.stem}-{token_hex(6)}{path.suffix}")
    temporary.touch(exist_ok=False)
    try:
        yield temporary
        sync_file(temporary)
        temporary.replace(path)
        force_to_disk(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Force what was written to a file to the disk.

    Raises
    ------
    OSError
        Where the disk fails; what was to be written may be lost then, whatever a later call says.
    """
    with path.open("r+b") as file:  # Windows syncs only what is open for writing
        if sys.platform == "darwin":
            import fcntl

            with suppress(OSError):  # not every file system knows how
                fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)  # else it stays in the drive's cache
                return
        os.fsync(file.fileno())


def force_to_disk(path: Path) -> None:
    """Force a file, or the entries of a folder, to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
