"""Memory in small pages, where the system would lend large ones (Linux; elsewhere nothing is done)."""

from collections.abc import Iterator
from contextlib import contextmanager

from gzlabel.c_library import ask_c_library

_PR_SET_THP_DISABLE, _PR_GET_THP_DISABLE = 41, 42  # of Linux's prctl.h


def use_small_pages() -> None:
    """Have this process, and those it begins, ask for no pages of two megabytes.

    NumPy asks for them with every large array. On a virtual machine a process that took and gave back 400 MB again
    and again slowed others down twenty times and more, for up to 50 ms, several times a minute; in small pages it did
    not. A window beside its model and its map cannot have that.
    """
    _prctl(_PR_SET_THP_DISABLE, 1)


@contextmanager
def pages_as_usual() -> Iterator[None]:
    """While inside, what is begun is no part of this program, a browser say, and keeps the pages it is used to."""
    before = _prctl(_PR_GET_THP_DISABLE, 0)
    _prctl(_PR_SET_THP_DISABLE, 0)
    try:
        yield
    finally:
        _prctl(_PR_SET_THP_DISABLE, before)


def _prctl(what: int, value: int) -> int:
    return ask_c_library("prctl", what, value, 0, 0, 0)
