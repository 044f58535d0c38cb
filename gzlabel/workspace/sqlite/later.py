"""Writes that wait for whoever next has time for them, and that come before anything else he does."""

from collections import deque
from collections.abc import Callable

Failed = Callable[[Exception], None]


class Later:
    """A queue of writes, done in their order, by one thread at a time.

    Attributes
    ----------
    is_being_done
        Whether the thread that holds the database is at it.
    """

    def __init__(self) -> None:
        self._waiting: deque[tuple[Callable[[], None], Failed]] = deque()
        self.is_being_done = False

    def put(self, write: Callable[[], None], failed: Failed) -> None:
        """Add a write; ``failed`` is called with what it raises. From any thread."""
        self._waiting.append((write, failed))

    def do(self) -> None:
        """Do all; from the one thread that holds the database. A write that asks for it itself goes on at once."""
        if self.is_being_done:
            return
        self.is_being_done = True
        try:
            while self._waiting:
                write, failed = self._waiting.popleft()
                try:
                    write()
                except Exception as error:
                    failed(error)
        finally:
            self.is_being_done = False
