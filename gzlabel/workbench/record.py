"""The decisions of one interest, read from the journal into the shape the state shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gzlabel.workbench.state import Counts, Decision
from gzlabel.workspace import LIKED, Recorded, Workspace

_RECENT = 20


@dataclass(frozen=True)
class Record:
    """Every current decision of one interest, oldest first."""

    decisions: Mapping[int, Decision] = field(default_factory=dict)
    recent: tuple[Decision, ...] = ()

    @classmethod
    def read(cls, workspace: Workspace, interest: str) -> "Record":
        """What the journal holds now."""
        current = workspace.journal.current(interest)
        decisions = {entry.row: _decision(entry) for entry in current}
        recent = tuple(_decision(entry) for entry in workspace.journal.recent(interest, _RECENT))
        return cls(decisions, recent)

    def extended(self, new: Sequence[Decision]) -> "Record":
        """With further decisions, without reading the journal again."""
        decisions = {**self.decisions, **{decision.row: decision for decision in new}}
        rows = {decision.row for decision in new}
        before = tuple(decision for decision in self.recent if decision.row not in rows)
        lately = [decision for decision in reversed(new) if decision.kind != "cleared"]
        for decision in new:
            if decision.kind == "cleared":
                del decisions[decision.row]
        return Record(decisions, (*lately, *before)[:_RECENT])

    @cached_property
    def counts(self) -> Counts:
        """Ratings, skips, artefacts and finds."""
        kinds = [decision.kind for decision in self.decisions.values()]
        return Counts(
            ratings=kinds.count("rating"),
            skips=kinds.count("skip") + kinds.count("cannot_tell"),
            artefacts=kinds.count("artefact"),
            liked=int(np.count_nonzero(self.ratings >= LIKED)),
        )

    @cached_property
    def rated_rows(self) -> NDArray[np.int64]:
        """Rows that carry a rating, in the order of their rating."""
        return np.array(
            [row for row, one in self.decisions.items() if one.rating is not None], dtype=np.int64
        )

    @cached_property
    def ratings(self) -> NDArray[np.float32]:
        """The ratings 0-5 of `rated_rows`."""
        given = [one.rating for one in self.decisions.values() if one.rating is not None]
        return np.array(given, dtype=np.float32)

    @cached_property
    def unrated_rows(self) -> NDArray[np.int64]:
        """Rows decided on without a rating: skips, artefacts, "cannot tell"."""
        return np.array([row for row, one in self.decisions.items() if one.rating is None], dtype=np.int64)

    @cached_property
    def artefact_rows(self) -> NDArray[np.int64]:
        """Rows marked as artefacts."""
        return np.array(
            [row for row, one in self.decisions.items() if one.kind == "artefact"], dtype=np.int64
        )

    @cached_property
    def found(self) -> tuple[int, ...]:
        """Cumulative finds after each rating."""
        return tuple(np.cumsum(self.ratings >= LIKED).tolist())


def _decision(entry: Recorded) -> Decision:
    return Decision(entry.row, entry.kind, entry.rating, entry.rater, entry.at, entry.seconds)
