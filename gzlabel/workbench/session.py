"""What was done since the workspace was opened, and who does it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from gzlabel.errors import UserError
from gzlabel.rating_scale import LIKED
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.state import Decision
from gzlabel.workbench.store import Store
from gzlabel.workspace import Workspace

_LONGEST_LOOK_S = 60.0
_LAST, _KEPT = "last session", ("looks", "finds", "per_minute")


@dataclass(frozen=True)
class Summary:
    """A session in figures, of the present interest.

    Attributes
    ----------
    looks, finds
        Decisions that stand, and those that like.
    per_minute
        Looks in a minute of looking; a look that took longer than a minute counts as one minute.
    found
        Cumulative finds after each look, in order.
    raters
        Who looked, in the order in which they began.
    """

    looks: int = 0
    finds: int = 0
    per_minute: float = 0.0
    found: tuple[int, ...] = ()
    raters: tuple[str, ...] = ()


class Session:
    """Knows when the session began, and whose it is."""

    def __init__(self, workspace: Workspace, store: Store, rating: Rating) -> None:
        self._workspace, self._store, self._rating = workspace, store, rating
        self._began = datetime.now(UTC).isoformat(timespec="milliseconds")

    def summary(self) -> Summary:
        """The session so far; what was taken over from a list or another interest took no look."""
        decisions = self._rating.record.decisions.values()
        looks = (one for one in decisions if one.at >= self._began and one.seconds > 0)
        return summarised(sorted(looks, key=lambda one: one.at))

    @property
    def last(self) -> Summary | None:
        """The session before, in this workspace; None where there was none."""
        kept = self._workspace.setting(_LAST, {})
        figures = [kept[name] for name in _KEPT if type(kept.get(name)) in (int, float)]
        return Summary(*figures) if len(figures) == len(_KEPT) else None

    @property
    def raters(self) -> tuple[str, ...]:
        """Names of everybody who has decided anything on the present interest."""
        return self._workspace.journal.raters(self._store.state.interest)

    def hand_over(self, rater: str) -> None:
        """Let somebody else rate from now on; their name stands beside every decision they take."""
        name, before = rater.strip(), self._store.state.rater
        if not name or name == before:
            return
        self._workspace.rater = name
        try:
            self._workspace.set_setting("rater", name)
        except UserError as error:
            self._store.notify("warning", str(error))
        self._store.replace(rater=name)
        self._store.notify("info", f"{before} hands over to {name}")

    def keep(self) -> None:
        """Remember the session for the next time, if there was anything to it."""
        summary = self.summary()
        if summary.looks and not self._workspace.read_only:
            with suppress(UserError):  # a full disk must not keep a program from closing
                self._workspace.set_setting(_LAST, {name: getattr(summary, name) for name in _KEPT})


def summarised(decisions: Sequence[Decision]) -> Summary:
    """Figures of decisions in the order in which they were taken."""
    if not decisions:
        return Summary()
    seconds = sum(min(one.seconds, _LONGEST_LOOK_S) for one in decisions)
    found = np.cumsum([(one.rating or 0) >= LIKED for one in decisions])
    per_minute = 60.0 * len(decisions) / seconds if seconds > 0 else 0.0
    raters = tuple(dict.fromkeys(one.rater for one in decisions))
    return Summary(len(decisions), int(found[-1]), per_minute, tuple(int(n) for n in found), raters)
