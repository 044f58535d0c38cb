"""The one place the state lives: replaced whole, announced by the parts that differ."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from gzlabel.workbench.signal import Signal
from gzlabel.workbench.state import Job, Notice, Part, State

_PARTS = {
    "page": Part.PAGE,
    "aside": Part.PAGE,
    "choosing": Part.PAGE,
    "upcoming": Part.UPCOMING,
    "decisions": Part.DECISIONS,
    "recent": Part.DECISIONS,
    "counts": Part.DECISIONS,
    "found": Part.DECISIONS,
    "can_undo": Part.DECISIONS,
    "can_redo": Part.DECISIONS,
    "saved": Part.SAVING,
    "saving": Part.SAVING,
    "read_only": Part.DECISIONS,
    "scores": Part.SCORES,
    "forecast": Part.SCORES,
    "lesson": Part.SCORES,
    "trust": Part.SCORES,
    "clusters": Part.CLUSTERS,
    "map": Part.ATLAS,
    "cut": Part.CUT,
    "stretch": Part.IMAGES,
    "annotations": Part.ANNOTATIONS,
    "ranking": Part.RANKING,
    "selection": Part.SELECTION,
    "looks": Part.INTERESTS,
    "rater": Part.INTERESTS,
    "interest": Part.INTERESTS,
    "interests": Part.INTERESTS,
    "busy": Part.JOBS,
    "jobs": Part.JOBS,
    "ended": Part.JOBS,
    "notices": Part.NOTICES,
    "settings": Part.SETTINGS,
    "trained": Part.TRAINING,
}


class Store:
    """Holds the present `State`; used from the owner's thread alone."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.changed = Signal()
        self._news: set[Part] = set()
        self._held = 0

    def replace(self, **changes: Any) -> None:
        """Replace fields of the state and tell the followers."""
        self.state = replace(self.state, **changes)
        self._news |= {_PARTS[name] for name in changes}
        if self._held == 0:
            self._tell()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Tell the followers once, at the end, of all that is replaced inside."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
            if self._held == 0 and self._news:
                self._tell()

    def _tell(self) -> None:
        news, self._news = self._news, set()
        self.changed.emit(*news)

    def put_job(self, job: Job) -> None:
        """Add a job, or bring its line up to date."""
        others = [one for one in self.state.jobs if one.key != job.key]
        ended = {key: why for key, why in self.state.ended.items() if key != job.key}
        self.replace(jobs=(*others, job), ended=ended)

    def end_job(self, key: str, why: str = "") -> None:
        """Remove a job's line; ``why`` says why there is no result, empty where there is one."""
        jobs = tuple(job for job in self.state.jobs if job.key != key)
        ended = {**self.state.ended, key: why} if why else self.state.ended
        self.replace(jobs=jobs, ended=ended)

    def notify(self, level: str, text: str, detail: str = "") -> None:
        """Add something the user should read, unless it already stands there."""
        notice = Notice(level, text, detail)
        if notice not in self.state.notices:
            self.replace(notices=(*self.state.notices, notice))
