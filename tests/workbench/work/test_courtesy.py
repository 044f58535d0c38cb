"""Background threads step aside."""

import os
import sys
import threading
from types import SimpleNamespace

import pytest

from gzlabel.interest import make_way_by
from gzlabel.interest.sweep import n_workers, sweep
from gzlabel.workbench.work.courtesy import AWAITED, SOON, WHENEVER, Courtesy, step_aside
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox

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


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was slept, by a clock that goes on by sleep alone."""
    slept = list[float]()
    clock = SimpleNamespace(monotonic=lambda: sum(slept), sleep=slept.append)
    for module in ("courtesy", "patience"):
        monkeypatch.setattr(f"gzlabel.workbench.work.{module}.time", clock)
    return slept


def test_a_sweep_waits_while_a_key_is_answered(slept: list[float]) -> None:
    courtesy, waited_before = Courtesy(), list[float]()
    courtesy.answer()
    make_way_by(lambda: courtesy.make_way(5))
    sweep(lambda block: waited_before.append(sum(slept)), [slice(0, 1), slice(1, 2)])
    make_way_by(lambda: None)
    assert min(waited_before) >= 0.04


def test_work_makes_way_for_what_goes_before_it_and_not_for_ever(slept: list[float]) -> None:
    courtesy = Courtesy()
    with courtesy.working(5):
        courtesy.make_way(5)
        assert not slept
        courtesy.make_way(10)
        assert sum(slept) == pytest.approx(0.5, abs=0.004)
    n_before = len(slept)
    courtesy.make_way(10)
    assert len(slept) == n_before


def test_what_nobody_waits_for_leaves_cores_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda process: set(range(4)), raising=False)
    found: dict[int, int] = {}

    def work(niceness: int) -> None:
        Courtesy().begin_lane(niceness)
        found[niceness] = n_workers()

    for niceness in (AWAITED, SOON, WHENEVER):
        thread = threading.Thread(target=work, args=(niceness,))
        thread.start()
        thread.join()
    assert found == {AWAITED: 4, SOON: 4, WHENEVER: 2}
    assert n_workers() == 4, "other threads keep theirs"
