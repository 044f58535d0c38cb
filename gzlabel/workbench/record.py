"""The decisions of one interest, read from the journal into the shape the state shows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.workbench.state import Counts, Decision
from gzlabel.workspace import LIKED, Recorded, Workspace

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
    recent
        The last ones, newest first.
    rated_rows, ratings
        Rows that carry a rating, in the order of their rating, and the ratings 0-5.
    unrated_rows
        Rows decided on without a rating: skips, artefacts, "cannot tell".
    artefact_rows, unclear_rows
        Rows marked as artefacts, and those of which one cannot tell.
    """

    decisions: Mapping[int, Decision] = field(default_factory=dict)
    recent: tuple[Decision, ...] = ()
    rated_rows: NDArray[np.int64] = field(default_factory=_no_rows)
    ratings: NDArray[np.float32] = field(default_factory=_no_ratings)
    unrated_rows: NDArray[np.int64] = field(default_factory=_no_rows)
    artefact_rows: NDArray[np.int64] = field(default_factory=_no_rows)
    unclear_rows: NDArray[np.int64] = field(default_factory=_no_rows)

    @classmethod
    def read(cls, workspace: Workspace, interest: str) -> "Record":
        """What the journal holds now."""
        return cls().reread(workspace, interest, None)

    def reread(self, workspace: Workspace, interest: str, touched: Collection[int] | None) -> "Record":
        """What the journal holds after something happened to the rows ``touched``, or to any where None."""
        kept = {} if touched is None else {**self.decisions}
        for row in touched or ():
            kept.pop(row, None)
        if touched and not workspace.journal.current_of(interest, touched):
            recent = tuple(kept[entry.row] for entry in workspace.journal.recent(interest, _RECENT))
            return self._without(touched, kept, recent)
        current = workspace.journal.current(interest)
        decisions = {entry.row: kept.get(entry.row) or _decision(entry) for entry in current}
        recent = tuple(decisions[entry.row] for entry in workspace.journal.recent(interest, _RECENT))
        return Record()._with(decisions, recent, decisions.values())

    def extended(self, new: Sequence[Decision]) -> "Record":
        """With further decisions, without reading the journal again."""
        decisions = {**self.decisions, **{decision.row: decision for decision in new}}
        rows = {decision.row for decision in new}
        before = tuple(decision for decision in self.recent if decision.row not in rows)
        lately = [decision for decision in reversed(new) if decision.kind != "cleared"]
        for decision in new:
            if decision.kind == "cleared":
                del decisions[decision.row]
        recent = (*lately, *before)[:_RECENT]
        if len(decisions) == len(self.decisions) + len(new):
            return self._with(decisions, recent, new)
        return Record()._with(decisions, recent, decisions.values())

    @cached_property
    def counts(self) -> Counts:
        """Ratings, skips, "cannot tell", artefacts and finds."""
        return Counts(
            ratings=len(self.ratings),
            skips=len(self.unrated_rows) - len(self.artefact_rows) - len(self.unclear_rows),
            unclear=len(self.unclear_rows),
            artefacts=len(self.artefact_rows),
            liked=int(np.count_nonzero(self.ratings >= LIKED)),
        )

    @cached_property
    def found(self) -> tuple[int, ...]:
        """Cumulative finds after each rating."""
        return tuple(np.cumsum(self.ratings >= LIKED).tolist())

    def _without(
        self, gone: Collection[int], decisions: Mapping[int, Decision], recent: tuple[Decision, ...]
    ) -> "Record":
        """The record of ``decisions``, which are those of this one less what is ``gone``."""
        places = np.flatnonzero(~np.isin(self.rated_rows, list(gone)))
        marked = (self.unrated_rows, self.artefact_rows, self.unclear_rows)
        left = (rows[~np.isin(rows, list(gone))] for rows in marked)
        return Record(decisions, recent, self.rated_rows[places], self.ratings[places], *left)

    def _with(
        self, decisions: Mapping[int, Decision], recent: tuple[Decision, ...], new: Collection[Decision]
    ) -> "Record":
        """The record of ``decisions``, which are those of this one and ``new``: the ten-thousandth rating is
        to cost no more than the first."""
        rated = [one for one in new if one.rating is not None]
        unrated = [one for one in new if one.rating is None]
        artefacts, unclear = ([one.row for one in unrated if one.kind == kind] for kind in _MARKS)
        return Record(
            decisions,
            recent,
            _extended(self.rated_rows, [one.row for one in rated]),
            _extended(self.ratings, [one.rating for one in rated]),
            _extended(self.unrated_rows, [one.row for one in unrated]),
            _extended(self.artefact_rows, artefacts),
            _extended(self.unclear_rows, unclear),
        )


def _extended(values: NDArray[Any], new: list[Any]) -> NDArray[Any]:
    return np.append(values, np.array(new, dtype=values.dtype)) if new else values


def _decision(entry: Recorded) -> Decision:
    return Decision(entry.row, entry.kind, entry.rating, entry.rater, entry.at, entry.seconds)
