"""Files that are written whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gzlabel.temporary_folder import TemporaryFolder


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Yield a temporary path near ``path``; on success it is synced and renamed to ``path``, else removed.

    It lies in a hidden folder beside ``path``, which the next who writes there removes where this program is killed.
    The folder of ``path`` is synced after the rename, so that a power cut brings back neither the old file nor none.
    The temporary file keeps its name, since writers choose their format by the suffix. It gets the permissions any
    new file would get, so that colleagues can read it.
    """
    folder = TemporaryFolder("new", within=path.parent)
    temporary = folder.path / path.name
    try:
        temporary.touch(exist_ok=False)
        yield temporary
        sync_file(temporary)
        temporary.replace(path)
        force_to_disk(path.parent)
    finally:
        folder.remove()


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
