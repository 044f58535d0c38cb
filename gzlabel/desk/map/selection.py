"""Galaxies chosen by what is drawn around them on the map."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

ADDING = Qt.KeyboardModifier.ShiftModifier
_TAKING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def select_within(workbench: "Workbench", corners: NDArray[np.float64], held: Qt.KeyboardModifier) -> None:
    """Select what lies within ``corners`` ``(n_corners, 2)`` of the map; Shift held adds, Ctrl or Alt takes away."""
    rows, selected = workbench.map.within(corners), workbench.state.selection
    if held & _TAKING:
        rows = np.setdiff1d(selected, rows)
    elif held & ADDING:
        rows = np.union1d(selected, rows)
    workbench.select(rows)
