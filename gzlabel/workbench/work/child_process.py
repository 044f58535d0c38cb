"""A spawned process and the connections to it; it ends with its parent, whatever it is deep in."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

_FAREWELL_S = 0.4


class ChildProcess:
    """Runs ``serve(*connections, *args)``; spawned, never forked, since the parent has threads.

    Parameters
    ----------
    name
        Shown in the system's process list.
    serve
        Importable by name; ``args`` picklable. Returns when a connection is closed.
    n_connections
        How many conversations there can be at a time.

    Attributes
    ----------
    connections
        The parent's ends.
    """

    def __init__(self, name: str, serve: Callable[..., None], *args: Any, n_connections: int = 1) -> None:
        context = multiprocessing.get_context("spawn")
        pipes = [context.Pipe() for _ in range(n_connections)]
        theirs = [there for _, there in pipes]
        self.connections: tuple[Connection, ...] = tuple(here for here, _ in pipes)
        self._process = context.Process(target=_live, args=(serve, *theirs, *args), name=name, daemon=True)
        self._process.start()
        for there in theirs:
            there.close()

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process.is_alive()

    def dismiss(self, *, at_once: bool) -> Callable[[], None]:
        """Tell it to end, without waiting for it; ``at_once`` where it would not listen.

        Returns
        -------
        Callable
            Waits for it to be gone, and makes sure of it. Several can so end side by side.
        """
        if at_once:
            self._process.terminate()
        else:
            # A child that waits for work ends by itself, and gives back what its libraries hold.
            for connection in self.connections:
                connection.close()

        def make_sure() -> None:
            self._process.join(_FAREWELL_S)
            if self._process.is_alive():
                self._process.kill()

        return make_sure


def _live(serve: Callable[..., None], *args: Any) -> None:
    _end_with_parent()
    serve(*args)
    gc.freeze()  # what is left goes with the process: Python's last search for cycles would take half a second


def _end_with_parent() -> None:
    """A parent that was killed must leave no child behind, even one deep in a C library."""
    parent = multiprocessing.parent_process()

    def wait_and_exit() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait_and_exit, daemon=True).start()
