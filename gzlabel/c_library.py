"""Functions of the system's C library that Python does not offer (Linux; elsewhere they are not called)."""

import ctypes
import sys
from contextlib import suppress


def ask_c_library(name: str, *values: int) -> int:
    """What the function ``name`` returns for whole numbers; 0 where there is none."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # a C library without it
            return int(getattr(ctypes.CDLL(None), name)(*values))
    return 0
