"""The marks of decisions on the map, kept as a picture: a rating adds one mark to it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from gzlabel.desk.map.marks import Frame, paint_decisions
from gzlabel.desk.style.look import Look
from gzlabel.desk.style.theme import Theme
from gzlabel.workbench.state import Decision, State


@dataclass(frozen=True, eq=False)
class _Ground:
    """What all marks of one picture have in common."""

    positions: NDArray[np.float32]
    frame: Frame
    ratio: float
    theme: Theme

    def is_that_of(self, other: "_Ground") -> bool:
        return (
            self.positions is other.positions
            and self.frame == other.frame
            and self.ratio == other.ratio
            and self.theme is other.theme
        )


class LastingMarks:
    """Paints them, from scratch only where it must."""

    def __init__(self, look: Look) -> None:
        self._look, self._picture = look, QPixmap()
        self._ground: _Ground | None = None
        self._shown: Mapping[int, Decision] = {}

    def paint(self, painter: QPainter, state: State, positions: NDArray[np.float32], frame: Frame) -> None:
        """Paint the marks of ``state`` over a map drawn in ``frame``."""
        ratio = painter.device().devicePixelRatioF()
        ground = _Ground(positions, frame, ratio, self._look.theme)
        new = [one for row, one in state.decisions.items() if self._shown.get(row) is not one]
        only_grown = len(state.decisions) == len(self._shown) + len(new)
        if self._ground is None or not ground.is_that_of(self._ground) or not only_grown:
            self._begin(ground)
            new = list(state.decisions.values())
        if new:
            self._paint_on_picture(new, ground)
        self._ground, self._shown = ground, state.decisions
        painter.drawPixmap(0, 0, self._picture)

    def _begin(self, ground: _Ground) -> None:
        frame = ground.frame
        self._picture = QPixmap(round(frame.width_px * ground.ratio), round(frame.height_px * ground.ratio))
        self._picture.setDevicePixelRatio(ground.ratio)
        self._picture.fill(Qt.GlobalColor.transparent)

    def _paint_on_picture(self, decisions: list[Decision], ground: _Ground) -> None:
        with QPainter(self._picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_decisions(painter, decisions, ground.positions, ground.frame, self._look)
