"""Work of which only the newest matters: one piece at a time, the ones asked for in between dropped."""

from collections.abc import Callable
from typing import Any

from gzlabel.workbench.work.jobs import JobRunner, Then


class Newest:
    """Keeps one lane of a runner busy with the newest piece of work, which is always done.

    Attributes
    ----------
    busy
        Whether a result is awaited.
    """

    def __init__(self, runner: JobRunner, lane: str) -> None:
        self._runner, self._lane = runner, lane
        self._next: Callable[[], None] | None = None
        self.busy = False

    def ask(self, function: Callable[..., Any], *args: Any, then: Then, failed: Then) -> None:
        """Do it now, or as soon as what is being done is home; ``then`` and ``failed`` as of `JobRunner.thread`."""
        if self.busy:
            self._next = lambda: self.ask(function, *args, then=then, failed=failed)
            return
        self.busy = True
        self._runner.thread(
            self._lane, function, *args, then=self._followed(then), failed=self._followed(failed)
        )

    def _followed(self, receive: Then) -> Then:
        """Begin what was asked for meanwhile, then receive."""

        def home(result: Any) -> None:
            self.busy = False
            if self._next is not None:
                begin, self._next = self._next, None
                begin()
            receive(result)

        return home
