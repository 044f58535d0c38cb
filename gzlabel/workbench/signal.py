"""A list of callbacks: how the workbench says what changed, to views it does not know."""

from collections.abc import Callable

from gzlabel.workbench.state import Part

Callback = Callable[[frozenset[Part]], None]


class Signal:
    """Calls its followers in the order in which they connected, in the emitting thread."""

    def __init__(self) -> None:
        self._callbacks: list[Callback] = []

    def connect(self, callback: Callback) -> None:
        """Follow from now on."""
        self._callbacks.append(callback)

    def disconnect(self, callback: Callback) -> None:
        """Follow no longer; a stranger is ignored."""
        if callback in self._callbacks:
            self._callbacks.remove(callback)

    def emit(self, *parts: Part) -> None:
        """Tell every follower which parts of the state are new."""
        for callback in tuple(self._callbacks):
            callback(frozenset(parts))
