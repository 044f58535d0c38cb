"""The process that beats beside a benchmark."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gzlabel.bench._witness import Witness, _LittleWork


def test_work_that_takes_many_times_as_long_as_usual_is_seen() -> None:
    work = _LittleWork()
    assert work.slowdown() > 0
    work._usual_s /= 100
    assert work.slowdown() > 20


def test_only_what_lay_in_a_slow_moment_was_slowed() -> None:
    witness = Witness(5)
    assert not witness.was_slowed(0.0, 100.0)
    witness._told.slow[:4] = 10.0, 10.1, 20.0, 20.1
    witness._told.n_slow = 2
    assert witness.was_slowed(9.9, 10.05)
    assert witness.was_slowed(20.05, 20.06)
    assert not witness.was_slowed(10.2, 19.9)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot have a process stand still")
def test_a_machine_that_stands_still_is_seen() -> None:
    with Witness(5) as witness:
        deadline = time.monotonic() + 60
        assert witness._process.pid is not None
        os.kill(witness._process.pid, signal.SIGSTOP)
        time.sleep(0.4)
        os.kill(witness._process.pid, signal.SIGCONT)
        while witness.longest_ms < 300 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert witness.longest_ms >= 300
    assert not witness._process.is_alive()


_BENCHMARK = """
import time
from gzlabel.bench._witness import Witness
if __name__ == "__main__":
    with Witness(5) as witness:
        print(witness._process.pid, flush=True)
        time.sleep(600)
"""


@pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="this system does not list its processes in /proc"
)
def test_it_ends_with_a_benchmark_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / "benchmark.py").write_text(_BENCHMARK)
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "benchmark.py")], stdout=subprocess.PIPE
    ) as benchmark:
        assert benchmark.stdout is not None
        witness = Path("/proc") / benchmark.stdout.readline().decode().strip()
        assert witness.exists()
        benchmark.kill()
    deadline = time.monotonic() + 30
    while witness.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not witness.exists()
