"""Putting a new database in place of a damaged one, whose log must neither be read into it nor be lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gzlabel.atomic import force_to_disk
from gzlabel.workspace.sqlite.database import FILE_NAME

_AWAY = ".away"


def fresh_in(folder: Path) -> Path:
    """Where a workspace's new database is built: it lies there until it is put in place."""
    return folder / f"{FILE_NAME}.repaired"


def remove_fresh(folder: Path) -> None:
    """Remove a new database that is not to be put in place, and what lies beside it."""
    for leftover in folder.glob(f"{fresh_in(folder).name}*"):
        leftover.unlink()


def place(folder: Path) -> None:
    """Put the new database in place of the old one.

    Raises
    ------
    OSError
        Then the old one is as it was, with its log.
    """
    with _without_log(folder):
        fresh_in(folder).replace(folder / FILE_NAME)
    force_to_disk(folder)


def settle_placing(folder: Path) -> None:
    """After a repair that was killed: the old log goes back to its database, or away where a new one is in place.

    The folder's lock is held.
    """
    is_placed = not fresh_in(folder).exists()
    for away in folder.glob(f"{FILE_NAME}-*{_AWAY}"):
        log = away.with_name(away.name.removesuffix(_AWAY))
        if is_placed or log.exists():
            away.unlink()
        else:
            away.replace(log)
    remove_fresh(folder)


@contextmanager
def _without_log(folder: Path) -> Iterator[None]:
    """Take the old log away, which SQLite would replay into the new file; bring it back where that is not placed."""
    away: list[tuple[Path, Path]] = []
    try:
        for suffix in ("-wal", "-shm"):
            log = folder / f"{FILE_NAME}{suffix}"
            if log.is_file():
                away.append((log.replace(log.with_name(log.name + _AWAY)), log))
        yield
    except OSError:
        for moved, log in away:
            moved.replace(log)
        raise
    for moved, _ in away:
        moved.unlink(missing_ok=True)
