"""The workspace's SQLite file: durable transactions, each of which also becomes a line of the transcript."""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from gzlabel.errors import WorkspaceError
from gzlabel.workspace.failures import told
from gzlabel.workspace.sqlite.connection import connect, damage_of, last_line_of
from gzlabel.workspace.sqlite.later import Failed, Later
from gzlabel.workspace.sqlite.outbox import deliver, post, restart, settle
from gzlabel.workspace.sqlite.place import place_of
from gzlabel.workspace.sqlite.reading import Reading
from gzlabel.workspace.sqlite.schema import STEPS, assert_ours, migrate, version_of
from gzlabel.workspace.sqlite.soundness import unsoundness
from gzlabel.workspace.sqlite.syncing import Syncing, leave_the_wait
from gzlabel.workspace.sqlite.transaction import Transaction
from gzlabel.workspace.sqlite.transcript import FILE_NAME as TRANSCRIPT_NAME
from gzlabel.workspace.sqlite.transcript import Transcript
from gzlabel.workspace.sqlite.write_ahead_log import WriteAheadLog

FILE_NAME = "workspace.sqlite"


class Database:
    """An open database. Reading and writing are safe from several threads.

    Parameters
    ----------
    folder
        The workspace's folder.
    read_only
        Write nothing, ever.
    assert_writable
        Called before each transaction; raises where somebody else took over.
    shared_memory
        Whether the file system can share memory between programs, as `connect` takes it.
    steps
        The migrations that lead to the present version.
    """

    def __init__(
        self,
        folder: Path,
        *,
        read_only: bool = False,
        assert_writable: Callable[[], None] = lambda: None,
        shared_memory: bool = True,
        steps: tuple[str, ...] = STEPS,
    ) -> None:
        self.path, self.read_only = folder / FILE_NAME, read_only
        self._told = partial(told, self.path, is_written=not read_only)
        self._assert_writable, self._steps, self._shared_memory = assert_writable, steps, shared_memory
        self._mutex = threading.RLock()
        self._reading: Reading | None = None
        self._syncing: Syncing | None = None
        self._written: Callable[[], None] = lambda: None
        self._later = Later()
        with self._told():
            if read_only:
                self._reading = Reading(self.path, steps)
                self._connection = self._reading.connection
            else:
                self._connection = connect(self.path, shared_memory=shared_memory)
            try:
                assert_ours(self._connection, self.path, steps)
            except BaseException:
                self._disconnect()
                raise
        self._place, self._last_line = place_of(self.path), ""
        self._log = WriteAheadLog(self.path)
        self._transcript = None if read_only else Transcript(folder / TRANSCRIPT_NAME)

    @staticmethod
    def create(folder: Path) -> "Database":
        """Make the database of a new workspace in an existing folder."""
        with told(folder), closing(connect(folder / FILE_NAME)) as connection:
            migrate(connection)
        return Database(folder)

    @property
    def schema_version(self) -> int:
        """Version of the tables in the file."""
        if self._reading is not None:
            return self._reading.version
        with self._mutex, self._told():
            return version_of(self._connection)

    @property
    def problem(self) -> str:
        """A sentence where what is read is not the file as it lies; empty otherwise."""
        return "" if self._reading is None else self._reading.problem

    @property
    def is_current(self) -> bool:
        """Whether the tables are those of this gzlabel."""
        return self.schema_version == len(self._steps)

    def migrate(self) -> None:
        """Bring the tables to the present version and start the transcript anew."""
        with self._mutex, self._told():
            migrate(self._connection, self._steps)
            self.restart_transcript()

    def read(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Any]:
        """All rows of a query; values by index or by column name."""
        with self._mutex, self._told():
            if not self._connection.in_transaction:
                self._later.do()
            return self._connection.execute(sql, parameters).fetchall()

    def sync_later(self, written: Callable[[], None]) -> None:
        """From now on leave the wait for the disk to `sync`, where the file system allows a write-ahead log.

        Parameters
        ----------
        written
            Called after each transaction and each `write_later`, in the thread that made it.
        """
        self._written = written
        if self._shared_memory and not self.read_only:
            with self._mutex, self._told():
                leave_the_wait(self._connection)
            self._syncing = Syncing(self.path)

    def write_later(self, write: Callable[[], None], failed: Failed) -> None:
        """Have ``write`` called by whoever reads, writes or calls `write` next, before anything else.

        Parameters
        ----------
        failed
            Called in its stead with what it raised.

        Raises
        ------
        WorkspaceError
            As `transaction`, where it can be told at once that nothing can be written.
        """
        self._assert_open_for_writing()
        self._later.put(write, failed)
        self._written()

    def write(self) -> None:
        """Write what was left for later."""
        with self._mutex:
            self._later.do()

    def sync(self) -> None:
        """Write what was left for later, and force it and all that was committed to the disk.

        Raises
        ------
        WorkspaceError
            Where the disk fails, or the file is gone.
        """
        self.write()
        if self._syncing is None or self._transcript is None:
            return
        with self._mutex, self._told():
            self._assert_still_there()
            last = self._connection.execute("SELECT max(key) FROM outbox").fetchone()[0]
        self._syncing.sync()
        with self._mutex:  # never a line of the transcript before its transaction is on the disk
            deliver(self._connection, self._transcript, last)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Commit everything put inside, on the disk when the block ends; nothing where it raises.

        After `sync_later` it is complete whatever becomes of this program, and on the disk after a `sync`.

        Raises
        ------
        WorkspaceError
            Where it was opened read-only, where the file is gone, or where the disk is full or fails.
        """
        transcript = self._assert_open_for_writing()
        with self._mutex, self._told():
            self._later.do()
            self._log.assert_whole()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                transaction = Transaction(self._connection)
                yield transaction
                line = post(self._connection, transcript, transaction.rows)
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk has already rolled back
                    self._connection.execute("ROLLBACK")
                raise
            self._last_line = line
            self._log.note()
            if self._syncing is None:
                deliver(self._connection, transcript)
            else:
                self._syncing.note()
            was_left_for_later = self._later.is_being_done
        if not was_left_for_later:
            self._written()

    def _assert_open_for_writing(self) -> Transcript:
        if self.read_only or self._transcript is None:
            raise WorkspaceError(
                "this workspace is open read-only, so nothing can be changed", where=self.path.parent
            )
        self._assert_writable()
        self._assert_still_there()
        self._log.assert_whole()
        return self._transcript

    def _assert_still_there(self) -> None:
        """SQLite writes on into a file deleted under it, and a rating would be lost unseen."""
        there = place_of(self.path)
        if there != self._place and (there is None or not self._goes_on_in_what_came_back()):
            raise WorkspaceError(
                "the workspace was moved or removed while it was open; what was saved before is with it",
                where=self.path,
                remedy="Connect the drive again or find the folder, and open it again",
            )

    def _goes_on_in_what_came_back(self) -> bool:
        """Whether the file that is there now, of a drive connected again, ends with what was saved last."""
        assert self._transcript is not None
        with self._mutex, self._told():
            returned = connect(self.path, shared_memory=self._shared_memory)
            if not self._last_line or last_line_of(returned) != self._last_line or damage_of(returned):
                returned.close()
                return False
            with suppress(sqlite3.Error):
                self._connection.close()
            if self._syncing is not None:
                leave_the_wait(returned)
            self._connection, self._place = returned, place_of(self.path)
            self._log.note()
            self._transcript = Transcript(self._transcript.path)
        return True

    def settle_transcript(self) -> None:
        """After opening: bring the transcript up to date, or start it anew where it was lost or cut."""
        assert self._transcript is not None
        with self._mutex, self._told():
            settle(self._connection, self._transcript)
            self._last_line = last_line_of(self._connection)

    def restart_transcript(self) -> Path | None:
        """Write the transcript anew from the tables; the old one is kept among the backups, at the path returned."""
        assert self._transcript is not None
        with self._mutex, self._told():
            return restart(self._connection, self._transcript)

    def damage(self, *, thorough: bool = False) -> list[str]:
        """What is wrong with the file; empty where it is sound."""
        transcript = self.path.with_name(TRANSCRIPT_NAME) if thorough or not self.read_only else None
        with self._mutex:
            return unsoundness(self._connection, transcript, self._steps, thorough=thorough)

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy, also while others write."""
        with self._mutex, told(path), closing(sqlite3.connect(path)) as target:
            self._later.do()
            self._connection.backup(target)

    def close(self) -> None:
        """Close the file; what was committed stays committed."""
        with suppress(WorkspaceError):
            self.sync()
        with self._mutex:
            if self._transcript is not None:
                with suppress(OSError):
                    self._transcript.sync()
            self._disconnect()

    def _disconnect(self) -> None:
        (self._reading or self._connection).close()
