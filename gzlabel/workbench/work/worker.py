"""A long-lived child process for torch, UMAP, HDBSCAN and hyperparameter fits.

The child keeps its imports and compiled functions from one task to the next. A task that is cancelled is
terminated with its process, since none of those libraries can be interrupted.
"""

import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from gzlabel.heap import give_back, keep_for_the_next_array
from gzlabel.progress import Step
from gzlabel.workbench.work.child_process import ChildProcess
from gzlabel.workbench.work.failure import Failure, failure_of

_NICENESS = 2

Receiver = Callable[[Any], None]


class WorkerProcess:
    """One child process that runs one task after the other.

    Parameters
    ----------
    name
        Shown in the system's process list.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._child: ChildProcess | None = None
        self._is_busy, self._n_dismissals = False, 0

    def run(self, function: Callable[..., Any], args: tuple[Any, ...], on_step: Receiver) -> Any:
        """Run ``function(*args, report=...)`` in the child and wait; from a thread of the parent.

        ``function`` must be importable by name, ``args`` picklable.

        Returns
        -------
        Any
            What the function returned, or a `Failure`.
        """
        n_dismissals = self._n_dismissals
        connection = self._start()
        if n_dismissals != self._n_dismissals:
            self.stop()
            return Failure("The background process was ended as it began")
        self._is_busy = True
        try:
            connection.send((function, args))
            while True:
                kind, value = connection.recv()
                if kind != "step":
                    return value
                on_step(value)
        except (EOFError, OSError):
            self.stop()
            return Failure("The background process ended before its task was done")
        finally:
            self._is_busy = False

    def stop(self) -> None:
        """End the child at once; the next task starts a fresh one."""
        self.dismiss()()

    def dismiss(self) -> Callable[[], None]:
        """Tell the child to end, without waiting for it; see `ChildProcess.dismiss`."""
        self._n_dismissals += 1
        child, self._child = self._child, None
        return (lambda: None) if child is None else child.dismiss(at_once=self._is_busy)

    def _start(self) -> Connection:
        if self._child is None or not self._child.is_alive:
            self._child = ChildProcess(self._name, _serve)
        return self._child.connections[0]


def _serve(connection: Connection) -> None:
    _yield_to_the_desk()
    keep_for_the_next_array()
    while True:
        try:
            function, args = connection.recv()
        except (EOFError, KeyboardInterrupt):
            return
        connection.send(("done", _attempt(function, args, connection)))
        del function, args
        give_back()


def _attempt(function: Callable[..., Any], args: tuple[Any, ...], connection: Connection) -> Any:
    def report(step: Step) -> None:
        connection.send(("step", step))

    try:
        return function(*args, report=report)
    except Exception as error:
        return failure_of(error)


def _yield_to_the_desk() -> None:
    """Work that fills every core must not keep the window waiting for one."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
