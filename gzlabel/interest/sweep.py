"""Work over a pool in blocks, on every core.

The blocks are independent, so each core takes its own; the linear algebra inside a block runs on that core.
Left to itself, BLAS splits every small product over all cores and waits for the slowest: on a busy machine
that made a sweep 50 times slower, and where that one steps aside for others, minutes long.
"""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from contextvars import ContextVar
from functools import cache, wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from threadpoolctl import ThreadpoolController

_MOST_WORKERS = 8

Given = ParamSpec("Given")
Result = TypeVar("Result")

_make_way: ContextVar[Callable[[], None]] = ContextVar("make_way", default=lambda: None)
_share: ContextVar[float] = ContextVar("share", default=1.0)


class _OneThreadedBlas:
    """Holds BLAS to one thread while any sweep runs, whichever thread started it."""

    def __init__(self) -> None:
        self._controller = ThreadpoolController()
        self._lock = Lock()
        self._sweeps = 0
        self._limit: Any = None

    def __enter__(self) -> None:
        with self._lock:
            if self._sweeps == 0:
                self._limit = self._controller.limit(limits=1, user_api="blas")
            self._sweeps += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._sweeps -= 1
            if self._sweeps == 0:
                self._limit.restore_original_limits()


@cache
def _one_threaded_blas() -> _OneThreadedBlas:
    return _OneThreadedBlas()


def n_workers() -> int:
    """Cores a sweep of the present thread may use, at most eight: beyond that it waits for memory."""
    affinity = getattr(os, "sched_getaffinity", None)
    n_cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return max(1, min(_MOST_WORKERS, int(_share.get() * n_cores)))


def one_threaded_blas() -> AbstractContextManager[None]:
    """While entered, BLAS keeps to the thread that calls it."""
    return _one_threaded_blas()


def one_threaded(work: Callable[Given, Result]) -> Callable[Given, Result]:
    """``work``, while which BLAS keeps to the thread that calls it."""

    @wraps(work)
    def keeping(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        with one_threaded_blas():
            return work(*args, **kwargs)

    return keeping


def make_way_by(wait: Callable[[], None]) -> None:
    """Have every sweep that the present thread begins from now on call ``wait`` before each of its blocks."""
    _make_way.set(wait)


def use_share_of_cores(share: float) -> None:
    """Have every sweep that the present thread begins from now on keep to this share of the cores, one at least."""
    _share.set(share)


def sweep(work: Callable[[slice], None], blocks: Iterable[slice]) -> None:
    """Call ``work`` with every block; errors are raised once all have ended."""
    blocks, make_way = list(blocks), _make_way.get()
    if len(blocks) == 1:
        work(blocks[0])
        return

    def in_turn(block: slice) -> None:
        make_way()
        work(block)

    with one_threaded_blas(), ThreadPoolExecutor(n_workers()) as workers:
        for finished in workers.map(in_turn, blocks):
            assert finished is None
