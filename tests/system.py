"""What the system must offer for a test to say anything."""

import ctypes
import sys
from pathlib import Path

import pytest

with_glibc = pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_info"),
    reason="the C library is not glibc",
)

with_large_pages = pytest.mark.skipif(
    sys.platform != "linux" or "THP_enabled:\t1" not in Path("/proc/self/status").read_text(),
    reason="this system lends no large pages",
)
