"""An object in a process of its own, called as if it were here."""

import os
import signal
import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest

from gzlabel.errors import UserError
from gzlabel.workbench.work.companion import Answer, Companion, CompanionLostError
from gzlabel.workbench.work.failure import ReportedError

LANES = {"first": 0, "second": 1}


class Notebook:
    """Counts what it is given, and tells where it lives."""

    def __init__(self, title: str) -> None:
        self.title, self.n_calls = title, 0

    def where(self) -> Answer:
        self.n_calls += 1
        return (os.getpid(), self.title, self.n_calls), {}

    def total(self, times: int, values: np.ndarray, word: object) -> Answer:
        return (float(values.sum()) * times, word, id(values)), {"doubled": 2 * values}

    def refuse(self) -> Answer:
        raise UserError("no such page", remedy="Turn back")

    def break_down(self) -> Answer:
        raise ZeroDivisionError("a bug")

    def sleep(self, seconds: float) -> Answer:
        time.sleep(seconds)
        return None, {}


def refuse_to_begin() -> Notebook:
    raise UserError("the vectors are gone")


@pytest.fixture
def companion() -> Iterator[Companion]:
    companion = Companion("gzlabel-test", Notebook, ("rings",), LANES)
    yield companion
    companion.dismiss()()


def test_the_object_lives_elsewhere_and_lasts(companion: Companion) -> None:
    (process, title, n_calls), arrays = companion.call("first", "where")
    assert (title, n_calls, arrays) == ("rings", 1, {})
    assert process != os.getpid()
    assert companion.call("second", "where")[0] == (process, "rings", 2)


def test_arrays_go_there_and_back_and_what_lasts_goes_once(companion: Companion) -> None:
    values = np.arange(5, dtype=np.float32)
    (total, word, first), arrays = companion.call("first", "total", 3, values=values, word="ring")
    assert (total, word) == (30.0, "ring")
    np.testing.assert_array_equal(arrays["doubled"], 2 * values)
    assert companion.call("first", "total", 3, values=values, word="ring")[0] == (30.0, "ring", first)
    other = values + 1
    (total, word, second), _ = companion.call("first", "total", 1, values=other, word=None)
    assert (total, word) == (15.0, None)
    assert second != first


def test_lanes_run_side_by_side(companion: Companion) -> None:
    companion.call("first", "where")
    slow = threading.Thread(target=companion.call, args=("first", "sleep", 1.0))
    slow.start()
    companion.call("second", "where")
    assert slow.is_alive()
    slow.join()


def test_mistakes_are_sentences_and_bugs_have_a_traceback(companion: Companion) -> None:
    with pytest.raises(ReportedError, match="no such page") as mistake:
        companion.call("first", "refuse")
    assert mistake.value.failure.traceback == ""
    with pytest.raises(ReportedError, match="ZeroDivisionError: a bug") as bug:
        companion.call("first", "break_down")
    assert "break_down" in bug.value.failure.traceback
    assert companion.call("first", "where")[0][1] == "rings", "it lives on"


def test_an_object_that_cannot_be_made_says_why_at_every_call() -> None:
    companion = Companion("gzlabel-test", refuse_to_begin, (), LANES)
    for _ in range(2):
        with pytest.raises(ReportedError, match="the vectors are gone"):
            companion.call("first", "where")
    companion.dismiss()()


def test_a_child_that_was_killed_is_told_and_the_next_call_begins_another(companion: Companion) -> None:
    values = np.arange(5)
    (process, *_), _ = companion.call("first", "where")
    companion.call("first", "total", 1, values=values, word="ring")
    killer = threading.Timer(0.3, os.kill, (process, signal.SIGTERM))
    killer.start()
    with pytest.raises(CompanionLostError, match="ended before its work was done"):
        companion.call("first", "sleep", 30.0)
    (other, _, n_calls), _ = companion.call("second", "where")
    assert (other != process, n_calls) == (True, 1)
    assert companion.call("first", "total", 1, values=values, word="ring")[0][0] == 10.0, "sent again"


def test_dismissal_ends_a_call_under_way(companion: Companion) -> None:
    companion.call("first", "where")
    told: list[BaseException] = []

    def call() -> None:
        try:
            companion.call("first", "sleep", 30.0)
        except CompanionLostError as error:
            told.append(error)

    waiting = threading.Thread(target=call)
    waiting.start()
    time.sleep(0.2)
    began = time.monotonic()
    companion.dismiss()()
    waiting.join()
    assert time.monotonic() - began < 15  # of the 30 that it would have slept
    assert told
    with pytest.raises(CompanionLostError, match="closed meanwhile"):
        companion.call("first", "where")
