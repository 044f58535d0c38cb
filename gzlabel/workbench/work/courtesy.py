"""Background work steps aside for the thread that answers keys.

Two cores are shared by the window, the model, the survey of clusters and a fit in a child process. The system
is told which of them a person waits for; the others lose nothing while the hand rests.
"""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from gzlabel.interest import make_way_by, use_share_of_cores
from gzlabel.workbench.work.patience import comes_true

AWAITED = 0
"""A person looks at the place where the result will appear."""

SOON = 10
"""The next page depends on it."""

WHENEVER = 15
"""Nobody waits for it."""

_SHARE_WHENEVER = 0.5
_SWITCH_S = 0.001
_ANSWER_S = 0.04
_AT_MOST_S = 0.5


class Courtesy:
    """Has long work wait between its blocks: while a key is answered, and while work of less niceness goes on.

    Every call of Qt gives the interpreter away and asks for it again, behind every thread that has a few lines of
    Python to run between two large products: four such threads made an answer five times slower.
    """

    def __init__(self) -> None:
        self._answered_at = 0.0
        self._working: list[int] = []
        self._lock = threading.Lock()

    def answer(self) -> None:
        """A key was pressed, and its answer is to be painted."""
        self._answered_at = time.monotonic() + _ANSWER_S

    @contextmanager
    def working(self, niceness: int) -> Iterator[None]:
        """While inside, work of more niceness makes way."""
        with self._lock:
            self._working.append(niceness)
        try:
            yield
        finally:
            with self._lock:
                self._working.remove(niceness)

    def make_way(self, niceness: int) -> None:
        """Wait while something goes before work of ``niceness``, half a second at most: no work waits for ever.

        A sweep waits before each of its blocks, so what is scored anew for nobody in particular hardly goes on while
        a hand never rests.
        """

        def is_its_turn() -> bool:
            is_answered = time.monotonic() >= self._answered_at
            return is_answered and not any(other < niceness for other in self._working.copy())

        comes_true(is_its_turn, _AT_MOST_S)

    def begin_lane(self, niceness: int) -> None:
        """Have the present thread and its sweeps step aside; what nobody waits for leaves half of the cores free."""
        step_aside(niceness)
        if niceness >= WHENEVER:
            use_share_of_cores(_SHARE_WHENEVER)
        make_way_by(lambda: self.make_way(niceness))


def step_aside(niceness: int) -> None:
    """Let threads of less niceness go before this one, and all that it begins, where the system can (Linux)."""
    if sys.platform == "linux" and niceness:
        thread = threading.get_native_id()
        before = os.getpriority(os.PRIO_PROCESS, thread)
        os.setpriority(os.PRIO_PROCESS, thread, before + niceness)


def answer_first() -> None:
    """Have the interpreter change threads every millisecond: a key waits that long, and not five times as long."""
    sys.setswitchinterval(_SWITCH_S)
