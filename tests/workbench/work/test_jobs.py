"""Background work reaches its reader, can be stopped, and leaves nothing behind."""

import os
import time
from typing import Any

from gzlabel.errors import UserError
from gzlabel.progress import Report, Step
from gzlabel.workbench.work.failure import Failure, failure_of
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox


def add(left: int, right: int, report: Report) -> int:
    report(Step("adding", 1, 1))
    return left + right


def process_id(report: Report) -> int:
    return os.getpid()


def refuse(report: Report) -> None:
    raise UserError("the disk is full", remedy="Make room")


def break_down(report: Report) -> None:
    raise ZeroDivisionError("a bug")


def sleep_long(report: Report) -> None:
    report(Step("sleeping"))
    time.sleep(60)


def die(report: Report) -> None:
    os._exit(9)


def outcome(runner: JobRunner, mailbox: Mailbox, function: Any, *args: Any, lane: str = "test") -> Any:
    found: list[Any] = []
    runner.process(lane, function, *args, step=lambda step: None, then=found.append, failed=found.append)
    assert mailbox.run_until(lambda: bool(found))
    return found[0]


def test_result_and_steps_of_a_process_come_home(runner: JobRunner, mailbox: Mailbox) -> None:
    results: list[int] = []
    steps: list[Step] = []
    runner.process("test", add, 2, 3, step=steps.append, then=results.append, failed=results.append)
    assert mailbox.run_until(lambda: bool(results))
    assert results == [5]
    assert steps == [Step("adding", 1, 1)]


def test_a_lane_keeps_its_process_from_task_to_task(runner: JobRunner, mailbox: Mailbox) -> None:
    first = outcome(runner, mailbox, process_id)
    assert first != os.getpid()
    assert outcome(runner, mailbox, process_id) == first
    assert outcome(runner, mailbox, process_id, lane="other") != first


def test_a_mistake_of_the_user_comes_home_as_a_sentence_without_traceback(
    runner: JobRunner, mailbox: Mailbox
) -> None:
    assert outcome(runner, mailbox, refuse) == Failure("the disk is full. Make room.")


def test_a_bug_comes_home_with_its_traceback(runner: JobRunner, mailbox: Mailbox) -> None:
    failure = outcome(runner, mailbox, break_down)
    assert failure.text == "ZeroDivisionError: a bug"
    assert "break_down" in failure.traceback


def test_a_process_that_dies_is_told_and_replaced(runner: JobRunner, mailbox: Mailbox) -> None:
    assert isinstance(outcome(runner, mailbox, die), Failure)
    assert outcome(runner, mailbox, add, 1, 1) == 2


def test_a_cancelled_task_ends_at_once_and_says_nothing(runner: JobRunner, mailbox: Mailbox) -> None:
    outcomes: list[Any] = []
    steps: list[Step] = []
    runner.process("test", sleep_long, step=steps.append, then=outcomes.append, failed=outcomes.append)
    assert mailbox.run_until(lambda: bool(steps))
    runner.cancel("test")
    assert outcome(runner, mailbox, add, 1, 2) == 3
    assert outcomes == []


def test_a_thread_keeps_the_order_of_its_lane(runner: JobRunner, mailbox: Mailbox) -> None:
    results: list[int] = []
    for number in range(20):
        runner.thread("lane", abs, number, then=results.append, failed=results.append)
    assert mailbox.run_until(lambda: len(results) == 20)
    assert results == list(range(20))


def test_nothing_is_delivered_after_closing(mailbox: Mailbox) -> None:
    runner = JobRunner(mailbox.put)
    results: list[int] = []
    runner.thread("lane", time.sleep, 0.05, then=results.append, failed=results.append)
    runner.close()
    assert not mailbox.run_until(lambda: bool(results), timeout_s=0.3)


def test_a_letter_that_is_read_after_the_end_does_nothing(mailbox: Mailbox) -> None:
    runner, found = JobRunner(mailbox.put), list[object]()
    runner.thread("test", lambda: 1, then=found.append, failed=found.append)
    deadline = time.monotonic() + 5
    while mailbox._letters.empty() and time.monotonic() < deadline:
        time.sleep(0.01)
    runner.close()
    mailbox.run_until(lambda: mailbox._letters.empty())
    assert not found


def test_a_full_disk_under_a_job_is_told_as_a_sentence_and_a_bug_with_its_traceback() -> None:
    full = failure_of(OSError(28, "No space left on device", "map.npz"))
    assert full.text.startswith("map.npz: the disk is full")
    assert full.traceback == ""
    try:
        raise KeyError("stage")
    except KeyError as error:
        bug = failure_of(error)
    assert bug.text == "KeyError: 'stage'"
    assert "in test_a_full_disk" in bug.traceback
