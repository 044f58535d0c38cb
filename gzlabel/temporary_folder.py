"""Temporary folders that a killed program does not leave for ever: whoever makes the next one removes them.

The owner holds a lock in the folder while it lives, which nobody else can take and the system drops when it dies. Its
number alone would not do, since it is given to another program one day. Folders of another computer, whose locks may
not reach here, and of another person are left alone.
"""

import os
import re
import shutil
import socket
import weakref
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex
from tempfile import gettempdir
from typing import BinaryIO

from gzlabel.file_lock import NO_LOCKS, lock_file, open_to_lock

_LOCK, _MARK = ".owner", "gzlabel-"
_NAME = re.compile(r"\.?gzlabel-[a-z]+-(?P<computer>[0-9a-f]{8})-\d+-\w{8}")
_ATTEMPTS = 5
_NO_COMPUTER = "0" * 8


class TemporaryFolder:
    """Lies there until `remove`, or as long as this object or the program; nobody else may write to it.

    Parameters
    ----------
    what
        What is in it, in small letters; its name tells this, the computer and the number of the process.
    within
        The folder to make it in, hidden; unless told the system's temporary one, where nobody else may look into it.

    Attributes
    ----------
    path
        The folder.

    Raises
    ------
    OSError
        It cannot be made.
    """

    def __init__(self, what: str, within: Path | None = None) -> None:
        # Windows would shut others out of all that was ever in a folder of 0o700, also when it is moved out of it.
        place, dot, mode = (Path(gettempdir()), "", 0o700) if within is None else (within, ".", 0o755)
        sweep(place)
        self.path, lock = _made(place / f"{dot}gzlabel-{what}-{_this_computer()}-{os.getpid()}", mode)
        self._remove = weakref.finalize(self, _remove, self.path, lock)

    def remove(self) -> None:
        """Delete it with all that is in it."""
        self._remove()


def sweep(place: Path) -> None:
    """Remove the temporary folders in ``place`` that dead programs of this user left on this computer."""
    with suppress(OSError):
        with os.scandir(place) as entries:
            found = [Path(entry.path) for entry in entries if _MARK in entry.name and _is_ours(entry)]
        for folder in found:
            with suppress(OSError):
                lock = _taken(folder)
                if lock is not None:
                    _remove(folder, lock)


def is_in_one(path: Path) -> bool:
    """Whether a file lies in a temporary folder, and is nobody's business but its writer's."""
    return any(_NAME.fullmatch(part) for part in path.parts)


def lasting(folder: Path, pattern: str) -> Iterator[Path]:
    """Everything below ``folder`` whose name fits a pattern, but for what `is_in_one`."""
    return (path for path in folder.rglob(pattern) if not is_in_one(path.relative_to(folder)))


def _this_computer() -> str:
    return blake2b(socket.gethostname().encode(), digest_size=4).hexdigest()


def _is_ours(entry: "os.DirEntry[str]") -> bool:
    name = _NAME.fullmatch(entry.name)
    if name is None or name["computer"] != _this_computer() or not entry.is_dir(follow_symlinks=False):
        return False
    return os.name == "nt" or entry.stat(follow_symlinks=False).st_uid == os.getuid()


def _made(path: Path, mode: int) -> tuple[Path, BinaryIO | None]:
    """A new folder, its name ``path`` and a few letters, and its lock; none where the file system knows no locks.

    There it is named so that nobody sweeps it, also when locks are to be had again.
    """
    for _ in range(_ATTEMPTS):
        folder = _new_folder(path, mode)
        try:
            lock = _taken(folder)
        except FileNotFoundError:
            continue
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            if error.errno not in NO_LOCKS:
                raise
            break
        if lock is not None:
            return folder, lock
        shutil.rmtree(folder, ignore_errors=True)
    return _new_folder(path.with_name(path.name.replace(_this_computer(), _NO_COMPUTER)), mode), None


def _new_folder(path: Path, mode: int) -> Path:
    folder = path.with_name(f"{path.name}-{token_hex(4)}")
    folder.mkdir(mode)
    return folder


def _taken(folder: Path) -> BinaryIO | None:
    """The folder's lock, taken; None where another holds it, as one may who found the folder before it was locked.

    Raises
    ------
    FileNotFoundError
        Another removed it meanwhile.
    OSError
        The file system knows no locks.
    """
    path = folder / _LOCK
    file = open_to_lock(path)
    try:
        if lock_file(file) and os.path.samestat(os.fstat(file.fileno()), path.stat()):
            return file
    except BaseException:
        file.close()
        raise
    file.close()
    return None


def _remove(folder: Path, lock: BinaryIO | None) -> None:
    """Remove a folder while its lock is held, so that nobody takes it for his before it is gone."""
    try:
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        if lock is not None:
            lock.close()
    # Windows removes no file that is open, and a network's file system keeps it in the folder under another name:
    # neither our own lock was gone before, nor is now that of who took it since.
    with suppress(OSError):
        if os.name == "nt":
            (folder / _LOCK).unlink(missing_ok=True)
        folder.rmdir()
