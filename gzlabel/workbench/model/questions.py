"""One question at a time to the model, the newest always answered, the ones between dropped."""

from collections.abc import Callable
from typing import TypeVar

from gzlabel.workbench.model.modeller import Modeller
from gzlabel.workbench.model.outlook import Choice
from gzlabel.workbench.model.question import Question
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.patience import comes_true

_REST_S = 0.2

T = TypeVar("T")


class Questions:
    """Keeps the engine busy with the newest question, off the main thread.

    Parameters
    ----------
    engine
        Used from the runner's "engine" lane alone.
    runner
        Lends the thread.
    answered
        Receives each choice in the owner's thread.
    failed
        Receives what went wrong.
    """

    def __init__(
        self,
        engine: Modeller,
        runner: JobRunner,
        answered: Callable[[Choice], None],
        failed: Callable[[Failure], None],
    ) -> None:
        self.engine = engine
        self._runner, self._answered, self._failed = runner, answered, failed
        self._next: Question | None = None
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._busy

    def ask(self, question: Question) -> None:
        """Ask now, or as soon as the question before is answered."""
        if self._busy:
            self._next = question
            return
        self._busy = True
        self._runner.thread("engine", self.engine.choose, question, then=self._home, failed=self._lost)

    def afterwards(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do what no page waits for, once nobody has asked for a moment; where somebody does, not at all."""

        def when_at_rest() -> tuple[T, ...]:
            return () if comes_true(lambda: self._busy, _REST_S) else (work(),)

        def home(done: tuple[T, ...]) -> None:
            for value in done:
                then(value)

        self._runner.thread("engine", when_at_rest, then=home, failed=self._failed)

    def _home(self, choice: Choice) -> None:
        self._follow()
        self._answered(choice)

    def _lost(self, failure: Failure) -> None:
        self._follow()
        self._failed(failure)

    def _follow(self) -> None:
        self._busy = False
        if self._next is not None:
            question, self._next = self._next, None
            self.ask(question)
