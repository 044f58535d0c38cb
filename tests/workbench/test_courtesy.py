"""Background threads step aside."""

import os
import sys
import threading

import pytest

from gzlabel.workbench.courtesy import step_aside
from gzlabel.workbench.jobs import JobRunner
from gzlabel.workbench.mailbox import Mailbox

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells threads apart")


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@linux_only
def test_only_the_thread_that_asks_steps_aside() -> None:
    before, found = niceness(), []

    def work() -> None:
        step_aside(3)
        found.append(niceness())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert (found, niceness()) == ([before + 3], before)


@linux_only
def test_lanes_step_aside_but_for_pictures() -> None:
    mailbox, found, before = Mailbox(), dict[str, int](), niceness()
    runner = JobRunner(mailbox.put)
    for lane in ("pictures", "engine", "survey"):
        runner.thread(lane, niceness, then=lambda n, lane=lane: found.update({lane: n}), failed=pytest.fail)
    assert mailbox.run_until(lambda: len(found) == 3)
    runner.close()
    assert found["pictures"] == before < found["engine"] < found["survey"]
