"""Brings results of background threads home to the thread of the window, through Qt's event queue."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Deliverer(QObject):
    """``deliver`` is what the workbench's job runner is given."""

    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._arrived.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def deliver(self, call: Callable[[], None]) -> None:
        """Have ``call`` called in the thread of the window; from any thread."""
        self._arrived.emit(call)

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        call()
