"""The process that beats beside a benchmark."""

import os
import signal
import time

import pytest

from gzlabel.bench._witness import Witness


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot have a process stand still")
def test_a_machine_that_stands_still_is_seen() -> None:
    with Witness(5) as witness:
        deadline = time.monotonic() + 60
        while witness.longest_ms == 0 and time.monotonic() < deadline:
            time.sleep(0.01)
        witness.forget()
        assert witness._process.pid is not None
        os.kill(witness._process.pid, signal.SIGSTOP)
        time.sleep(0.4)
        os.kill(witness._process.pid, signal.SIGCONT)
        while witness.longest_ms < 300 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert witness.longest_ms >= 300
    assert not witness._process.is_alive()
