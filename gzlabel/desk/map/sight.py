"""Where on the map one looks: moved, zoomed, gone back, and taken along when another map comes."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from gzlabel.atlas import View
from gzlabel.desk.map.glide import MapGlide
from gzlabel.desk.map.view_history import ViewHistory
from gzlabel.workbench.state import Map

_UNIT = View(-1.0, 1.0, -1.0, 1.0)
_REST_MS = 120
_A_STEP = 1.3
_CLOSEST = 1e-5
_FARTHEST = 8.0


class MapSight(QObject):
    """The view of the map.

    Signals
    -------
    moved
        There is something else to see.
    rested
        The view has come to rest, for a moment at least.
    """

    moved = Signal()
    rested = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.glide = MapGlide(self)
        self.view, self._is_whole = _UNIT, True
        self._map: Map | None = None
        self._box = np.empty((0, 2), dtype=np.float32)
        self._width, self._height = 1, 1
        self._history = ViewHistory()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self.glide.moved.connect(self._on_glide)

    @property
    def whole(self) -> View:
        """The view of the whole map."""
        if self._map is None:
            return _UNIT
        return View.around(self._box, self._width / self._height)

    @property
    def a_step(self) -> float:
        """How many times larger one step closer makes everything."""
        return _A_STEP

    @property
    def is_gliding(self) -> bool:
        """Whether points are on their way to their places on a new map."""
        return self.glide.before is not None

    def use(self, present: Map | None) -> bool:
        """Look at this map; whether it is another one. Points glide there from the map before."""
        before, self._map = self._map, present
        if present is None or before is present:
            return False
        self._history.forget()
        self._box = _box_of(present)
        target = self.whole if self._is_whole or before is None else self._followed(before, present)
        if before is not None and before.positions.shape == present.positions.shape:
            self.glide.start(before, self.view, target)
            target = self.view
        self.view = target
        self._changed()
        return True

    def fit(self, width_px: int, height_px: int) -> None:
        """The widget has this size now."""
        is_first = self._width <= 1
        self._width, self._height = max(1, width_px), max(1, height_px)
        if self._is_whole or is_first:
            self.show_all()
        else:
            self._see(_at_aspect(self.view, self._width / self._height))

    def show_all(self) -> None:
        """Bring the whole map into sight."""
        self._see(self.whole)
        self._is_whole = True

    def zoom(self, factor: float, x: float, y: float) -> None:
        """Everything ``factor`` times larger, the map's (x, y) where it is."""
        width, whole = self.view.width / factor, self.whole.width
        if _CLOSEST * whole <= width <= _FARTHEST * whole:
            self._see(self.view.zoomed(factor, x, y))

    def zoom_steps(self, steps: int) -> None:
        """Closer for positive ``steps``, farther for negative."""
        self.zoom(_A_STEP**steps, *_middle(self.view))

    def move(self, dx_px: float, dy_px: float) -> None:
        """Look so many pixels to the right and down."""
        view = self.view
        self._see(view.moved(dx_px * view.width / self._width, -dy_px * view.height / self._height))

    def pan(self, right: float, down: float) -> None:
        """Look by shares of the view to the right and down."""
        self.move(right * self._width, down * self._height)

    def centre_on(self, x: float, y: float) -> None:
        """Bring the map's (x, y) to the middle."""
        middle_x, middle_y = _middle(self.view)
        self._see(self.view.moved(x - middle_x, y - middle_y))

    def step(self, step: int) -> None:
        """Back (-1) or forward (1) through the views."""
        self._settle()
        view = self._history.step(step)
        if view is not None:
            view = _at_aspect(view, self._width / self._height)
            self._history.amend(view)
            self._see(view)

    def rest_soon(self) -> None:
        """Something in sight changed: count as rested when that is over."""
        self._rest.start()

    def _see(self, view: View) -> None:
        self.glide.stop()
        self.view, self._is_whole = view, False
        self._changed()

    def _changed(self) -> None:
        self._rest.start()
        self.moved.emit()

    def _on_glide(self) -> None:
        self.view = self.glide.view(self.glide.share)
        self._changed()

    def _on_rest(self) -> None:
        if not self.is_gliding:
            self._settle()
            self.rested.emit()

    def _settle(self) -> None:
        if self._map is not None:
            self._history.visit(self.view)

    def _followed(self, before: Map, present: Map) -> View:
        """On the new map, the view of most galaxies that were in sight on the map before."""
        seen = self.view.contains(before.positions) & np.isfinite(present.positions).all(axis=1)
        if not seen.any():
            return self.whole
        positions = present.positions[seen]
        low, high = np.percentile(positions[:: max(1, len(positions) // 10_000)], (10, 90), axis=0)
        return View.around(np.array([low, high], np.float32), self._width / self._height, margin=0.1)


def _box_of(present: Map) -> NDArray[np.float32]:
    """Two corners that hold every galaxy, or none where no galaxy has a place."""
    placed = np.isfinite(present.positions[:, 0])
    if not placed.any():
        return np.empty((0, 2), dtype=np.float32)
    low, high = np.fmin.reduce(present.positions), np.fmax.reduce(present.positions)
    return np.stack([low, high])


def _middle(view: View) -> tuple[float, float]:
    return (view.x_min + view.x_max) / 2, (view.y_min + view.y_max) / 2


def _at_aspect(view: View, aspect: float) -> View:
    """The same height of the map, in a widget of another shape."""
    middle, half_width = (view.x_min + view.x_max) / 2, view.height * aspect / 2
    return View(middle - half_width, middle + half_width, view.y_min, view.y_max)
