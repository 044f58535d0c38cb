"""Of what is asked for while something is being done, only the newest is done."""

from threading import Event

from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.work.newest import Newest


def test_the_first_and_the_newest_are_done(runner: JobRunner, mailbox: Mailbox) -> None:
    may_end, done, failures = Event(), list[int](), list[Failure]()
    newest = Newest(runner, "counting")

    def work(number: int) -> int:
        may_end.wait()
        return number

    for number in range(5):
        newest.ask(work, number, then=done.append, failed=failures.append)
    assert newest.busy
    may_end.set()
    assert mailbox.run_until(lambda: not newest.busy)
    assert (done, failures) == ([0, 4], [])


def test_after_a_failure_it_goes_on(runner: JobRunner, mailbox: Mailbox) -> None:
    done, failures = list[float](), list[Failure]()
    newest = Newest(runner, "counting")
    newest.ask(lambda: 1 / 0, then=done.append, failed=failures.append)
    newest.ask(lambda: 2.0, then=done.append, failed=failures.append)
    assert mailbox.run_until(lambda: not newest.busy)
    assert done == [2.0]
    assert ["division by zero" in one.text for one in failures] == [True]


def test_what_is_received_may_ask_anew(runner: JobRunner, mailbox: Mailbox) -> None:
    done: list[int] = []
    newest = Newest(runner, "counting")

    def again(number: int) -> None:
        done.append(number)
        if number < 3:
            newest.ask(lambda: number + 1, then=again, failed=print)

    newest.ask(lambda: 0, then=again, failed=print)
    assert mailbox.run_until(lambda: done == [0, 1, 2, 3])
