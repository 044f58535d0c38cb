"""Whether a database can be believed: its pages, tables and rows, and whether it knows what the transcript knows."""

import sqlite3
from pathlib import Path

from gzlabel.workspace.sqlite.connection import damage_of
from gzlabel.workspace.sqlite.schema import is_as_migrated, unreadable_rows
from gzlabel.workspace.sqlite.transcript import Transcript


def unsoundness(
    connection: sqlite3.Connection, transcript: Path | None, steps: tuple[str, ...], *, thorough: bool
) -> list[str]:
    """What is wrong; empty where nothing is.

    Parameters
    ----------
    connection
        To the database.
    transcript
        Compare it with this one, whose end is read first: a database that is written to meanwhile is ahead of it.
    steps
        The migrations that made its tables.
    thorough
        Read every row, too.
    """
    last_number = 0 if transcript is None else Transcript(transcript).last_number
    found = damage_of(connection, thorough=thorough)
    if not found and not is_as_migrated(connection, steps):
        found = ["its tables are not those that gzlabel made"]
    if not found and thorough:
        found = unreadable_rows(connection)
    return found or _missing_steps(connection, last_number)


def _missing_steps(connection: sqlite3.Connection, last_number: int) -> list[str]:
    """What the transcript holds and the database does not, as where the end of its log was cut off."""
    try:
        known = connection.execute("SELECT coalesce(max(key), 0) FROM outbox").fetchone()[0]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return [str(error)]
    n_missing = last_number - known
    return [f"it lacks the last {n_missing} steps that the transcript holds"] if n_missing > 0 else []
