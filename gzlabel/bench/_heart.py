"""The heartbeat of an event loop: how long it was kept waiting, and by how much work of its own thread."""

from collections.abc import Callable
from itertools import pairwise
from time import perf_counter, thread_time

from PySide6.QtCore import QTimer


class Heart:
    """Beats from construction until `stop`.

    Parameters
    ----------
    interval_ms
        From one beat to the next.

    Attributes
    ----------
    interval_ms
        As given.
    longest_task_ms
        Most processor time that the thread itself took between two beats.
    """

    def __init__(self, interval_ms: int) -> None:
        self.interval_ms = interval_ms
        self.forget()
        self._timer = QTimer()
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(interval_ms)

    def forget(self) -> None:
        """Measure from here."""
        self._beats = [perf_counter()]
        self.longest_task_ms, self._worked = 0.0, thread_time()

    @property
    def longest_ms(self) -> float:
        """Longest time between two beats above their interval; it counts the wait for a core and the interpreter."""
        return self.longest_but(lambda began, ended: False)

    def longest_but(self, is_excused: Callable[[float, float], bool]) -> float:
        """The same, but for the waits ``(began, ended)``, by `time.perf_counter`, that are excused."""
        waits = (ended - began for began, ended in pairwise(self._beats) if not is_excused(began, ended))
        return max(0.0, 1e3 * max(waits, default=0.0) - self.interval_ms)

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def _on_beat(self) -> None:
        worked = thread_time()
        self._beats.append(perf_counter())
        self.longest_task_ms = max(self.longest_task_ms, 1e3 * (worked - self._worked))
        self._worked = worked
