"""The smooth move from one map to a better one."""

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from gzlabel.atlas import View
from gzlabel.workbench.state import Map

_SECONDS = 0.8
_FRAME_MS = 16


class MapGlide(QObject):
    """Says how far the points are on their way.

    Signals
    -------
    moved
        The next picture is due; after the last one `before` is None.
    """

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.before: Map | None = None
        self._from = self._to = View(-1.0, 1.0, -1.0, 1.0)
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._on_time)

    def start(self, before: Map, seen_from: View, seen_to: View) -> None:
        """Set out from the map ``before``, while the view itself moves from one to the other."""
        self.before, self._from, self._to, self._began = before, seen_from, seen_to, perf_counter()
        self._timer.start()

    @property
    def share(self) -> float:
        """How far the points are, 0 to 1, slow at either end."""
        t = min(1.0, (perf_counter() - self._began) / _SECONDS)
        return t * t * (3.0 - 2.0 * t)

    def view(self, share: float) -> View:
        """The view at ``share`` of the way."""
        ends = zip(_edges(self._from), _edges(self._to), strict=True)
        return View(*(start + share * (end - start) for start, end in ends))

    def stop(self) -> None:
        """Be there."""
        self.before = None
        self._timer.stop()

    def _on_time(self) -> None:
        if perf_counter() - self._began >= _SECONDS:
            self.stop()
        self.moved.emit()


def _edges(view: View) -> tuple[float, float, float, float]:
    return view.x_min, view.x_max, view.y_min, view.y_max
