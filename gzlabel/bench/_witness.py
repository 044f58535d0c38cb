"""A process that beats and does a little beside the one that is measured: how the machine itself was meanwhile."""

import random
import time
from ctypes import Structure, c_double, c_long
from multiprocessing import get_context, parent_process
from statistics import median
from types import TracebackType
from typing import Self

_LOOK_S = 0.01
_N_THINGS, _N_A_TASK, _N_TRIALS = 60_000, 3_000, 100
_SLOW = 5.0
_MOST_SLOW = 10_000


class _Told(Structure):
    _fields_ = (
        ("longest_ms", c_double),
        ("slowdown", c_double),
        ("n_slow", c_long),
        ("slow", c_double * (2 * _MOST_SLOW)),
    )


class Witness:
    """Beats from ``with`` to its end, in a process of its own, which ends with the one that began it.

    Where a heartbeat that has little to do comes late, the machine was not there for anybody: another guest of its
    host had the core, or a disk held everything up. Between two beats it looks at 3,000 objects. Where that takes
    many times the processor time that it usually takes, the machine is slow for every program, whatever it does, as
    a virtual one may be now and then.

    Parameters
    ----------
    interval_ms
        From one beat to the next.
    """

    def __init__(self, interval_ms: int) -> None:
        context = get_context("spawn")
        self._told = context.RawValue(_Told)
        self._process = context.Process(target=_beat, args=(self._told, interval_ms), daemon=True)

    def __enter__(self) -> Self:
        self._process.start()
        while not self.longest_ms and self._process.is_alive():
            time.sleep(_LOOK_S)
        self.forget()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.join()

    @property
    def longest_ms(self) -> float:
        """Longest time between two beats above their interval, since the last `forget`; 0 before the first."""
        return float(self._told.longest_ms)

    @property
    def slowdown(self) -> float:
        """Most processor time of the same little work, over what it usually takes."""
        return float(self._told.slowdown)

    def was_slowed(self, began: float, ended: float) -> bool:
        """Whether the little work took over five times as long as usual between two moments (`time.perf_counter`)."""
        moments = self._told.slow[: 2 * self._told.n_slow]
        return any(
            since < ended and until > began for since, until in zip(moments[::2], moments[1::2], strict=True)
        )

    def forget(self) -> None:
        """Measure from here."""
        self._told.longest_ms = self._told.slowdown = 0.0
        self._told.n_slow = 0


class _LittleWork:
    """Looks at some of many objects, others each time."""

    def __init__(self) -> None:
        self._things = [(number, str(number)) for number in range(_N_THINGS)]
        random.Random(0).shuffle(self._things)
        self._place = 0
        self._usual_s = median(self._do() for _ in range(_N_TRIALS))

    def slowdown(self) -> float:
        """Do it; return its processor time over the usual one."""
        return self._do() / max(self._usual_s, 1e-6)

    def _do(self) -> float:
        began = time.thread_time()
        sum(len(text) for _, text in self._things[self._place : self._place + _N_A_TASK])
        self._place = (self._place + _N_A_TASK) % _N_THINGS
        return time.thread_time() - began


def _beat(told: _Told, interval_ms: int) -> None:
    work, parent = _LittleWork(), parent_process()
    before = time.perf_counter()
    while parent is None or parent.is_alive():
        time.sleep(interval_ms / 1e3)
        now = time.perf_counter()
        told.longest_ms = max(told.longest_ms, 1e3 * (now - before) - interval_ms)
        slowdown, before = work.slowdown(), now
        told.slowdown = max(told.slowdown, slowdown)
        if slowdown > _SLOW and told.n_slow < _MOST_SLOW:
            told.slow[2 * told.n_slow : 2 * told.n_slow + 2] = now, time.perf_counter()
            told.n_slow += 1
