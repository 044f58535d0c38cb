"""What is asked of the model one after the other, and what waits until nobody asks."""

import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from gzlabel.workbench.model.questions import Questions
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox


class Slow:
    """Answers with the question itself, once it may."""

    def __init__(self) -> None:
        self.may_answer, self.asked = threading.Event(), list[str]()

    def choose(self, question: str) -> str:
        self.asked.append(question)
        assert self.may_answer.wait(5)
        return question


@pytest.fixture
def desk() -> Iterator[Any]:
    mailbox, engine = Mailbox(), Slow()
    runner = JobRunner(mailbox.put)
    answers, failures = list[str](), list[Failure]()
    questions = Questions(engine, runner, answers.append, failures.append)
    yield SimpleNamespace(
        mailbox=mailbox, engine=engine, questions=questions, answers=answers, failures=failures
    )
    engine.may_answer.set()
    runner.close()


def test_of_questions_that_come_meanwhile_the_newest_is_answered(desk: Any) -> None:
    for question in ("first", "second", "third"):
        desk.questions.ask(question)
    desk.engine.may_answer.set()
    assert desk.mailbox.run_until(lambda: len(desk.answers) == 2)
    assert desk.answers == ["first", "third"] == desk.engine.asked


def test_what_no_page_waits_for_is_done_when_nobody_asks(desk: Any) -> None:
    done: list[int] = []
    desk.questions.afterwards(lambda: 7, done.append)
    assert desk.mailbox.run_until(lambda: done == [7])


def test_a_question_does_not_wait_for_what_comes_afterwards(desk: Any) -> None:
    done: list[int] = []
    desk.engine.may_answer.set()
    desk.questions.afterwards(lambda: 7, done.append)
    desk.questions.ask("first")
    assert desk.mailbox.run_until(lambda: desk.answers == ["first"])
    desk.questions.afterwards(lambda: 8, done.append)
    assert desk.mailbox.run_until(lambda: bool(done))
    assert done == [8]


def test_afterwards_can_fail_too(desk: Any) -> None:
    desk.questions.afterwards(lambda: 1 // 0, lambda value: None)
    assert desk.mailbox.run_until(lambda: bool(desk.failures))
    assert "ZeroDivisionError" in desk.failures[0].text
