"""Heaps of the C library, counted by the library itself in a process of its own."""

import ctypes
import os
import subprocess
import sys

import pytest

_COUNT = """
import ctypes, sys, threading
from gzlabel.workbench.work.one_heap import share_one_heap
if sys.argv[1] == "shared":
    share_one_heap()
together = threading.Barrier(4)
def work():
    kept = [bytes(5000) for _ in range(50)]
    together.wait()
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
library = ctypes.CDLL(None)
library.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(library.fdopen(1, b"w"))
library.malloc_info(0, out)
library.fflush(out)
"""


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_info"),
    reason="the C library is not glibc",
)
@pytest.mark.parametrize("how", ["apart", "shared"])
def test_threads_share_a_heap_where_they_are_told_to(how: str) -> None:
    usual = {
        name: value for name, value in os.environ.items() if "MALLOC" not in name and "GLIBC" not in name
    }
    count = [sys.executable, "-c", _COUNT, how]
    said = subprocess.run(count, env=usual, capture_output=True, text=True, check=True).stdout
    assert (said.count("<heap nr=") == 1) == (how == "shared")
