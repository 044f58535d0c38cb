"""What can still be read of a damaged workspace: of its transcript, its database and its backups."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gzlabel.workspace.backup import latest_first
from gzlabel.workspace.sqlite.database import FILE_NAME
from gzlabel.workspace.sqlite.private_copy import PrivateCopy
from gzlabel.workspace.sqlite.schema import TABLES
from gzlabel.workspace.sqlite.transcript import FILE_NAME as TRANSCRIPT_NAME
from gzlabel.workspace.sqlite.transcript import Line, lines_of, parsed_line

_UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""What reading damaged pages ends with; the second where SQLite quotes their bytes in its message."""


@dataclass
class Salvage:
    """Rows by table and key, from every source; the first source to give a row wins."""

    rows: dict[str, dict[Any, dict[str, Any]]] = field(
        default_factory=lambda: {table: {} for table in TABLES}
    )
    last_number: int = 0

    def replay(self, line: Line) -> None:
        """Take in a transaction that came after those taken in so far."""
        self.last_number = max(self.last_number, line.number)
        for table, values in line.rows:
            self.add(table, values, replace=True)

    def add(self, table: str, values: dict[str, Any], *, replace: bool = False) -> None:
        """Take in a row, unless it is none of ours or an earlier source gave it."""
        key = values.get("key")
        if table not in self.rows or not isinstance(key, str if table == "setting" else int):
            return
        if not all(_is_storable(value) for value in values.values()):
            return
        if replace or key not in self.rows[table]:
            self.rows[table][key] = values


def _is_storable(value: Any) -> bool:
    """Whether SQLite can hold a value that came from a file."""
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    return value is None or isinstance(value, str | float)


def salvaged(path: Path) -> Salvage:
    """Everything the sources of a workspace's folder still hold."""
    salvage = Salvage()
    for line in lines_of(path / TRANSCRIPT_NAME):
        if line is not None:
            salvage.replay(line)
    with PrivateCopy(path / FILE_NAME) as copy:
        for line in _waiting_lines(copy, salvage.last_number):
            salvage.replay(line)
        for table, values in _readable_rows(copy):
            salvage.add(table, values)
    for file in latest_first(path):
        for table, values in _readable_rows(file):
            salvage.add(table, values)
    return salvage


def _waiting_lines(path: Path, after: int) -> list[Line]:
    """Transactions that were still on their way to the transcript."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            if not _is_table(connection, "outbox"):
                return []
            query = "SELECT line FROM outbox WHERE key > ? ORDER BY key"
            lines = [parsed_line(str(text).encode()) for (text,) in connection.execute(query, [after])]
    except _UNREADABLE:
        return []
    return [line for line in lines if line is not None]


def _readable_rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rows that can still be read, stepping over damaged pages."""
    try:
        connection = sqlite3.connect(path, isolation_level=None)
    except _UNREADABLE:
        return
    with closing(connection):
        connection.row_factory = sqlite3.Row
        for table in TABLES:
            if _is_table(connection, table):
                yield from ((table, dict(row)) for row in _rows_of(connection, table))


def _is_table(connection: sqlite3.Connection, name: str) -> bool:
    """Whether it is none that a stranger reckons while it is read, and perhaps without end."""
    try:
        found = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", [name])
        return any(str(sql).startswith("CREATE TABLE") for (sql,) in found.fetchall())
    except _UNREADABLE:
        return False


def _rows_of(connection: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    """Walk a table forwards, then backwards, then key by key across the damage between."""
    seen: set[Any] = set()
    for order in ("ASC", "DESC"):
        try:
            for row in connection.execute(f"SELECT * FROM {table} NOT INDEXED ORDER BY key {order}"):
                if row["key"] in seen:
                    break
                seen.add(row["key"])
                yield row
            else:
                return
        except _UNREADABLE:
            continue
    numbers = [key for key in seen if isinstance(key, int)]
    for key in range(min(numbers, default=1), max(numbers, default=0)):
        if key not in seen:
            with suppress(*_UNREADABLE):
                yield from connection.execute(f"SELECT * FROM {table} WHERE key = ?", [key]).fetchall()
