"""Memory in small pages, where the system would lend large ones."""

import ctypes
import sys
from contextlib import suppress

_PR_SET_THP_DISABLE = 41  # of Linux's prctl.h


def use_small_pages() -> None:
    """Have this process, and those it begins, ask for no pages of two megabytes (Linux; elsewhere nothing is done).

    NumPy asks for them with every large array. On a virtual machine a process that took and gave back 400 MB again
    and again slowed others down twenty times and more, for up to 50 ms, several times a minute; in small pages it did
    not. A window beside its model and its map cannot have that.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_THP_DISABLE, 1, 0, 0, 0)
