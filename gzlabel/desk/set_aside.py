"""Keeps what lasts as long as a window out of Python's search for cycles while the window is open.

Now and then Python looks through everything it holds for what refers to itself alone. A window and the libraries
under it are a hundred thousand things: a tenth of a second in which no key is answered. Of what is made after they
are set aside, a few thousand things are looked through in two milliseconds.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOADING_MS = 500
"""The window before is gone by then, and the first page is still being chosen: nobody waits for a key."""

_SETTLED_MS = 3_000
"""What is loaded when it is first needed has been."""


class SetAside(QObject):
    """Sets Python's garbage collection at rest for all that is there while a window is open."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._loading, self._settled = QTimer(self), QTimer(self)
        for timer, after_ms in ((self._loading, _LOADING_MS), (self._settled, _SETTLED_MS)):
            timer.setSingleShot(True)
            timer.setInterval(after_ms)
        self._loading.timeout.connect(self._search_and_set_aside)
        self._settled.timeout.connect(gc.freeze)
        gc.freeze()  # the libraries, as soon as they are there: the first window opens the sooner

    def begin(self) -> None:
        """A window was opened: let go what the one before left behind, set aside the rest, and again later."""
        self._loading.start()
        self._settled.start()

    def end(self) -> None:
        """It was left: what belonged to it may be found again."""
        self._loading.stop()
        self._settled.stop()
        gc.unfreeze()

    def _search_and_set_aside(self) -> None:
        gc.collect()
        gc.freeze()
