"""The tables of a workspace, as the list of steps that lead from an empty file to the present version.

A version that was shipped is never edited; a change is a further step. Every table has a primary key named
``key``, so that one kind of write (put this row) serves all of them and can be replayed from the transcript.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from gzlabel.errors import WorkspaceDamaged, WorkspaceTooNew
from gzlabel.workspace.failures import REPAIR

APPLICATION_ID = 0x677A6C62  # "gzlb": what `file` and other programs see in the database's header

_VERSION_1 = """
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE interest (
    key INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, created_at TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)));
CREATE UNIQUE INDEX interest_name ON interest (name) WHERE NOT removed;

-- A galaxy somebody has spoken of. Its id is who it is; its row is where it now lies in the catalogue.
CREATE TABLE galaxy (key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, row INTEGER);

-- One batch is one transaction and one undo. Undo and redo are batches too, which point at the one they take
-- back or bring back.
CREATE TABLE batch (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    interest INTEGER NOT NULL REFERENCES interest (key),
    verb TEXT NOT NULL CHECK (verb IN ('decide', 'undo', 'redo')),
    target INTEGER REFERENCES batch (key), rater TEXT NOT NULL, at TEXT NOT NULL,
    CHECK ((verb = 'decide') = (target IS NULL)));
CREATE INDEX batch_target ON batch (target, key) WHERE target IS NOT NULL;
CREATE INDEX batch_interest ON batch (interest, key);

CREATE TABLE decision (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    batch INTEGER NOT NULL REFERENCES batch (key),
    galaxy INTEGER NOT NULL REFERENCES galaxy (key),
    kind TEXT NOT NULL CHECK (kind IN ('rating', 'skip', 'artefact', 'cannot_tell', 'cleared')),
    rating INTEGER CHECK (rating BETWEEN 0 AND 5),
    seconds REAL, page INTEGER, model_version INTEGER, acquisition TEXT,
    purpose TEXT NOT NULL DEFAULT 'search'
        CHECK (purpose IN ('search', 'manual', 'repeat', 'known', 'import', 'second')),
    CHECK ((kind = 'rating') = (rating IS NOT NULL)));
CREATE INDEX decision_batch ON decision (batch);
CREATE INDEX decision_galaxy ON decision (galaxy);

CREATE TABLE annotation (
    key INTEGER PRIMARY KEY AUTOINCREMENT, galaxy INTEGER NOT NULL REFERENCES galaxy (key),
    verb TEXT NOT NULL CHECK (verb IN ('tag', 'untag', 'note', 'flag', 'unflag')),
    text TEXT NOT NULL, rater TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX annotation_galaxy ON annotation (galaxy, key);

CREATE TABLE cluster_edit (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    verb TEXT NOT NULL CHECK (verb IN ('name', 'merge', 'split', 'dismiss', 'restore')),
    clusters TEXT NOT NULL, name TEXT NOT NULL, rater TEXT NOT NULL, at TEXT NOT NULL);

-- Lines on their way to the transcript; the newest always stays, as the count of transactions.
CREATE TABLE outbox (key INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT NOT NULL);

CREATE TRIGGER batch_is_kept BEFORE DELETE ON batch
    BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER batch_is_final BEFORE UPDATE ON batch
    BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision
    BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision
    BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER annotation_is_kept BEFORE DELETE ON annotation
    BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER annotation_is_final BEFORE UPDATE ON annotation
    BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

-- Batches that stand: never undone, or redone since.
CREATE VIEW standing_batch AS
    SELECT * FROM batch AS b WHERE verb = 'decide' AND 'undo' IS NOT
        (SELECT verb FROM batch WHERE target = b.key ORDER BY key DESC LIMIT 1);

CREATE VIEW standing_decision AS
    SELECT d.*, b.interest, b.rater, b.at FROM decision AS d JOIN standing_batch AS b ON b.key = d.batch;

-- The last word on each galaxy. A second opinion counts only where there is no first.
CREATE VIEW current_decision AS
    SELECT * FROM (
        SELECT *, row_number() OVER
            (PARTITION BY interest, galaxy ORDER BY purpose = 'second', key DESC) AS place
        FROM standing_decision)
    WHERE place = 1 AND kind <> 'cleared';

-- The last word of each rater on each galaxy.
CREATE VIEW rater_decision AS
    SELECT * FROM (
        SELECT *, row_number() OVER (PARTITION BY interest, galaxy, rater ORDER BY key DESC) AS place
        FROM standing_decision)
    WHERE place = 1 AND kind <> 'cleared';
"""

STEPS: tuple[str, ...] = (_VERSION_1,)

TABLES = ("setting", "interest", "galaxy", "batch", "decision", "annotation", "cluster_edit")
"""Tables whose rows are put one by one and written to the transcript, parents before children."""


def version_of(connection: sqlite3.Connection) -> int:
    """Schema version of an open database; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def assert_ours(connection: sqlite3.Connection, where: Path, steps: tuple[str, ...] = STEPS) -> None:
    """Refuse the database of another program, and one written by a newer gzlabel.

    Raises
    ------
    WorkspaceDamaged, WorkspaceTooNew
    """
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if application != APPLICATION_ID:
        what = "this database was not made by gzlabel, or its first page is damaged"
        raise WorkspaceDamaged(what, where=where, remedy=REPAIR)
    version = version_of(connection)
    if version > len(steps):
        raise WorkspaceTooNew(
            f"this workspace has schema version {version}; this gzlabel knows versions up to {len(steps)}",
            where=where,
            remedy="Install the newer gzlabel that wrote it; nothing was changed",
        )


def is_as_migrated(connection: sqlite3.Connection, steps: tuple[str, ...] = STEPS) -> bool:
    """Whether tables, views and triggers are to the letter what the migrations made."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh, steps[: version_of(connection)])
        try:
            return _definitions(connection) == _definitions(fresh)
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return False


def unreadable_rows(connection: sqlite3.Connection) -> list[str]:
    """What cannot be read of the rows of `TABLES`: SQLite's own check does not look at what a text holds."""
    present = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in TABLES:
        try:
            if table in present:
                for _ in connection.execute(f"SELECT * FROM {table}"):
                    pass
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            return [f"a row of {table} cannot be read ({error})"]
    return []


def _definitions(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
    return [tuple(row) for row in found]


def migrate(connection: sqlite3.Connection, steps: tuple[str, ...] = STEPS) -> None:
    """Bring a database to the last of ``steps``, each step whole or not at all."""
    for version in range(version_of(connection), len(steps)):
        try:
            connection.executescript(
                f"BEGIN IMMEDIATE; {steps[version]}"
                f"; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {version + 1}; COMMIT;"
            )
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
