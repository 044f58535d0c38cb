"""Galaxies put among the model's choice for the sake of trust: blind repeats, and known examples."""

from collections.abc import Sequence

import numpy as np

from gzlabel.workbench.rating import Rating
from gzlabel.workbench.store import Store
from gzlabel.workbench.trust import Trust, known_key
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workspace import Workspace, recovery_of_known, self_consistency

_JUST_SEEN = 40


class Checks:
    """Mixes them into pages, and reckons what they say. Off until a share is set."""

    def __init__(self, workspace: Workspace, store: Store, rating: Rating, runner: JobRunner) -> None:
        self._workspace, self._store, self._rating, self._runner = workspace, store, rating, runner
        rating.checked = self.reload

    @property
    def known(self) -> tuple[int, ...]:
        """Rows of the present interest's known examples."""
        kept, n_galaxies = self._workspace.setting(self._key, []), self._store.state.n_galaxies
        return tuple(row for row in kept if type(row) is int and 0 <= row < n_galaxies)

    def set_known(self, rows: Sequence[int]) -> None:
        """Take these galaxies as examples that must be found; none takes no more."""
        self._workspace.set_setting(self._key, [int(row) for row in rows])

    def mixed(self, rows: Sequence[int]) -> tuple[list[int], dict[int, str]]:
        """A page with what a check puts in the place of some of its galaxies, and which those are.

        One page in so many, by the settings "repeat share" and "known share" (0 to 1), holds one.
        """
        random, mixed = np.random.default_rng(self._rating.n_recorded), list(rows)
        purposes: dict[int, str] = {}
        for purpose, candidates in (("repeat", self._repeatable), ("known", self._unseen)):
            share = float(str(self._store.state.settings.get(f"{purpose} share", 0.0)))
            if len(mixed) == len(purposes) or random.random() >= share:
                continue
            within = self._store.state.cut.among(candidates()).tolist()
            if free := [row for row in within if row not in mixed]:
                row = free[int(random.integers(len(free)))]
                places = [place for place, one in enumerate(mixed) if one not in purposes]
                mixed[places[int(random.integers(len(places)))]] = row
                purposes[row] = purpose
        return mixed, purposes

    def reload(self) -> None:
        """Reckon anew, in the background, from the present interest's journal."""
        interest = self._store.state.interest

        def told(trust: Trust) -> None:
            if interest == self._store.state.interest:
                self._store.replace(trust=trust)

        def failed(failure: Failure) -> None:
            if interest == self._store.state.interest:
                self._store.notify("warning", failure.text, failure.traceback)
            else:  # which has another name since, or is gone
                self.reload()

        self._runner.thread("trust", _reckoned, self._workspace, interest, then=told, failed=failed)

    @property
    def _key(self) -> str:
        return known_key(self._store.state.interest)

    def _repeatable(self) -> list[int]:
        """Rated by whom rates now, and not just before."""
        rater, decisions = self._store.state.rater, list(self._rating.record.decisions.values())
        return [one.row for one in decisions[:-_JUST_SEEN] if one.rating is not None and one.rater == rater]

    def _unseen(self) -> list[int]:
        return [row for row in self.known if row not in self._rating.record.decisions]


def _reckoned(workspace: Workspace, interest: str) -> Trust:
    same, known = self_consistency(workspace, interest), recovery_of_known(workspace, interest)
    return Trust(same.n_repeats, same.share_same, same.noise, known.n_shown, known.n_liked)
