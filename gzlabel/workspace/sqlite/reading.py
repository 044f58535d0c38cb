"""A database opened without writing to it: as it lies, or as a copy where that cannot be."""

import sqlite3
from contextlib import closing
from pathlib import Path

from gzlabel.errors import WorkspaceError
from gzlabel.workspace.sqlite.connection import connect, connect_to_read
from gzlabel.workspace.sqlite.private_copy import PrivateCopy
from gzlabel.workspace.sqlite.schema import migrate, version_of


class Reading:
    """Open from construction until `close`.

    Parameters
    ----------
    path
        The file.
    steps
        The migrations that lead to the present version; one of an older version is copied, and the copy migrated.

    Attributes
    ----------
    connection
        To the file or to its copy.
    version
        Schema version of the file itself, whatever that of the copy is.
    """

    def __init__(self, path: Path, steps: tuple[str, ...]) -> None:
        self._path, self._steps = path, steps
        self._copy: PrivateCopy | None = None
        as_it_lies = self._as_it_lies()
        self.connection = self._of_a_copy() if as_it_lies is None else as_it_lies

    @property
    def problem(self) -> str:
        """A sentence where what is read is a copy; empty where it is the file as it lies."""
        if self._copy is None:
            return ""
        if not self._is_older:
            what = (
                "the database cannot be read where it lies; shown is a copy, which later ratings do not reach"
            )
            remedy = "Open it again to see what was rated since"
        else:
            what = (
                f"an older gzlabel wrote this workspace (schema version {self.version}, now {len(self._steps)}); "
                "shown is a copy brought up to date, which later ratings do not reach"
            )
            remedy = "Open it for writing once, and it is brought up to date itself"
        return str(WorkspaceError(what, where=self._path.parent, remedy=remedy))

    def close(self) -> None:
        """Close the file, and delete its copy."""
        self.connection.close()
        self._remove_copy()

    @property
    def _is_older(self) -> bool:
        return 0 < self.version < len(self._steps)

    def _as_it_lies(self) -> sqlite3.Connection | None:
        """None where SQLite cannot (a read-only disk), or where the file is of an older version."""
        try:
            connection = connect_to_read(self._path)
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR")):
                raise
            return None
        self.version = version_of(connection)
        if self._is_older:
            connection.close()
            return None
        return connection

    def _of_a_copy(self) -> sqlite3.Connection:
        if not self._path.is_file():
            raise WorkspaceError("the database is not there", where=self._path)
        self._copy = PrivateCopy(self._path)
        try:
            with closing(connect(self._copy.path)) as connection:
                self.version = version_of(connection)
                if self._is_older:
                    migrate(connection, self._steps)
            return connect_to_read(self._copy.path)
        except BaseException:
            self._remove_copy()
            raise

    def _remove_copy(self) -> None:
        if self._copy is not None:
            self._copy.remove()
