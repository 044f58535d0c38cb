"""A long-lived child process for torch, UMAP, HDBSCAN and hyperparameter fits.

The child is spawned, never forked; it keeps its imports and compiled functions from one task to the next.
A task that is cancelled is terminated with its process, since none of those libraries can be interrupted.
"""

import multiprocessing
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from gzlabel.errors import UserError
from gzlabel.progress import Step
from gzlabel.workspace.failures import sentence_of


@dataclass(frozen=True)
class Failure:
    """What went wrong in the child: a sentence for the user's mistakes, a traceback for bugs."""

    text: str
    traceback: str = ""


_FAREWELL_S = 0.4
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
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection | None = None
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
        """Tell the child to end, without waiting for it.

        Returns
        -------
        Callable
            Waits for the child to be gone, and makes sure of it. Several children can so end side by side.
        """
        self._n_dismissals += 1
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if process is None or connection is None:
            return lambda: None
        if self._is_busy:
            process.terminate()
        else:
            # A child that waits for work ends by itself, and gives back what its libraries hold.
            connection.close()

        def make_sure() -> None:
            process.join(_FAREWELL_S)
            if process.is_alive():
                process.kill()

        return make_sure

    def _start(self) -> Connection:
        if self._connection is None or self._process is None or not self._process.is_alive():
            context = multiprocessing.get_context("spawn")
            here, there = context.Pipe()
            process = context.Process(target=_serve, args=(there,), name=self._name, daemon=True)
            process.start()
            there.close()
            self._process, self._connection = process, here
        return self._connection


def _serve(connection: Connection) -> None:
    _yield_to_the_desk()
    _end_with_parent()
    while True:
        try:
            function, args = connection.recv()
        except (EOFError, KeyboardInterrupt):
            return
        connection.send(("done", _attempt(function, args, connection)))


def _attempt(function: Callable[..., Any], args: tuple[Any, ...], connection: Connection) -> Any:
    def report(step: Step) -> None:
        connection.send(("step", step))

    try:
        return function(*args, report=report)
    except UserError as error:
        return Failure(str(error))
    except Exception as error:
        return failure_of(error)


def failure_of(error: Exception) -> Failure:
    """What went wrong: a sentence where the disk did, else a bug with its traceback."""
    sentence = sentence_of(error) if isinstance(error, OSError) else None
    if sentence is not None:
        return Failure(str(sentence))
    return Failure(f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error)))


def _yield_to_the_desk() -> None:
    """Work that fills every core must not keep the window waiting for one."""
    import os

    if hasattr(os, "nice"):
        os.nice(_NICENESS)


def _end_with_parent() -> None:
    """A parent that was killed must leave no child behind, even one deep in a C library."""
    parent = multiprocessing.parent_process()

    def wait_and_exit() -> None:
        import os

        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait_and_exit, daemon=True).start()
