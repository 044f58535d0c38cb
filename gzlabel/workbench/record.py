"""The decisions of one interest, read from the journal into the shape the state shows."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.rating_scale import LIKED
from gzlabel.workbench.state import Counts, Decision
from gzlabel.workspace import Recorded, Workspace

_RECENT = 20
_MARKS = ("artefact", "cannot_tell")


def _no_rows() -> NDArray[np.int64]:
    return np.zeros(0, dtype=np.int64)


def _no_ratings() -> NDArray[np.float32]:
    return np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Record:
    """Every current decision of one interest, oldest first.

    Attributes
    ----------
    decisions
        By row.
    rated_rows, ratings
        Rows that carry a rating, in the order of their rating, and the ratings 0-5.
    unrated_rows
        Rows decided on without a rating: skips, artefacts, "cannot tell".
    artefact_rows, unclear_rows
        Rows marked as artefacts, and those of which one cannot tell.
    found
        Cumulative finds after each rating.
    """

    decisions: dict[int, Decision] = field(default_factory=dict)
    rated_rows: NDArray[np.int64] = field(default_factory=_no_rows)
    ratings: NDArray[np.float32] = field(default_factory=_no_ratings)
    unrated_rows: NDArray[np.int64] = field(default_factory=_no_rows)
    artefact_rows: NDArray[np.int64] = field(default_factory=_no_rows)
    unclear_rows: NDArray[np.int64] = field(default_factory=_no_rows)
    found: tuple[int, ...] = ()

    @classmethod
    def read(cls, workspace: Workspace, interest: str) -> "Record":
        """What the journal holds now."""
        return cls()._with(map(_decision, workspace.journal.current(interest)))

    def reread(self, workspace: Workspace, interest: str, touched: Collection[int]) -> "Record":
        """What the journal holds after something happened to the rows ``touched``."""
        left, journal = self.without(touched), workspace.journal
        said = journal.current_of(interest, touched)
        newest = journal.recent(interest, len(said))
        if said.keys() == {entry.row for entry in newest}:
            return left._with(map(_decision, reversed(newest)))
        current = journal.current(interest)  # an undo brought back something said earlier
        return Record()._with(left.decisions.get(entry.row) or _decision(entry) for entry in current)

    def extended(self, new: Sequence[Decision]) -> "Record":
        """With further decisions, one a galaxy, without reading the journal again."""
        left = self.without([decision.row for decision in new])
        return left._with(decision for decision in new if decision.kind != "cleared")

    @cached_property
    def recent(self) -> tuple[Decision, ...]:
        """The last decisions, newest first."""
        return tuple(islice(reversed(self.decisions.values()), _RECENT))

    @cached_property
    def counts(self) -> Counts:
        """Ratings, skips, "cannot tell", artefacts and finds."""
        return Counts(
            ratings=len(self.ratings),
            skips=len(self.unrated_rows) - len(self.artefact_rows) - len(self.unclear_rows),
            unclear=len(self.unclear_rows),
            artefacts=len(self.artefact_rows),
            liked=self.found[-1] if self.found else 0,
        )

    def without(self, gone: Collection[int]) -> "Record":
        """Less what is said of the rows ``gone``, where anything is."""
        known = [row for row in gone if row in self.decisions]
        if not known:
            return self
        decisions = {**self.decisions}
        for row in known:
            del decisions[row]
        places = np.flatnonzero(np.isin(self.rated_rows, known))
        first = int(places[0]) if len(places) else len(self.ratings)
        ratings = np.delete(self.ratings, places)
        marked = (self.unrated_rows, self.artefact_rows, self.unclear_rows)
        unrated, artefacts, unclear = (rows[~np.isin(rows, known)] for rows in marked)
        found = _finds(self.found[:first], ratings[first:])
        return Record(
            decisions, np.delete(self.rated_rows, places), ratings, unrated, artefacts, unclear, found
        )

    def _with(self, new: Iterable[Decision]) -> "Record":
        """And what is said of further rows: the ten-thousandth rating is to cost no more than the first."""
        added = {decision.row: decision for decision in new}
        rated = [one for one in added.values() if one.rating is not None]
        unrated = [one for one in added.values() if one.rating is None]
        artefacts, unclear = ([one.row for one in unrated if one.kind == kind] for kind in _MARKS)
        ratings = _extended(self.ratings, [one.rating for one in rated])
        return Record(
            {**self.decisions, **added},
            _extended(self.rated_rows, [one.row for one in rated]),
            ratings,
            _extended(self.unrated_rows, [one.row for one in unrated]),
            _extended(self.artefact_rows, artefacts),
            _extended(self.unclear_rows, unclear),
            _finds(self.found, ratings[len(self.ratings) :]),
        )


def _extended(values: NDArray[Any], new: list[Any]) -> NDArray[Any]:
    return np.append(values, np.array(new, dtype=values.dtype)) if new else values


def _finds(before: tuple[int, ...], ratings: NDArray[np.float32]) -> tuple[int, ...]:
    """Cumulative finds ``before``, and those after each further rating."""
    n_before = before[-1] if before else 0
    return before + tuple((n_before + np.cumsum(ratings >= LIKED)).tolist())


def _decision(entry: Recorded) -> Decision:
    return Decision(entry.row, entry.kind, entry.rating, entry.rater, entry.at, entry.seconds)
