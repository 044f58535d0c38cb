"""Kill the program at random moments while it works, and count what was lost: it should be nothing.

Each round starts a process that rates as a script or as the desk does, searches with the model in a process of its
own, imports, exports, migrates, repairs, reads, makes a workspace, embeds or maps, kills it without warning, and
looks at what is left; of some that rate, the end of the database's log is cut off besides.
A rating counts as saved once the program has been told so. Of those given since, a beginning may be held.
"""

import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from gzlabel.bench._leftovers import remove_leftovers, temporaries_in
from gzlabel.bench._mistreated import Mistreated
from gzlabel.errors import UserError, WorkspaceLocked
from gzlabel.progress import Report, Step, silent
from gzlabel.temporary_folder import TemporaryFolder
from gzlabel.workspace.sqlite.database import FILE_NAME
from gzlabel.workspace.sqlite.private_copy import PrivateCopy

_ROUNDS_A_WORKSPACE = 40
_MAP_EVERY = 50
_WEIGHTS = {
    "rate": 0.1,
    "rate behind the key": 0.26,
    "rate, log cut": 0.08,
    "search": 0.08,
    "import": 0.1,
    "export": 0.11,
    "migrate": 0.06,
    "repair": 0.05,
    "read": 0.04,
    "create": 0.05,
    "embed": 0.07,
}
_COUNTED = (
    "faults",
    "saved",
    "in_flight",
    "losses",
    "half_files",
    "stale_locks",
    "orphans",
    "leftovers",
    "unsound",
)


def run(rounds: int = 500, seed: int = 0, report: Report = silent) -> dict[str, Any]:
    """Kill ``rounds`` times; return the figures.

    Returns
    -------
    dict
        ``rounds``; ``faults``, kills that hit work in progress; ``saved``, ratings and undos told as saved;
        ``in_flight``, those given and not yet told as saved when the kill came; ``losses``, decisions missing, or
        held out of the order in which they were given; ``half_files``; ``stale_locks``; ``orphans``, processes that
        lived on without the one that began them; ``leftovers``, temporary files that were still there after the next
        ordinary use; ``unsound``, workspaces or results that did not open or check; ``by_task``; ``seconds``.
    """
    start = time.monotonic()
    scratch = TemporaryFolder("faults")
    try:
        bench = _Bench(scratch.path, np.random.default_rng(seed))
        with temporaries_in(bench.temporaries):
            for number in range(rounds):
                report(Step(f"Killing, {bench.counts['losses']} losses", number, rounds))
                bench.play(number)
    finally:
        scratch.remove()
    report(Step("Killed", rounds, rounds))
    return {
        "rounds": rounds,
        **{name: bench.counts[name] for name in _COUNTED},
        "by_task": dict(bench.by_task),
        "findings": bench.findings,
        "seconds": round(time.monotonic() - start, 1),
    }


@dataclass
class _Bench:
    """One run: a workspace that is mistreated, and another after it."""

    scratch: Path
    random: np.random.Generator
    counts: Counter[str] = field(default_factory=Counter)
    by_task: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.temporaries = self.scratch / "temporaries"
        self.temporaries.mkdir()
        self._n_left_here = 0

    def play(self, number: int) -> None:
        """One round."""
        if self._n_left_here == 0:
            self._n_left_here = _ROUNDS_A_WORKSPACE
            self.workspace = Mistreated(
                self.scratch / f"{number}.gzlabel", self.temporaries, self.random, self.counts
            )
        self._n_left_here -= 1
        drawn = str(self.random.choice(list(_WEIGHTS), p=list(_WEIGHTS.values())))
        name = "map" if number % _MAP_EVERY == _MAP_EVERY - 1 else drawn
        room = self.scratch / f"round-{number}"
        room.mkdir()
        self.by_task[name] += 1
        before = self.counts.copy()
        try:
            self.workspace.tasks[name](room)
        except WorkspaceLocked as error:
            self._blame("stale_locks", number, name, error)
        except (UserError, AssertionError) as error:
            self._blame("unsound", number, name, error)
        for count in ("losses", "half_files", "orphans"):
            if n_more := self.counts[count] - before[count]:
                self.findings.append(f"round {number}, {name}: {n_more} {count}")
        if self.counts["losses"] > before["losses"]:
            self._n_left_here = 0
        self._look_for_leftovers(number, name, room)
        shutil.rmtree(room)

    def _look_for_leftovers(self, number: int, name: str, room: Path) -> None:
        with PrivateCopy(self.workspace.path / FILE_NAME):  # the next ordinary use of the temporary folder
            pass
        for path in remove_leftovers(self.temporaries, self.workspace.path, room):
            self._blame("leftovers", number, name, f"{path.relative_to(self.scratch)} was left")

    def _blame(self, count: str, number: int, name: str, why: object) -> None:
        self.counts[count] += 1
        self.findings.append(f"round {number}, {name}: {why}")
