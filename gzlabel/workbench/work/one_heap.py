"""One heap for all threads of a process, where the C library would make one for each."""

import ctypes
import sys
from contextlib import suppress

_M_ARENA_MAX = -8  # of glibc's malloc.h


def share_one_heap() -> None:
    """Have the threads that begin from now on take memory from the same place (glibc; elsewhere nothing is done).

    A heap of its own keeps what its thread gave back, and the next thread asks the system for more: over ten thousand
    ratings the model's process came to hold a fifth more than it used.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
