"""A copy of a database with its log, where the original may not or must not be written to, even by SQLite."""

import errno
from pathlib import Path
from shutil import copyfile

from gzlabel.temporary_folder import TemporaryFolder

_BESIDE = ("", "-wal", "-journal")


class PrivateCopy:
    """Lies in the system's temporary folder until `remove`.

    Parameters
    ----------
    original
        The database's file; what is missing of it is missing in the copy.

    Raises
    ------
    OSError
        Which names the copy where the temporary folder is full.
    """

    def __init__(self, original: Path) -> None:
        self._folder = TemporaryFolder("copy")
        self.path = self._folder.path / original.name
        try:
            for suffix in _BESIDE:
                part = original.with_name(original.name + suffix)
                if part.is_file():
                    _copy(part, self.path.with_name(part.name))
        except BaseException:
            self.remove()
            raise

    def remove(self) -> None:
        """Delete the copy."""
        self._folder.remove()

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.remove()


def _copy(original: Path, copy: Path) -> None:
    try:
        copyfile(original, copy)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            error.filename, error.filename2 = str(copy), None  # Python names the original first
        raise
