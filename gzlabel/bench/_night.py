"""A rater who never tires, on a real workbench without a window, its model in a process of its own as at the desk."""

import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np

from gzlabel.bench._family import family_of
from gzlabel.errors import GzlabelError
from gzlabel.workbench.model.engine_process import EngineProcess
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace

SIDE_PX = 160
_PATIENCE_S = 300.0


class Night:
    """One open workspace.

    Attributes
    ----------
    n_rated
        Ratings that stand.
    rating_ms, undo_ms, page_ms, memory_mb, threads, files
        What was measured, in order.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._mail = path, Mailbox()
        self._workbench = Workbench(Workspace.open(path), JobRunner(self._mail.put), EngineProcess())
        self._truth = np.load(path.parent / "vectors.npy", mmap_mode="r", allow_pickle=False)[:, 0]
        self.n_rated = 0
        self.rating_ms: list[float] = []
        self.undo_ms: list[float] = []
        self.page_ms: list[float] = []
        self.memory_mb: list[float] = []
        self.threads: list[int] = []
        self.files: list[int] = []
        self._workbench.start()
        self._until(self._is_chosen)

    def play_page(self) -> None:
        """Look at every picture of the page, rate it, take one rating back and give it again, turn the page."""
        began = perf_counter()
        self._look()
        waited = perf_counter() - began
        for row in self._workbench.state.page.rows:
            self._workbench.go_to(row)
            self.rating_ms.append(_milliseconds(partial(self._rate, row)))
            self.n_rated += 1
        self.undo_ms.append(_milliseconds(self._workbench.decisions.undo))
        self._workbench.decisions.redo()
        self._workbench.annotations.flag([self._workbench.state.recent[0].row])
        began = perf_counter()
        self._until(lambda: not self._workbench.state.busy)
        self._workbench.next_page()
        self._until(self._is_chosen)
        self.page_ms.append(1000 * (perf_counter() - began + waited))
        self._measure()

    def _rate(self, row: int) -> None:
        """Rate one galaxy, until the disk has it."""
        self._workbench.decisions.rate(self._rating_of(row))
        self._until(lambda: self._workbench.state.saved)

    def close(self) -> int:
        """End the night; return how many ratings the journal holds."""
        self._workbench.close()
        with Workspace.open(self._path, read_only=True) as workspace:
            return len(workspace.journal.current(workspace.current_interest))

    def _rating_of(self, row: int) -> int:
        return int(np.clip(np.rint(self._truth[row] + 1), 0, 5))

    def _look(self) -> None:
        seen: list[object] = []
        rows = self._workbench.state.page.rows
        for row in rows:
            self._workbench.pictures.request(row, SIDE_PX, seen.append)
        self._until(lambda: len(seen) == len(rows))

    def _is_chosen(self) -> bool:
        state = self._workbench.state
        return len(state.undecided) == len(state.page.rows) > 0 and not state.choosing

    def _until(self, done: Callable[[], bool]) -> None:
        if not self._mail.run_until(done, _PATIENCE_S):
            raise GzlabelError("the workbench did not come to rest")

    def _measure(self) -> None:
        self.memory_mb.append(resident_mb())
        self.threads.append(threading.active_count())
        listed = Path("/proc/self/fd")
        self.files.append(len(list(listed.iterdir())) if listed.is_dir() else 0)


def _milliseconds(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return 1000 * (perf_counter() - began)


def resident_mb() -> float:
    """Memory that this process and all it began hold now; where the system does not say, the most this one held."""
    if Path("/proc/self/statm").is_file():
        return sum(map(_pages_of, family_of(os.getpid()))) * os.sysconf("SC_PAGE_SIZE") / 2**20
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _pages_of(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:  # it has just ended
        return 0
