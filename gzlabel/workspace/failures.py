"""What the disk, the system and SQLite say when something fails, as sentences with a remedy."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from gzlabel.errors import WorkspaceDamaged, WorkspaceError

REPAIR = "Repair it at the desk, or with gzlabel repair; both work on a copy"
"""The remedy of every damage that a repair may mend; the desk puts a button beside it."""

_SAFE = "what was saved before is safe"
_DAMAGE = "SQLITE_CORRUPT"

_OF_SQLITE: dict[str, tuple[str, str]] = {
    "SQLITE_FULL": (
        f"the disk is full, and the last step was not saved; {_SAFE}",
        "Free some space and do it again",
    ),
    "SQLITE_READONLY": (
        f"the workspace cannot be written to; {_SAFE}",
        "Give yourself write permission, or open it read-only",
    ),
    "SQLITE_PERM": (f"permission was refused; {_SAFE}", "Give yourself permission, or open it read-only"),
    "SQLITE_IOERR": (
        f"the disk is full, failed, or was removed; {_SAFE}",
        "Check the drive, its free space or the network, then open the workspace again",
    ),
    "SQLITE_CANTOPEN": (
        "the database cannot be opened",
        "Check that the folder is there, and your permission to read and write it",
    ),
    "SQLITE_BUSY": (
        "another program is writing to the workspace",
        "Close the other program, or open it read-only",
    ),
}

_OF_SYSTEM: dict[int, tuple[str, str]] = {
    errno.ENOSPC: (f"the disk is full, and this was not written; {_SAFE}", "Free some space and do it again"),
    errno.EDQUOT: (
        f"your quota is used up, and this was not written; {_SAFE}",
        "Free some space and do it again",
    ),
    errno.EACCES: (f"permission was refused; {_SAFE}", "Give yourself permission, or choose another folder"),
    errno.EPERM: (f"permission was refused; {_SAFE}", "Give yourself permission, or choose another folder"),
    errno.EROFS: (
        f"the disk is read-only; {_SAFE}",
        "Choose another folder, or open the workspace read-only",
    ),
    errno.EIO: (
        f"the disk failed, or was removed; {_SAFE}",
        "Check the drive or the network, then open the workspace again",
    ),
    errno.ENOENT: ("the file or folder is not there", "Check the path, and that the drive is connected"),
    errno.ENOTDIR: ("part of the path is a file, not a folder", "Check the path"),
}

_GONE = [
    getattr(errno, name)
    for name in ("ENODEV", "ENXIO", "ENOTCONN", "ESTALE", "EHOSTDOWN")  # drives and shares that are away
    if hasattr(errno, name)
]
_OF_SYSTEM |= dict.fromkeys(_GONE, _OF_SYSTEM[errno.EIO])

_PERHAPS_OF_SYSTEM = {
    "SQLITE_IOERR": (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, *_GONE),
    _DAMAGE: (errno.EIO, *_GONE),
}
"""What the system may have said where SQLite does not tell: a page that cannot be read it takes for a damaged one."""

_DAMAGE_IN_WORDS = ("unsupported file format", "Could not decode to UTF-8")
"""Damage that SQLite files under its general error: a header that it never writes, text that is none."""


_CUT_SHORT = " requested and "
"""What NumPy says, without a number, of an array that a full disk cut short: so many requested, so many written."""


@contextmanager
def told_as_damage(where: Path) -> Iterator[None]:
    """Turn what pyarrow says of a damaged file of ours into a `WorkspaceError`.

    Raises
    ------
    WorkspaceError
    """
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, OSError, ValueError, LookupError) as error:
        raise WorkspaceError(
            f"the file is damaged ({str(error).splitlines()[0] if str(error) else type(error).__name__})",
            where=where,
            remedy="Bring it back from a copy of the workspace; the ratings are not in it, and are safe",
        ) from error


@contextmanager
def told(where: Path, *, is_written: bool = False) -> Iterator[None]:
    """Turn a failure of the environment into a `WorkspaceError`; any other error is a bug and passes.

    Parameters
    ----------
    where
        The file or folder in question.
    is_written
        Whether its folder may be written to, to find out what a disk refuses where SQLite does not say.

    Raises
    ------
    WorkspaceError
    """
    try:
        yield
    except sqlite3.Error as error:
        family = _family(error)
        if family != _DAMAGE and family not in _OF_SQLITE:
            raise
        refusal = _refusal_beside(where, family) if is_written else None
        if refusal is None and family == _DAMAGE:
            raise _damaged(where) from error
        what, remedy = _OF_SQLITE[family] if refusal is None else _OF_SYSTEM[_number_of(refusal)]
        raise WorkspaceError(what, where=where, remedy=remedy) from refusal or error
    except UnicodeDecodeError as error:
        # SQLite quotes the damaged bytes in its message, which Python then cannot decode.
        raise _damaged(where) from error
    except OSError as error:
        number = _number_of(error)
        if number not in _OF_SYSTEM:
            raise
        what, remedy = _OF_SYSTEM[number]
        raise WorkspaceError(what, where=error.filename or where, remedy=remedy) from error


def sentence_of(error: OSError) -> WorkspaceError | None:
    """What a full or failing disk or a lost permission amounts to, wherever it struck; None for other errors."""
    number = _number_of(error)
    if number not in _OF_SYSTEM or number in (errno.ENOENT, errno.ENOTDIR):
        return None
    what, remedy = _OF_SYSTEM[number]
    return WorkspaceError(what, where=error.filename, remedy=remedy)


def _refusal_beside(where: Path, family: str) -> OSError | None:
    """What the disk says to a nameless file in the same folder, where that may explain what SQLite said."""
    try:
        if family in _PERHAPS_OF_SYSTEM:
            with TemporaryFile(dir=where.parent) as file:
                file.write(bytes(4096))
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        return error if error.errno in _PERHAPS_OF_SYSTEM[family] else None
    return None


def _number_of(error: OSError) -> int:
    return errno.ENOSPC if _CUT_SHORT in str(error) else error.errno or 0


def _damaged(where: Path) -> WorkspaceDamaged:
    return WorkspaceDamaged("the database is damaged", where=where, remedy=REPAIR)


def _family(error: sqlite3.Error) -> str:
    if any(words in str(error) for words in _DAMAGE_IN_WORDS):
        return _DAMAGE
    family = "_".join((getattr(error, "sqlite_errorname", "") or "").split("_")[:2])
    return _DAMAGE if family == "SQLITE_NOTADB" else family
