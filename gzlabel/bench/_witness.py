"""A process that does nothing but beat, beside the one that is measured: how long the machine itself stood still."""

import time
from ctypes import c_double
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import Self

_LOOK_S = 0.01


class Witness:
    """Beats from ``with`` to its end, in a process of its own, which ends with the one that began it.

    Where a heartbeat that has nothing else to do comes late, the machine was not there for anybody: another guest
    of its host had the core, or a disk held everything up.

    Parameters
    ----------
    interval_ms
        From one beat to the next.
    """

    def __init__(self, interval_ms: int) -> None:
        context = get_context("spawn")
        self._longest_ms = context.RawValue(c_double, 0.0)
        self._process = context.Process(target=_beat, args=(self._longest_ms, interval_ms), daemon=True)

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
        return float(self._longest_ms.value)

    def forget(self) -> None:
        """Measure from here."""
        self._longest_ms.value = 0.0


def _beat(longest_ms: c_double, interval_ms: int) -> None:
    before, parent = time.perf_counter(), parent_process()
    while parent is None or parent.is_alive():
        time.sleep(interval_ms / 1e3)
        now = time.perf_counter()
        longest_ms.value = max(longest_ms.value, 1e3 * (now - before) - interval_ms)
        before = now
