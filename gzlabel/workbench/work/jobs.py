"""Background work: short NumPy work on threads, everything heavy in spawned processes, results brought home.

How a result reaches the thread that owns the state is injected (``deliver``): Qt passes a queued signal,
the command line and the tests a `gzlabel.workbench.work.mailbox.Mailbox`.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from gzlabel.progress import Step
from gzlabel.workbench.work.courtesy import AWAITED, SOON, WHENEVER, Courtesy
from gzlabel.workbench.work.failure import Failure, failure_of
from gzlabel.workbench.work.worker import WorkerProcess

Deliver = Callable[[Callable[[], None]], None]
Then = Callable[[Any], None]

_AWAITED = ("journal", "pictures", "facts", "preview", "saving", "similar")
_NICENESS = {"engine": SOON} | dict.fromkeys(_AWAITED, AWAITED)


class JobRunner:
    """Runs work in named lanes; within a lane, one after the other; each steps aside for the owner's thread.

    Parameters
    ----------
    deliver
        Called from a background thread with a function to call in the owner's thread.

    Attributes
    ----------
    courtesy
        Between the lanes, and towards the owner's thread.
    """

    def __init__(self, deliver: Deliver) -> None:
        self._deliver, self.courtesy = deliver, Courtesy()
        self._threads: dict[str, ThreadPoolExecutor] = {}
        self._workers: dict[str, WorkerProcess] = {}
        self._running: dict[str, set[object]] = {}
        self._closed = False

    def thread(
        self, lane: str, function: Callable[..., Any], *args: Any, then: Then, failed: Then, width: int = 1
    ) -> None:
        """Run ``function(*args)`` on a thread; then ``then(result)`` or ``failed(Failure)`` in the owner's."""
        if self._closed:
            return
        future = self._lane(lane, width).submit(self._worked, lane, function, args)
        future.add_done_callback(lambda done: self._home(done, then, failed))

    def process(
        self, lane: str, function: Callable[..., Any], *args: Any, step: Then, then: Then, failed: Then
    ) -> None:
        """Run ``function(*args, report=...)`` in the lane's own process, with ``step(Step)`` on the way."""
        if self._closed:
            return
        worker = self._workers.setdefault(lane, WorkerProcess(f"gzlabel-{lane}"))
        task = object()
        self._running.setdefault(lane, set()).add(task)

        def on_step(value: Step) -> None:
            self._send(lambda: step(value))

        def home(done: "Future[Any]") -> None:
            if task in self._running[lane]:
                self._running[lane].discard(task)
                self._home(done, then, failed)

        future = self._lane(f"process:{lane}", 1).submit(worker.run, function, args, on_step)
        future.add_done_callback(home)

    def hand_over(self, call: Callable[[], None]) -> None:
        """Have ``call`` called in the owner's thread; from any thread."""
        self._send(call)

    def cancel(self, lane: str) -> None:
        """End the lane's process now; its tasks neither succeed nor fail."""
        self._running.get(lane, set()).clear()
        if lane in self._workers:
            self._workers[lane].stop()

    def close(self) -> None:
        """End everything, without waiting for what runs."""
        self._closed = True
        leaving = [worker.dismiss() for worker in self._workers.values()]
        for pool in self._threads.values():
            pool.shutdown(wait=False, cancel_futures=True)
        for make_sure in leaving:
            make_sure()

    def _lane(self, name: str, width: int) -> ThreadPoolExecutor:
        if name not in self._threads:
            self._threads[name] = ThreadPoolExecutor(
                width,
                thread_name_prefix=f"gzlabel-{name}",
                initializer=self.courtesy.begin_lane,
                initargs=(_niceness(name),),
            )
        return self._threads[name]

    def _worked(self, lane: str, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        with self.courtesy.working(_niceness(lane)):
            return _guarded(function, args)

    def _home(self, done: "Future[Any]", then: Then, failed: Then) -> None:
        if done.cancelled():
            return
        result = done.result()
        self._send(lambda: failed(result) if isinstance(result, Failure) else then(result))

    def _send(self, call: Callable[[], None]) -> None:
        """Have ``call`` called in the owner's thread, unless everything is closed before it gets there."""

        def arrive() -> None:
            if not self._closed:
                call()

        if not self._closed:
            self._deliver(arrive)


def _niceness(lane: str) -> int:
    return _NICENESS.get(lane, WHENEVER)


def _guarded(function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    try:
        return function(*args)
    except Exception as error:
        return failure_of(error)
