"""Lines on their way from the database to the transcript: posted within a transaction, delivered after it."""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress

from gzlabel.workspace.transcript import Row, Transcript, written_line


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
