"""SQLite's log beside an open database: it holds the last ratings, and only grows while the database is open."""

from pathlib import Path

from gzlabel.errors import WorkspaceDamaged
from gzlabel.workspace.failures import REPAIR
from gzlabel.workspace.sqlite.place import place_of


def log_of(database: Path) -> Path:
    """Where SQLite keeps the log of a database."""
    return database.with_name(f"{database.name}-wal")


class WriteAheadLog:
    """What is known of the log beside ``database``; nothing where the file system has no use for one."""

    def __init__(self, database: Path) -> None:
        self._path = log_of(database)
        self.note()

    def note(self) -> None:
        """Remember the log as it is, after it was written to."""
        self._noted = place_of(self._path), self._size_now()

    def assert_whole(self) -> None:
        """Make sure that nobody cut or removed the log: SQLite would write on behind the hole, unseen.

        Raises
        ------
        WorkspaceDamaged
        """
        place, size = self._noted  # before the file is looked at: another thread may be writing to it
        if place is None or (place_of(self._path) == place and self._size_now() >= size):
            return
        raise WorkspaceDamaged(
            "another program cut or removed the log of the open database; what was saved before is in the transcript",
            where=self._path,
            remedy=REPAIR,
        )

    def _size_now(self) -> int:
        try:
            return self._path.stat().st_size
        except OSError:
            return 0
