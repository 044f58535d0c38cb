"""Where results of background work wait for the thread that owns the state, when there is no Qt event loop."""

import queue
import time
from collections.abc import Callable


class Mailbox:
    """``put`` is what a `JobRunner` delivers to; the owner's thread opens the mail in `run_until`."""

    def __init__(self) -> None:
        self._letters: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def put(self, letter: Callable[[], None]) -> None:
        """Leave a call for the owner; from any thread."""
        self._letters.put(letter)

    def run_until(self, done: Callable[[], bool], timeout_s: float = 60.0) -> bool:
        """Open the mail until ``done()``; False if ``timeout_s`` seconds pass first."""
        deadline = time.monotonic() + timeout_s
        while not done():
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            try:
                self._letters.get(timeout=min(left, 0.05))()
            except queue.Empty:
                continue
        return True
