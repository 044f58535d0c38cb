"""Brings results of background threads home to the thread of the window, a few at a time between keys and paints."""

from collections import deque
from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

_AT_ONCE_S = 0.008


class Deliverer(QObject):
    """``deliver`` is what the workbench's job runner is given.

    Qt empties its queue of events before it looks at keys and timers again: fifty pictures that arrive together
    would all go first. So they wait in a queue of ours, and each turn of the loop takes some milliseconds of it.
    """

    _arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._calls: deque[Callable[[], None]] = deque()
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._call)
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def deliver(self, call: Callable[[], None]) -> None:
        """Have ``call`` called in the thread of the window, after those delivered before; from any thread."""
        self._calls.append(call)
        self._arrived.emit()

    @Slot()
    def _on_arrived(self) -> None:
        if not self._turn.isActive():
            self._turn.start(0)

    @Slot()
    def _call(self) -> None:
        deadline = perf_counter() + _AT_ONCE_S
        while self._calls and perf_counter() < deadline:
            call = self._calls.popleft()
            if self._calls:  # they have their turn, though this one fails, or opens a dialog and stays
                self._turn.start(0)
            call()
