"""Forcing to the disk what was committed, apart from who commits: a key does not wait for a disk that is busy.

In SQLite's write-ahead log a commit is complete once it is written, whatever becomes of the program; that it also
survives a power cut takes a sync of the log, which may last as long as everything else that the disk has to write.
A log that grows is moved into the database here too, since that writes and syncs as well.

References
----------
SQLite documentation, Write-Ahead Logging, section 2.2 (checkpointing); PRAGMA synchronous.
Rebello et al. 2020, Can Applications Recover from fsync Failures? (what was not synced may pass for synced later).
"""

import errno
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from gzlabel.atomic import sync_file
from gzlabel.workspace.failures import told
from gzlabel.workspace.sqlite.connection import connect
from gzlabel.workspace.sqlite.write_ahead_log import log_of

_MOVED_EVERY = 1_000
_MOVE_ALL = "PRAGMA wal_checkpoint(FULL)"
_MOVE_WHAT_NOBODY_READS = "PRAGMA wal_checkpoint(PASSIVE)"


def leave_the_wait(connection: sqlite3.Connection) -> None:
    """Have its commits return once they are written: what forces them to the disk is a `Syncing`."""
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")


class Syncing:
    """Forces the write-ahead log of an open database to the disk, from any thread.

    Parameters
    ----------
    database
        Its file.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        self._log = log_of(database)
        self._one_at_a_time = threading.Lock()
        self._n_written, self._n_moved, self._has_failed = 0, 0, False

    def note(self) -> None:
        """Something was committed."""
        self._n_written += 1

    def sync(self) -> None:
        """Force everything committed so far to the disk; others may go on writing.

        Raises
        ------
        WorkspaceError
            Where the disk fails. Then the next call writes everything once more, since a system that failed to write
            something once does not try again by itself.
        """
        with self._one_at_a_time, told(self._database, is_written=True):
            if self._has_failed:
                self._move(wholly=True)
                return
            try:
                sync_file(self._log)
            except OSError:
                self._has_failed = True
                raise
            if self._n_written - self._n_moved >= _MOVED_EVERY:
                self._move(wholly=False)

    def _move(self, *, wholly: bool) -> None:
        """Move the log into the database, but for what somebody still reads unless ``wholly``, and sync both."""
        n_written, statement = self._n_written, _MOVE_ALL if wholly else _MOVE_WHAT_NOBODY_READS
        with closing(connect(self._database)) as connection:
            is_busy, n_pages, n_pages_moved = connection.execute(statement).fetchone()
        if wholly and (is_busy or n_pages != n_pages_moved):
            raise OSError(errno.EIO, "not all of the log could be written", str(self._log))
        self._n_moved, self._has_failed = n_written, False
