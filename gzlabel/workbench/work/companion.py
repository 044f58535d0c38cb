"""A child process that keeps one object, whose methods the parent calls as if it were here.

What the object computes shares neither the interpreter nor its lock with the window: a key never waits behind
a few lines of Python between two large products. Calls of different lanes run side by side, those of one lane
one after the other.
"""

import os
import signal
import threading
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.errors import UserError
from gzlabel.heap import share_one_heap
from gzlabel.workbench.work.child_process import ChildProcess
from gzlabel.workbench.work.courtesy import Courtesy
from gzlabel.workbench.work.failure import Failure, ReportedError, failure_of
from gzlabel.workbench.work.parcel import receive, send

Answer = tuple[Any, dict[str, NDArray[Any]]]


class CompanionLostError(UserError):
    """The child is gone; the next call begins another, which knows nothing yet."""


class Companion:
    """The parent's side.

    Parameters
    ----------
    name
        Shown in the system's process list.
    make, args
        Makes the object, in the child, at the first call; importable by name and picklable. Its methods return
        ``(value, arrays)`` as `gzlabel.workbench.work.parcel.send` takes them.
    lanes
        Their names, and how far each steps aside; see `gzlabel.workbench.work.courtesy`.
    """

    def __init__(
        self, name: str, make: Callable[..., Any], args: tuple[Any, ...], lanes: Mapping[str, int]
    ) -> None:
        self._name, self._make, self._args, self._lanes = name, make, args, dict(lanes)
        self._child: ChildProcess | None = None
        self._lasting: dict[str, dict[str, Any]] = {}
        self._mutex, self._dismissed = threading.Lock(), False

    def start(self) -> None:
        """Have the child begin its imports; a call does so too."""
        self._reach(next(iter(self._lanes)))

    def call(self, lane: str, method: str, *args: Any, **lasting: Any) -> Answer:
        """Call a method in the child and wait; from one thread a lane.

        Parameters
        ----------
        args
            Small; sent each time.
        lasting
            By name; what is the same object as at the call before is not sent again.

        Raises
        ------
        ReportedError
            If the method raised.
        CompanionLostError
            If the child is gone, or goes meanwhile.
        """
        child, known = self._reach(lane)
        connection = child.connections[list(self._lanes).index(lane)]
        news = {
            name: value for name, value in lasting.items() if name not in known or known[name] is not value
        }
        arrays = {name: value for name, value in news.items() if isinstance(value, np.ndarray)}
        rest = {name: value for name, value in news.items() if name not in arrays}
        try:
            send(connection, (method, args, tuple(lasting), rest), arrays)
            known.update(news)
            value, found = receive(connection)
        except (EOFError, OSError) as error:
            self._lose(child)
            raise CompanionLostError(
                f"the background process {self._name!r} ended before its work was done",
                remedy="If it happens again, free some memory: the system may have ended it for want of it",
            ) from error
        if isinstance(value, Failure):
            raise ReportedError(value)
        return value, found

    def dismiss(self) -> Callable[[], None]:
        """End the child for good, without waiting; see `ChildProcess.dismiss`."""
        with self._mutex:
            self._dismissed, child, self._child = True, self._child, None
        return (lambda: None) if child is None else child.dismiss(at_once=True)

    def _reach(self, lane: str) -> tuple[ChildProcess, dict[str, Any]]:
        """The child, begun where there is none, and what it knows of a lane's lasting arguments."""
        with self._mutex:
            if self._dismissed:
                raise CompanionLostError("the workspace was closed meanwhile")
            if self._child is None:
                self._child = ChildProcess(
                    self._name, _serve, self._lanes, self._make, self._args, n_connections=len(self._lanes)
                )
                self._lasting = {lane: {} for lane in self._lanes}
            return self._child, self._lasting[lane]

    def _lose(self, child: ChildProcess) -> None:
        with self._mutex:
            if self._child is child:
                self._child = None
        child.dismiss(at_once=True)()


def _serve(*args: Any) -> None:
    *connections, lanes, make, make_args = args
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal, which the parent answers
    share_one_heap()
    courtesy, kept = Courtesy(), _Kept(make, make_args)
    threads = [
        threading.Thread(target=_attend, args=(connection, niceness, courtesy, kept), name=lane)
        for connection, (lane, niceness) in zip(connections, lanes.items(), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class _Kept:
    """The object, made when it is asked for first."""

    def __init__(self, make: Callable[..., Any], args: tuple[Any, ...]) -> None:
        self._make, self._args = make, args
        self._mutex, self._made = threading.Lock(), False
        self._object: Any = None

    def __call__(self) -> Any:
        with self._mutex:
            if not self._made:
                self._object, self._made = self._make(*self._args), True
            return self._object


def _attend(connection: Connection, niceness: int, courtesy: Courtesy, kept: _Kept) -> None:
    """Answer the calls of one lane until the parent closes it."""
    courtesy.begin_lane(niceness)
    known: dict[str, Any] = {}
    try:
        while True:
            (method, args, names, rest), arrays = receive(connection)
            known.update(rest | arrays)
            with courtesy.working(niceness):
                value, found = _attempt(kept, method, args, {name: known[name] for name in names})
            send(connection, value, found)
    except (EOFError, OSError):
        return
    except BaseException:
        os._exit(1)  # a lane alone that answers no more would be waited for in vain: the parent begins anew


def _attempt(kept: _Kept, method: str, args: tuple[Any, ...], lasting: dict[str, Any]) -> Answer:
    try:
        value, arrays = getattr(kept(), method)(*args, **lasting)
    except Exception as error:
        return failure_of(error), {}
    return value, arrays
