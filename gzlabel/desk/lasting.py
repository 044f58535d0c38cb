"""What lasts as long as a window is kept out of Python's search for cycles while the window is open.

Now and then Python looks through everything it holds for what refers to itself alone. A window and the libraries
under it are a hundred thousand things: a tenth of a second in which no key is answered. Of what is made after they
are set aside, a few thousand things are looked through in two milliseconds.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_SETTLED_MS = 3_000
"""By then the first page is there, and what is loaded when first needed has been."""


class Lasting(QObject):
    """Sets things aside while a window is open."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(gc.freeze)

    def begin(self) -> None:
        """A window was opened: set aside what is there, and once more when it has settled."""
        gc.freeze()
        self._settled.start()

    def end(self) -> None:
        """It was left: what belonged to it may be found and let go."""
        self._settled.stop()
        gc.unfreeze()
