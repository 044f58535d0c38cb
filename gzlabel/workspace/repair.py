"""Mending a workspace from its transcript, its backups and what can still be read of its database.

Everything is built beside the damaged files and put in their place only when it is sound; the
damaged files are kept among the backups.
"""

import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from gzlabel.atomic import force_to_disk
from gzlabel.errors import WorkspaceDamaged, WorkspaceError
from gzlabel.progress import Report, Step, silent
from gzlabel.workspace.check import check
from gzlabel.workspace.failures import told
from gzlabel.workspace.lock import WorkspaceLock
from gzlabel.workspace.matrices import damaged_matrices
from gzlabel.workspace.opening import assert_mendable, writable_database
from gzlabel.workspace.salvage import Salvage, salvaged
from gzlabel.workspace.sqlite.connection import connect, damage_of, uri_to_read
from gzlabel.workspace.sqlite.database import FILE_NAME
from gzlabel.workspace.sqlite.placing import fresh_in, place, remove_fresh, settle_placing
from gzlabel.workspace.sqlite.private_copy import PrivateCopy
from gzlabel.workspace.sqlite.schema import APPLICATION_ID, STEPS, TABLES, assert_ours, migrate
from gzlabel.workspace.sqlite.set_aside import FOLDER
from gzlabel.workspace.sqlite.soundness import unsoundness
from gzlabel.workspace.sqlite.transaction import Transaction
from gzlabel.workspace.sqlite.transcript import FILE_NAME as TRANSCRIPT_NAME
from gzlabel.workspace.sqlite.transcript import faults_of, written_line


@dataclass(frozen=True)
class Repaired:
    """What was mended. ``n_unreadable`` counts decisions known to have existed that no source still holds.

    ``set_aside`` names within the folder what was replaced or renamed; ``still_wrong`` are sentences of what only a
    copy of the workspace can bring back.
    """

    was_sound: bool
    n_decisions: int
    n_unreadable: int = 0
    set_aside: tuple[str, ...] = ()
    still_wrong: tuple[str, ...] = ()


def repair(path: Path | str, *, report: Report = silent) -> Repaired:
    """Mend what can be mended. A sound workspace is left as it is.

    Raises
    ------
    WorkspaceLocked
        Where it is open elsewhere.
    WorkspaceError
        Where nothing better than the present state could be made; it is then as it was.
    """
    path = Path(path)
    assert_mendable(path)
    with told(path):
        lock = WorkspaceLock(path)
        try:
            settle_placing(path)
            report(Step("Checking the database", 0, 3))
            found = _with_transcript(path, lock) if _is_sound(path) else _rebuild(path, lock, report)
            matrices = tuple(_set_aside(path, file) for file in damaged_matrices(path))
            still_wrong = tuple(one.sentence for one in check(path) if not one.is_sound)
            return replace(
                found,
                was_sound=found.was_sound and not (matrices or still_wrong),
                set_aside=(*matrices, *found.set_aside),
                still_wrong=still_wrong,
            )
        finally:
            lock.release()


def _is_sound(path: Path) -> bool:
    """Whether the database can be believed. Asked of a copy: SQLite checks constraints only where it could write."""
    if not (path / FILE_NAME).is_file():
        return False
    with PrivateCopy(path / FILE_NAME) as copy:
        try:
            with told(path), closing(connect(copy)) as connection:
                assert_ours(connection, path)
                return not unsoundness(connection, path / TRANSCRIPT_NAME, STEPS, thorough=True)
        except WorkspaceDamaged:
            return False


def _with_transcript(path: Path, lock: WorkspaceLock) -> Repaired:
    """What is kept of a sound database, whose transcript is written anew where it is lost or damaged."""
    file, n_decisions = path / TRANSCRIPT_NAME, _count(path / FILE_NAME)
    if file.is_file() and not faults_of(file):
        return Repaired(True, n_decisions)
    with closing(writable_database(path, lock)) as database:
        kept = database.restart_transcript()
    return Repaired(False, n_decisions, set_aside=() if kept is None else (str(kept.relative_to(path)),))


def _rebuild(path: Path, lock: WorkspaceLock, report: Report) -> Repaired:
    report(Step("Reading what is left", 0, 3))
    salvage = salvaged(path)
    if not salvage.rows["interest"]:
        raise WorkspaceError(
            "neither database, transcript nor backups can be read, so nothing was changed",
            where=path,
            remedy="Bring back a copy of the folder",
        )
    report(Step("Building a new database", 1, 3))
    fresh = fresh_in(path)
    try:
        n_unreadable = _write(fresh, salvage, _version(path / FILE_NAME))
        with closing(sqlite3.connect(fresh)) as connection:
            if damage_of(connection):
                raise WorkspaceError("the repaired copy is not sound either; nothing was changed", where=path)
        report(Step("Putting it in place", 2, 3))
        kept = _kept(path)
        place(path)
    finally:
        remove_fresh(path)
    with suppress(WorkspaceError), closing(writable_database(path, lock)) as database:
        database.restart_transcript()  # where the disk is full by now, the next opening does
    report(Step("Repaired", 3, 3))
    return Repaired(False, _count(path / FILE_NAME), n_unreadable, (kept,))


def _version(path: Path) -> int:
    """Schema version by the file's header, bytes 60-63; the present one where the header is damaged."""
    header = path.read_bytes()[:100] if path.is_file() else b""
    if len(header) == 100 and int.from_bytes(header[68:72], "big") == APPLICATION_ID:
        version = int.from_bytes(header[60:64], "big")
        if 1 <= version <= len(STEPS):
            return version
    return len(STEPS)


def _write(path: Path, salvage: Salvage, version: int) -> int:
    """Write the salvaged rows into a new database; return how many decisions nothing knows any more."""
    with closing(connect(path)) as connection:
        migrate(connection, STEPS[:version])
        connection.execute("BEGIN IMMEDIATE")
        transaction = Transaction(connection)
        n_refused = 0
        for table in TABLES:
            columns = {row["name"] for row in connection.execute(f"PRAGMA table_info({table})")}
            for _, values in sorted(salvage.rows[table].items()):
                try:
                    transaction.put(table, **{name: values[name] for name in values if name in columns})
                except sqlite3.IntegrityError:  # its batch or its galaxy is lost
                    n_refused += table == "decision"
        last = salvage.last_number + 1
        connection.execute("INSERT INTO outbox (key, line) VALUES (?, ?)", [last, written_line(last, [])])
        connection.execute("COMMIT")
        highest = max(salvage.rows["decision"], default=0)
        written = connection.execute("SELECT count(*) FROM decision").fetchone()[0]
        connection.execute("PRAGMA journal_mode = DELETE")
    return max(int(highest) - int(written), n_refused)


def _kept(path: Path) -> str:
    """Copy the damaged files among the backups, all of them or none; return where they are kept."""
    kept = path / FOLDER / f"damaged-{datetime.now(UTC):%Y-%m-%dT%H%M%S.%f}"
    kept.mkdir(parents=True)
    try:
        for name in (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", TRANSCRIPT_NAME):
            if (path / name).is_file():
                force_to_disk(Path(shutil.copyfile(path / name, kept / name)))
    except BaseException:
        shutil.rmtree(kept, ignore_errors=True)  # a full disk would be fuller after each try
        raise
    return str(kept.relative_to(path))


def _set_aside(path: Path, matrix: Path) -> str:
    """Rename a damaged matrix, so that it is made again instead of being read."""
    renamed = matrix.with_name(f"{matrix.name}.damaged")
    matrix.replace(renamed)
    return str(renamed.relative_to(path))


def _count(database: Path) -> int:
    with closing(sqlite3.connect(uri_to_read(database.absolute()), uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM decision").fetchone()[0])
