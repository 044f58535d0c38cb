"""Dated copies of the ratings, made by themselves: at opening, at closing, and before a migration."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from gzlabel.atomic import written_whole
from gzlabel.errors import WorkspaceError
from gzlabel.workspace.failures import told
from gzlabel.workspace.sqlite.connection import damage_of, uri_to_read
from gzlabel.workspace.sqlite.database import Database
from gzlabel.workspace.sqlite.set_aside import FOLDER

_KEPT_DAYS = 14


def backup(database: Database, name: str | None = None) -> Path:
    """Copy the database into ``backups/``, one file a day; a day's later copy replaces its earlier one.

    Parameters
    ----------
    database
        An open workspace's.
    name
        Name of the copy, without suffix, where it is not the day's.

    Returns
    -------
    The copy's path.

    Raises
    ------
    WorkspaceError
        Where the disk is full, or the database is damaged: a good copy is never replaced by a bad one.
    """
    folder = database.path.parent / FOLDER
    path = folder / f"{name or _today()}.sqlite"
    with told(folder):
        folder.mkdir(exist_ok=True)
        with written_whole(path) as temporary:
            database.copy_to(temporary)
            with closing(sqlite3.connect(temporary)) as copy:
                if damage_of(copy):
                    raise WorkspaceError(
                        "the database is damaged, so it was not backed up", where=database.path
                    )
        _thin_out(folder, path)
    return path


def backup_if_changed(database: Database) -> Path | None:
    """The day's `backup`, unless the last copy already holds every transaction.

    Raises
    ------
    WorkspaceError
        As `backup`, and where the copies may not be read.
    """
    with told(database.path):
        last = _last_number(database)
        is_there = last in (0, _backed_up_number(database.path.parent))
    return None if is_there else backup(database)


def backups_of(folder: Path) -> list[Path]:
    """A workspace's dated copies, oldest first."""
    return sorted((folder / FOLDER).glob("ratings-*.sqlite"))


def latest_first(folder: Path) -> list[Path]:
    """A workspace's dated copies by what they hold: under a clock set back the dates are in another order."""
    return sorted(backups_of(folder), key=lambda path: (_number_in(path), path.name), reverse=True)


def opened(copy: Path) -> sqlite3.Connection:
    """A dated copy to read. Nobody writes to one once it is there, so nothing is written beside it either."""
    return sqlite3.connect(uri_to_read(copy.absolute(), immutable=True), uri=True)


def _today() -> str:
    return f"ratings-{datetime.now(UTC):%Y-%m-%d}"


def _last_number(database: Database) -> int:
    return int(database.read("SELECT coalesce(max(key), 0) AS n FROM outbox")[0]["n"])


def _backed_up_number(folder: Path) -> int:
    return max(map(_number_in, backups_of(folder)), default=0)


def _number_in(path: Path) -> int:
    """The last transaction that a copy holds; 0 where it cannot be read."""
    try:
        with closing(opened(path)) as copy:
            return int(copy.execute("SELECT coalesce(max(key), 0) FROM outbox").fetchone()[0])
    except sqlite3.Error:
        return 0


def _thin_out(folder: Path, made: Path) -> None:
    """Keep the newest days, of the older ones the first of each month, and what was just made by a wrong clock."""
    dated = backups_of(folder.parent)
    months: set[str] = set()
    for path in dated[:-_KEPT_DAYS]:
        month = path.stem[: len("ratings-2026-11")]
        if month in months and path != made:
            path.unlink(missing_ok=True)
        months.add(month)
