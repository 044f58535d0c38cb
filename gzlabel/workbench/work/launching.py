"""Puts a long job on the screen, runs it in a process of its own, and tells how it ended."""

import time
from collections.abc import Callable
from typing import Any

from gzlabel.progress import Step
from gzlabel.workbench.state import Job
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner

_SURE_AFTER_S = 2.0
_SURE_FROM = 0.02


class Pace:
    """How fast the present stage of a job gets on.

    Parameters
    ----------
    clock
        Gives seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._message, self._began = "", 0.0

    def seconds_left(self, step: Step) -> float | None:
        """Until the stage of ``step`` is done, if it goes on as it has; None before that can be told."""
        if step.message != self._message:
            self._message, self._began = step.message, self._clock()
        taken, share = self._clock() - self._began, step.fraction or 0.0
        return taken / share - taken if taken >= _SURE_AFTER_S and share >= _SURE_FROM else None


class Launching:
    """Launches jobs, each under a key that is its lane too."""

    def __init__(self, store: Store, runner: JobRunner) -> None:
        self._store, self._runner = store, runner

    def launch(
        self,
        key: str,
        title: str,
        function: Callable[..., Any],
        *args: Any,
        then: Callable[[Any], None],
        on_step: Callable[[Step], None] | None = None,
        otherwise: str = "",
    ) -> None:
        """Run ``function(*args, report=...)`` in the background.

        Parameters
        ----------
        on_step
            Called with each step, besides the line on the screen.
        otherwise
            A sentence on what to do where the process ends before its work is done.
        """

        pace = Pace()

        def step(one: Step) -> None:
            left = pace.seconds_left(one)
            self._store.put_job(Job(key, title, one.message, one.fraction, seconds_left=left))
            if on_step is not None:
                on_step(one)

        def done(result: Any) -> None:
            self._store.end_job(key)
            then(result)

        self._store.put_job(Job(key, title, "Starting", None))
        failed = self.failed(key, otherwise)
        self._runner.process(key, function, *args, step=step, then=done, failed=failed)

    def failed(self, key: str, otherwise: str = "") -> Callable[[Failure], None]:
        """What is to be called with the failure of a job."""

        def failed(failure: Failure) -> None:
            text = f"{failure.text}. {otherwise}" if otherwise and not failure.traceback else failure.text
            self._store.end_job(key, text)
            self._store.notify("error", text, failure.traceback)

        return failed

    def cancel(self, key: str) -> None:
        """End a job; what it finished stays."""
        self._runner.cancel(key)
        title = next((job.title for job in self._store.state.jobs if job.key == key), key.capitalize())
        words = f"{title} stopped; what was finished is kept"
        self._store.end_job(key, words)
        self._store.notify("info", words)
