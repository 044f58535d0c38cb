"""Galaxies of the page chosen one by one, or from one to another."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


def toggle(workbench: "Workbench", row: int) -> None:
    """Take a galaxy into the selection, or out of it."""
    selected = workbench.state.selection.tolist()
    workbench.select([one for one in selected if one != row] if row in selected else [*selected, row])


def select_to(workbench: "Workbench", index: int) -> None:
    """Select from the frame to the galaxy at this place of the page."""
    page = workbench.state.page
    first, last = sorted((page.cursor, index))
    workbench.select(page.rows[first : last + 1])


def is_in(selection: NDArray[np.int64], row: int) -> bool:
    """Whether a row is one of the selected, which are in order."""
    place = int(selection.searchsorted(row)) if len(selection) else 0
    return place < len(selection) and bool(selection[place] == row)
