"""Heaps of the C library, looked at in a process of its own."""

import os
import subprocess
import sys

import pytest

from tests.system import with_glibc

_COUNT = """
import ctypes, sys, threading
from gzlabel.heap import share_one_heap
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


_HOLD = """
import sys
import numpy as np
from gzlabel.heap import give_back, keep_for_the_next_array
def held():
    return int(open("/proc/self/statm").read().split()[1])
if sys.argv[1] == "kept":
    keep_for_the_next_array()
before = held()
array = np.ones(16_000_000)
with_array = held()
del array
print(before, with_array, held(), give_back() or held())
"""


@with_glibc
@pytest.mark.parametrize("how", ["apart", "shared"])
def test_threads_share_a_heap_where_they_are_told_to(how: str) -> None:
    said = _told_by(_COUNT, how)
    assert (said.count("<heap nr=") == 1) == (how == "shared")


@with_glibc
@pytest.mark.parametrize("how", ["given back", "kept"])
def test_the_memory_of_an_array_is_kept_until_it_is_given_back(how: str) -> None:
    before, with_array, without, given_back = map(int, _told_by(_HOLD, how).split())
    size = with_array - before
    assert (without - before > size / 2) == (how == "kept")
    assert given_back - before < size / 2


def _told_by(code: str, how: str) -> str:
    usual = {
        name: value for name, value in os.environ.items() if "MALLOC" not in name and "GLIBC" not in name
    }
    words = [sys.executable, "-c", code, how]
    return subprocess.run(words, env=usual, capture_output=True, text=True, check=True).stdout
