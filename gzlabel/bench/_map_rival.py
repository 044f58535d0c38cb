"""pyqtgraph's ScatterPlotItem on the same points, in the same run: what the map's figures are compared with."""

from collections.abc import Callable
from time import perf_counter

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QBrush

from gzlabel.atlas import COLOUR_MAPS
from gzlabel.desk.application import application

_FRAMES, _RECOLOURS = 7, 3
_DOT_PX = 3


def scatter_figures(
    positions: NDArray[np.float32], values: NDArray[np.float32], width_px: int, height_px: int
) -> dict[str, float]:
    """``scatter_frame_ms`` and ``scatter_recolour_ms``, medians, offscreen."""
    application()
    widget = pg.PlotWidget()
    widget.resize(width_px, height_px)
    brushes = [QBrush(pg.mkColor(*colour.tolist())) for colour in COLOUR_MAPS["dawn"]]
    low, high = float(values.min()), float(values.max())

    def brushes_of(share: NDArray[np.float32]) -> list[QBrush]:
        return [brushes[place] for place in (255 * share).astype(int).tolist()]

    shares = (values - low) / max(high - low, 1e-9)
    item = pg.ScatterPlotItem(
        positions[:, 0], positions[:, 1], size=_DOT_PX, pen=None, brush=brushes_of(shares), pxMode=True
    )
    widget.addItem(item)
    widget.grab()
    box = widget.getViewBox()

    def pan() -> None:
        box.translateBy(x=0.01 * box.viewRect().width())
        widget.grab()

    def recolour() -> None:
        item.setBrush(brushes_of(1 - shares))
        widget.grab()

    figures = {
        "scatter_frame_ms": _median(pan, _FRAMES),
        "scatter_recolour_ms": _median(recolour, _RECOLOURS),
    }
    widget.close()
    widget.deleteLater()
    return figures


def _median(act: Callable[[], None], repeats: int) -> float:
    taken = []
    for _ in range(repeats):
        began = perf_counter()
        act()
        taken.append(1e3 * (perf_counter() - began))
    return float(np.median(taken))
