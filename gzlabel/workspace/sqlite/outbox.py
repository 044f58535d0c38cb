"""Lines on their way from the database to the transcript: posted within a transaction, delivered after it."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from gzlabel.workspace.sqlite.schema import TABLES
from gzlabel.workspace.sqlite.set_aside import set_aside
from gzlabel.workspace.sqlite.transcript import Row, Transcript, written_line


def post(connection: sqlite3.Connection, transcript: Transcript, rows: Sequence[Row]) -> str:
    """Put the transaction's line into the outbox, and forget those known to be in the transcript; the line."""
    connection.execute("DELETE FROM outbox WHERE key < ?", [transcript.last_number])
    number = connection.execute("INSERT INTO outbox (line) VALUES ('')").lastrowid
    assert number is not None
    line = written_line(number, rows)
    connection.execute("UPDATE outbox SET line = ? WHERE key = ?", [line, number])
    return line


def deliver(connection: sqlite3.Connection, transcript: Transcript, last: int | None = None) -> None:
    """Carry the outbox to the transcript, up to the ``last`` line. A failure loses nothing: the next tries again."""
    waiting = "SELECT key, line FROM outbox WHERE key > :begin AND key <= coalesce(:last, key) ORDER BY key"
    with suppress(OSError, sqlite3.Error):
        begin = transcript.last_number
        transcript.append(connection.execute(waiting, {"begin": begin, "last": last}).fetchall())


def settle(connection: sqlite3.Connection, transcript: Transcript) -> None:
    """Bring the transcript up to date, or start it anew where it does not fit the outbox: it was lost or cut."""
    ends = connection.execute("SELECT min(key), max(key) FROM outbox").fetchone()
    first, last = (ends[0] or 0), (ends[1] or 0)
    if not first - 1 <= transcript.last_number <= last:
        restart(connection, transcript)
    deliver(connection, transcript)


def restart(connection: sqlite3.Connection, transcript: Transcript) -> Path | None:
    """Write the transcript anew from the tables; the old one is kept among the backups, at the path returned."""
    kept = set_aside(transcript.path)
    last = connection.execute("SELECT coalesce(max(key), 0) FROM outbox").fetchone()[0]
    transcript.restart(last, _everything(connection))
    return kept


def _everything(connection: sqlite3.Connection) -> Iterator[Row]:
    for table in TABLES:
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY key"):
            yield table, dict(row)
