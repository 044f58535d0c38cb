"""One question at a time to the model, the newest always answered, the ones between dropped."""

from collections.abc import Callable
from typing import TypeVar

from gzlabel.workbench.model.modeller import Modeller
from gzlabel.workbench.model.outlook import Choice
from gzlabel.workbench.model.question import Question
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.newest import Newest
from gzlabel.workbench.work.patience import comes_true

_LANE, _REST_S = "engine", 0.2

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
        self._newest = Newest(runner, _LANE)

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._newest.busy

    def ask(self, question: Question) -> None:
        """Ask now, or as soon as the question before is answered."""
        self._newest.ask(self.engine.choose, question, then=self._answered, failed=self._failed)

    def afterwards(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do what no page waits for, once nobody has asked for a moment; where somebody does, not at all."""

        def when_at_rest() -> tuple[T, ...]:
            return () if comes_true(lambda: self.busy, _REST_S) else (work(),)

        def home(done: tuple[T, ...]) -> None:
            for value in done:
                then(value)

        self._runner.thread(_LANE, when_at_rest, then=home, failed=self._failed)
