"""Waiting on a thread for what another one decides, and not for ever."""

import time
from collections.abc import Callable


def comes_true(condition: Callable[[], bool], within_s: float, look_again_s: float = 0.004) -> bool:
    """Whether ``condition`` came true within so many seconds; looked at once at least, and every few milliseconds."""
    deadline = time.monotonic() + within_s
    while not condition():
        if time.monotonic() >= deadline:
            return False
        time.sleep(look_again_s)
    return True
