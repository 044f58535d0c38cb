"""The operating system's lock on a file, which it drops when the holder dies, however that dies."""

import errno
import os
from typing import BinaryIO

NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOTSUP}
"""Numbers of the errors by which a file system says that it knows no locks."""


def lock_file(file: BinaryIO) -> bool:
    """Take the lock on an open file, until it is closed; False where another holds it.

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
