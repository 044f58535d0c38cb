import ctypes
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from gzlabel.progress import Report
from gzlabel.workbench.work.worker import WorkerProcess

_N_FLOATS = 16_000_000


def hold(n_arrays: int, report: Report) -> tuple[int, int]:
    """Process, and bytes it holds after so many large arrays have come and gone."""
    for _ in range(n_arrays):
        np.ones(_N_FLOATS)
    return os.getpid(), int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"),
    reason="the C library is not glibc",
)
def test_what_a_task_leaves_is_kept_for_it_and_given_back_at_its_end() -> None:
    worker = WorkerProcess("gzlabel-test")
    (_, before), (first, at_work), (second, after) = (
        worker.run(hold, (n,), lambda step: None) for n in (0, 2, 0)
    )
    worker.stop()
    assert first == second
    assert at_work - before > 4 * _N_FLOATS
    assert after - before < 4 * _N_FLOATS
