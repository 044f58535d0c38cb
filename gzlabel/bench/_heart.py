"""The heartbeat of an event loop: how long it was kept waiting, and by how much work of its own thread."""

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
    longest_ms
        Longest time between two beats above their interval; it counts the wait for a core and for the interpreter.
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
        self.longest_ms, self._beat = 0.0, perf_counter()
        self.longest_task_ms, self._worked = 0.0, thread_time()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def _on_beat(self) -> None:
        now, worked = perf_counter(), thread_time()
        self.longest_ms = max(self.longest_ms, 1e3 * (now - self._beat) - self.interval_ms)
        self.longest_task_ms = max(self.longest_task_ms, 1e3 * (worked - self._worked))
        self._beat, self._worked = now, worked
