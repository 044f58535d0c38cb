"""Opening SQLite so that a commit lasts, reading without writing, and asking whether a file is sound."""

import sqlite3
from pathlib import Path, PurePath
from urllib.parse import quote


def connect(path: Path, *, shared_memory: bool = True) -> sqlite3.Connection:
    """Open a database so that a commit is on the disk when it returns.

    Parameters
    ----------
    path
        The file; made where missing.
    shared_memory
        Whether the file system can share memory between programs, which SQLite's write-ahead log needs.
    """
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5.0)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute(f"PRAGMA journal_mode = {'WAL' if shared_memory else 'TRUNCATE'}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = 1")  # macOS keeps writes in the drive's cache otherwise
        connection.execute("PRAGMA checkpoint_fullfsync = 1")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
    except BaseException:
        connection.close()
        raise
    return connection


def damage_of(connection: sqlite3.Connection, *, thorough: bool = False) -> list[str]:
    """What SQLite finds wrong; empty where the database is sound.

    Parameters
    ----------
    connection
        To the database.
    thorough
        Compare indexes with tables and references with what they point at, too.
    """
    try:
        pragma = "integrity_check" if thorough else "quick_check"
        told = [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}(20)")]
        found = [line for text in told for line in text.splitlines() if not line.startswith("***")]
        if thorough:
            found += [
                f"a row of {row[0]} refers to nothing"
                for row in connection.execute("PRAGMA foreign_key_check")
            ]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return [str(error)]
    return [line for line in found if line != "ok"]


def last_line_of(connection: sqlite3.Connection) -> str:
    """The last transaction's line of the transcript; empty before the first, or where it cannot be read."""
    try:
        found = connection.execute("SELECT line FROM outbox ORDER BY key DESC LIMIT 1").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return ""
    return "" if found is None else str(found[0])


def uri_to_read(path: PurePath, *, immutable: bool = False) -> str:
    """The address by which SQLite reads an absolute ``path`` and writes nothing.

    Quoted whole, so that it begins neither with a drive nor with the name of another computer, both of which
    `Path.as_uri` puts where SQLite knows nothing but localhost.

    Parameters
    ----------
    path
        The file.
    immutable
        Whether nobody writes to it, so that no lock is needed either.
    """
    return f"file:{quote(str(path), safe='')}?mode=ro{'&immutable=1' if immutable else ''}"


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a database without writing, not even the smallest file beside it that SQLite can do without."""
    connection = sqlite3.connect(
        uri_to_read(path.absolute()), uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
