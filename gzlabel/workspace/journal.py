"""The journal of decisions: rows are only ever added, and what holds now is a view over them."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple
from functools import partial
from typing import Any

import numpy as np

from gzlabel.workspace.decisions import Labels, NewDecision, Recorded
from gzlabel.workspace.galaxies import Galaxies
from gzlabel.workspace.interests import Interests, now
from gzlabel.workspace.last_words import LastWords
from gzlabel.workspace.sqlite.database import Database
from gzlabel.workspace.sqlite.transaction import Transaction

_UNDOABLE = "SELECT max(key) AS key FROM standing_batch WHERE interest = :interest"
_REDOABLE = """
    SELECT target AS key, max(key) AS undone_by FROM batch AS u
    WHERE interest = :interest AND verb = 'undo'
        AND key > coalesce((SELECT max(key) FROM batch WHERE interest = :interest AND verb = 'decide'), 0)
        AND NOT EXISTS (SELECT 1 FROM batch WHERE target = u.target AND key > u.key)
    GROUP BY target ORDER BY undone_by DESC LIMIT 1"""


class Journal:
    """Decisions of every interest.

    Parameters
    ----------
    database, galaxies, interests
        Of the same workspace.
    rater
        Gives the name of who decides now.
    """

    def __init__(
        self, database: Database, galaxies: Galaxies, interests: Interests, rater: Callable[[], str]
    ) -> None:
        self._database, self._galaxies, self._interests, self._rater = database, galaxies, interests, rater
        self._last_words: dict[int, LastWords] = {}
        self._mutex = threading.Lock()

    def append(self, interest: str, decisions: Sequence[NewDecision], *, rater: str | None = None) -> None:
        """Record decisions as one batch, which one undo takes back. On the disk when this returns, unless the
        workspace was told to `sync_later`.

        Raises
        ------
        WorkspaceError
            Where the disk is full or fails, or the workspace is open read-only: then nothing was recorded.
        IndexError
            Where the catalogue has no such row.
        """
        self._append(interest, decisions, self._rater() if rater is None else rater, now())

    def append_later(
        self, interest: str, decisions: Sequence[NewDecision], failed: Callable[[Exception], None]
    ) -> None:
        """The same without waiting for it: whoever reads or writes next sees it done.

        Parameters
        ----------
        failed
            Called instead, from any thread, with what `append` would have raised.

        Raises
        ------
        WorkspaceError
            Where it can be told at once that nothing can be written.
        """
        write = partial(self._append, interest, tuple(decisions), self._rater(), now())
        self._database.write_later(write, failed)

    def undo(self, interest: str) -> tuple[int, ...]:
        """Take back the last batch that stands; return the rows it touched, none where nothing is left."""
        return self._take(interest, "undo", _UNDOABLE)

    def redo(self, interest: str) -> tuple[int, ...]:
        """Bring back the batch undone last, unless something was decided since; return its rows."""
        return self._take(interest, "redo", _REDOABLE)

    def can_undo(self, interest: str) -> bool:
        """Whether `undo` would do anything."""
        return self._last(interest, _UNDOABLE) is not None

    def can_redo(self, interest: str) -> bool:
        """Whether `redo` would do anything."""
        return self._last(interest, _REDOABLE) is not None

    def current(self, interest: str, *, rater: str | None = None) -> tuple[Recorded, ...]:
        """The last word on each galaxy, in order of decision; of one rater where named."""
        key = self._interests.key_of(interest)
        if rater is None:
            with self._mutex:
                return self._words_of(key).read()
        return self._recorded(
            "SELECT * FROM rater_decision WHERE interest = ? AND rater = ? ORDER BY key", [key, rater]
        )

    def current_of(self, interest: str, rows: Iterable[int]) -> dict[int, Recorded]:
        """The last word on each of a few galaxies, by row; those never decided, or undone, are left out."""
        key = self._interests.key_of(interest)
        with self._mutex:
            return self._words_of(key).of(map(int, rows))

    def labels(self, interest: str, *, rater: str | None = None) -> Labels:
        """`current` as arrays."""
        decisions = self.current(interest, rater=rater)
        return Labels(
            np.array([d.row for d in decisions], dtype=np.int64),
            np.array([d.kind for d in decisions], dtype=np.str_),
            np.array([np.nan if d.rating is None else d.rating for d in decisions], dtype=np.float32),
        )

    def recent(self, interest: str, n: int = 20) -> tuple[Recorded, ...]:
        """The last ``n`` decisions that hold, newest first."""
        key = self._interests.key_of(interest)
        with self._mutex:
            return self._words_of(key).newest(n)

    def history(self, interest: str, *, shown_as: str | None = None) -> tuple[Recorded, ...]:
        """Every decision ever made, oldest first; those taken back are marked ``undone``.

        Parameters
        ----------
        shown_as
            Only of galaxies that were shown for this purpose once, of whatever purpose the decisions are.
        """
        return self._recorded(
            """SELECT d.*, b.rater, b.at, s.key IS NULL AS undone FROM decision AS d
               JOIN batch AS b ON b.key = d.batch LEFT JOIN standing_batch AS s ON s.key = d.batch
               WHERE +b.interest = :interest AND d.galaxy IN
                   (SELECT galaxy FROM decision WHERE :purpose IS NULL OR purpose = :purpose) ORDER BY d.key""",
            {"interest": self._interests.key_of(interest), "purpose": shown_as},
        )

    def raters(self, interest: str) -> tuple[str, ...]:
        """Names of everybody whose decisions stand."""
        found = self._database.read(
            "SELECT DISTINCT rater FROM standing_batch WHERE interest = ? ORDER BY rater",
            [self._interests.key_of(interest)],
        )
        return tuple(row["rater"] for row in found)

    def last_model_version(self) -> int:
        """The highest version of a model under which anything was decided; 0 for none."""
        return self._database.read("SELECT max(model_version) AS last FROM decision")[0]["last"] or 0

    def _append(self, interest: str, decisions: Sequence[NewDecision], rater: str, at: str) -> None:
        if not decisions:
            return
        key = self._interests.key_of(interest)
        with self._database.transaction() as transaction:
            galaxies = self._galaxies.put(transaction, [int(decision.row) for decision in decisions])
            batch = self._put_batch(transaction, key, "decide", None, rater, at)
            for decision in decisions:
                row, kind, rating, seconds, page, model_version, acquisition, purpose = astuple(decision)
                transaction.put(
                    "decision",
                    batch=batch,
                    galaxy=galaxies[int(row)],
                    kind=kind,
                    rating=None if rating is None else int(rating),
                    seconds=None if seconds is None else float(seconds),
                    page=None if page is None else int(page),
                    model_version=None if model_version is None else int(model_version),
                    acquisition=acquisition,
                    purpose=purpose,
                )

    def _take(self, interest: str, verb: str, query: str) -> tuple[int, ...]:
        target = self._last(interest, query)
        if target is None:
            return ()
        with self._database.transaction() as transaction:
            key = self._interests.key_of(interest)
            self._put_batch(transaction, key, verb, target, self._rater(), now())
        touched = self._database.read(
            "SELECT DISTINCT galaxy FROM decision WHERE batch = ? ORDER BY key", [target]
        )
        rows = (self._galaxies.row_of(found["galaxy"]) for found in touched)
        return tuple(row for row in rows if row is not None)

    def _last(self, interest: str, query: str) -> int | None:
        found = self._database.read(query, {"interest": self._interests.key_of(interest)})
        return None if not found or found[0]["key"] is None else int(found[0]["key"])

    def _put_batch(
        self, transaction: Transaction, interest: int, verb: str, target: int | None, rater: str, at: str
    ) -> int:
        return int(transaction.put("batch", interest=interest, verb=verb, target=target, rater=rater, at=at))

    def _words_of(self, interest: int) -> LastWords:
        return self._last_words.setdefault(interest, LastWords(self._database, interest, self._recorded_from))

    def _recorded(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any]) -> tuple[Recorded, ...]:
        found = map(self._recorded_from, self._database.read(sql, parameters))
        return tuple(decision for decision in found if decision is not None)

    def _recorded_from(self, values: Any) -> Recorded | None:
        row = self._galaxies.row_of(values["galaxy"])
        if row is None:
            return None
        return Recorded(
            number=values["key"],
            row=row,
            kind=values["kind"],
            rating=values["rating"],
            rater=values["rater"],
            at=values["at"],
            seconds=values["seconds"] or 0.0,
            page=values["page"],
            model_version=values["model_version"],
            acquisition=values["acquisition"] or "",
            purpose=values["purpose"],
            undone="undone" in values.keys() and bool(values["undone"]),  # noqa: SIM118 (it iterates values)
        )
