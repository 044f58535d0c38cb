"""Close to the map, points are the pictures of their galaxies, none over another."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gzlabel.desk.map.marks import Frame
from gzlabel.desk.style.look import Look
from gzlabel.desk.thumbnails import Thumbnails
from gzlabel.desk.tile import Tile, paint_tile

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_GAP_PX = 2


class MapThumbnails:
    """Keeps which galaxies are shown as pictures since the view came to rest; they move with the map."""

    def __init__(self, workbench: "Workbench", look: Look, thumbnails: Thumbnails) -> None:
        self._workbench, self._look, self._thumbnails = workbench, look, thumbnails
        self._rows: list[int] = []
        self._side = 0

    @property
    def rows(self) -> tuple[int, ...]:
        """Galaxies shown as pictures."""
        return tuple(self._rows)

    def place(self, frame: Frame) -> None:
        """Choose galaxies and the size of their pictures for a view at rest."""
        placed = self._workbench.map.thumbnails(frame.view, frame.width_px, frame.height_px)
        self._rows, self._side = ([], 0) if placed is None else (placed[0].rows.tolist(), placed[1])

    def forget(self) -> None:
        """Show none, as on another map."""
        self._rows = []

    def row_at(self, point: QPointF, frame: Frame) -> int | None:
        """The galaxy whose picture lies under a point; None beside the pictures."""
        present = self._workbench.state.map
        if not self._rows or present is None:
            return None
        centres = frame.pixels_of(present.positions[np.array(self._rows)])
        near = np.flatnonzero((np.abs(centres - (point.x(), point.y())) <= self._side / 2).all(axis=1))
        return self._rows[int(near[0])] if len(near) else None

    def paint(self, painter: QPainter, frame: Frame, device_ratio: float) -> None:
        """Paint the pictures, each framed in its point's colour."""
        state = self._workbench.state
        if not self._rows or state.map is None:
            return
        rows = np.array(self._rows)
        centres, colours = frame.pixels_of(state.map.positions[rows]), self._workbench.map.colours_of(rows)
        side = self._side - 2 * _GAP_PX
        selected = set(state.selection[np.isin(state.selection, rows)].tolist())
        for row, (x, y), colour in zip(self._rows, centres.tolist(), colours.tolist(), strict=True):
            rect = QRectF(x - side / 2, y - side / 2, side, side)
            pixmap = self._thumbnails.pixmap(row, round(side * device_ratio))
            tile = Tile(
                pixmap,
                self._thumbnails.complaint(row),
                state.decisions.get(row),
                is_current=row == state.page.current,
                is_selected=row in selected,
            )
            paint_tile(painter, rect, tile, self._look)
            if row != state.page.current:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self._look.mapped(colour), 1.5))
                painter.drawRoundedRect(rect, 4, 4)
