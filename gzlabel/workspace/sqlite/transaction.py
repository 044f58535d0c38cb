"""Rows that go into the database together, and are remembered for the transcript."""

import sqlite3
from typing import Any

from gzlabel.workspace.sqlite.transcript import Row


class Transaction:
    """Writes that are kept together or not at all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.rows: list[Row] = []

    def put(self, table: str, **values: Any) -> Any:
        """Insert a row, or replace the values of the one with the same ``key``; return its key."""
        names = list(values)
        assignments = ", ".join(f"{name} = excluded.{name}" for name in names if name != "key")
        conflict = (
            f" ON CONFLICT (key) DO UPDATE SET {assignments}" if "key" in values and assignments else ""
        )
        cursor = self._connection.execute(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}){conflict}",
            list(values.values()),
        )
        if "key" not in values:
            values["key"] = cursor.lastrowid
        self.rows.append((table, values))
        return values["key"]
