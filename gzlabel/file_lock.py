"""The operating system's lock on a file, which it drops when the holder dies, however that dies."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOTSUP}
"""Numbers of the errors by which a file system says that it knows no locks."""


def open_to_lock(path: Path) -> BinaryIO:
    """Open a file that is to be locked, made where there is none; a link, perhaps a stranger's, is refused.

    Raises
    ------
    OSError
        It cannot be opened.
    """
    return open(path, "a+b", opener=_opened_itself)


def _opened_itself(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def lock_file(file: BinaryIO) -> bool:
    """Take the lock on an open file, until it is closed, best by `unlock_file`; False where another holds it.

    Raises
    ------
    OSError
        The file system knows no locks.
    """
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(1 << 20)  # far behind the holder's name, which must stay readable
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK):
            return False
        raise
    return True


def unlock_file(file: BinaryIO) -> None:
    """Give a file's lock back and close it.

    Closing alone would not do: a process being started by another thread has a copy of every open file until its
    program runs, and the lock would last as long.
    """
    if os.name != "nt":
        import fcntl

        with suppress(OSError):
            fcntl.flock(file.fileno(), fcntl.LOCK_UN)
    file.close()
