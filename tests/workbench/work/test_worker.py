import os
from pathlib import Path

import numpy as np

from gzlabel.progress import Report, silent
from gzlabel.workbench.work.worker import WorkerProcess
from tests.system import with_glibc

_N_FLOATS = 16_000_000


def hold(n_arrays: int, report: Report) -> tuple[int, int]:
    """Process, and bytes it holds after so many large arrays have come and gone."""
    for _ in range(n_arrays):
        np.ones(_N_FLOATS)
    return os.getpid(), int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


@with_glibc
def test_what_a_task_leaves_is_kept_for_it_and_given_back_at_its_end() -> None:
    worker = WorkerProcess("gzlabel-test")
    try:
        (_, before), (first, at_work), (second, after) = (worker.run(hold, (n,), silent) for n in (0, 2, 0))
    finally:
        worker.stop()
    assert first == second
    assert at_work - before > 4 * _N_FLOATS
    assert after - before < 4 * _N_FLOATS
