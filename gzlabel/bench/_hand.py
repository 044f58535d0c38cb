"""A person at the workbench who never waits for the disk, done only to be killed in the middle.

The parent is told of each act as it is given, and that it was done once the workbench shows it as saved.
"""

from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from gzlabel.bench._ledger import Act
from gzlabel.workbench.model.engine_process import EngineProcess
from gzlabel.workbench.state import Part
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace

_VERBS = {"rate": 0.76, "reject": 0.08, "undo": 0.11, "redo": 0.05}
_LONGEST_RUN = 20
_MOST_IN_FLIGHT = 60
_LONGEST_PAUSE_SECONDS = 0.01


def rate_behind(path: Path, seed: int, pipe: Connection) -> None:
    """Rate as at the desk, on pages drawn at random, without a model."""
    mail = Mailbox()
    workbench = Workbench(Workspace.open(path, rater="victim"), JobRunner(mail.put))
    workbench.next_page()
    _Hand(workbench, mail, seed, pipe).work()


def search(path: Path, seed: int, pipe: Connection) -> None:
    """Rate as at the desk, with a model that follows in a process of its own."""
    mail = Mailbox()
    workbench = Workbench(Workspace.open(path, rater="victim"), JobRunner(mail.put), EngineProcess())
    workbench.start()
    assert mail.run_until(lambda: workbench.state.scores is not None), "the model does not answer"
    _Hand(workbench, mail, seed, pipe).work()


class _Hand:
    """Presses keys in runs, and reads what the workbench shows between them."""

    def __init__(self, workbench: Workbench, mail: Mailbox, seed: int, pipe: Connection) -> None:
        self._workbench, self._mail, self._pipe = workbench, mail, pipe
        self._random = np.random.default_rng(seed)
        self._in_flight: list[Act] = []
        workbench.changed.connect(self._follow)

    def work(self) -> None:
        """Go on until killed."""
        assert self._mail.run_until(lambda: self._workbench.state.saved), "the disk does not answer"
        self._pipe.send("ready")
        while True:
            for verb in self._random.choice(
                list(_VERBS), self._random.integers(1, _LONGEST_RUN + 1), p=list(_VERBS.values())
            ):
                getattr(self, f"_{verb}")()
            if self._random.random() < 0.5 or len(self._in_flight) > _MOST_IN_FLIGHT:
                assert self._mail.run_until(lambda: not self._in_flight), "the disk does not answer"
            else:
                self._mail.run_until(lambda: False, self._random.uniform(0, _LONGEST_PAUSE_SECONDS))

    def _rate(self) -> None:
        row = int(self._random.integers(self._workbench.state.n_galaxies))
        rating = int(self._random.integers(6))
        self._workbench.go_to(row)
        self._give(("decide", {row: rating}))
        self._workbench.decisions.rate(rating)

    def _reject(self) -> None:
        self._mail.run_until(lambda: self._workbench.decisions.may_end_page)
        if rows := self._workbench.state.undecided:
            self._give(("decide", dict.fromkeys(rows, 0)))
        self._workbench.decisions.reject_rest()

    def _undo(self) -> None:
        self._give(("undo", {}))
        self._workbench.decisions.undo()

    def _redo(self) -> None:
        self._give(("redo", {}))
        self._workbench.decisions.redo()

    def _give(self, act: Act) -> None:
        self._pipe.send(("will", act))
        self._in_flight.append(act)

    def _follow(self, parts: frozenset[Part]) -> None:
        if Part.SAVING in parts and self._workbench.state.saved:
            for act in self._in_flight:
                self._pipe.send(("did", act))
            self._in_flight.clear()
