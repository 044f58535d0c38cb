"""The current decisions, kept in memory: each batch changes a few galaxies, and only those are read again.

The view ``current_decision`` says the same, and takes 100 ms at 10,000 decisions: too long for a key press.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from gzlabel.workspace.decisions import Recorded
from gzlabel.workspace.sqlite.database import Database

_OF_GALAXIES = """
    SELECT * FROM (
        SELECT *, row_number() OVER (PARTITION BY galaxy ORDER BY purpose = 'second', key DESC) AS place
        FROM standing_decision WHERE +interest = ? AND galaxy IN ({galaxies}))
    WHERE place = 1 AND kind <> 'cleared' ORDER BY key"""
"""The plus keeps SQLite from reading a whole interest where two dozen galaxies are asked for."""

_TOUCHED = """
    SELECT DISTINCT galaxy FROM decision WHERE batch IN
        (SELECT coalesce(target, key) FROM batch WHERE interest = ? AND key > ? AND key <= ?)"""


class LastWords:
    """The last word on each galaxy of one interest.

    Parameters
    ----------
    database
        Of the workspace.
    interest
        Key of the interest.
    recorded
        Makes a decision of a row of the database; None where its galaxy left the catalogue.
    """

    def __init__(self, database: Database, interest: int, recorded: Callable[[Any], Recorded | None]) -> None:
        self._database, self._interest, self._recorded = database, interest, recorded
        self._seen_batch = 0
        self._row_of: dict[int, int] = {}
        self._by_row: dict[int, Recorded] = {}  # in order of decision

    def read(self) -> tuple[Recorded, ...]:
        """Current decisions in order, with everything committed so far, by whichever program."""
        self._catch_up()
        return tuple(self._by_row.values())

    def newest(self, n: int) -> tuple[Recorded, ...]:
        """The last ``n`` of what `read` gives, newest first, however many there are."""
        self._catch_up()
        return tuple(islice(reversed(self._by_row.values()), max(n, 0)))

    def of(self, rows: Iterable[int]) -> dict[int, Recorded]:
        """Current decisions on a few rows of the catalogue, as `read` would give them, however many there are."""
        self._catch_up()
        return {row: self._by_row[row] for row in rows if row in self._by_row}

    def _catch_up(self) -> None:
        newest = self._database.read("SELECT max(key) AS key FROM batch WHERE interest = ?", [self._interest])
        newest_batch = newest[0]["key"] or 0
        if newest_batch > self._seen_batch:
            touched = self._database.read(_TOUCHED, [self._interest, self._seen_batch, newest_batch])
            self._update([row["galaxy"] for row in touched])
            self._seen_batch = newest_batch

    def _update(self, galaxies: Sequence[int]) -> None:
        for galaxy in galaxies:
            if galaxy in self._row_of:
                del self._by_row[self._row_of.pop(galaxy)]
        last = next(reversed(self._by_row.values())).number if self._by_row else 0
        keys = ",".join(str(int(galaxy)) for galaxy in galaxies)
        found = self._database.read(_OF_GALAXIES.format(galaxies=keys), [self._interest])
        for values in found:
            decision = self._recorded(values)
            if decision is not None:
                self._row_of[values["galaxy"]], self._by_row[decision.row] = decision.row, decision
        if found and found[0]["key"] < last:  # an undo brought back something said earlier
            self._by_row = dict(sorted(self._by_row.items(), key=lambda item: item[1].number))
