"""Which galaxies appear as thumbnails, so that none covers another; and which labels, likewise.

References
----------
Walmsley et al. 2022, "Practical galaxy morphology tools from deep supervised representation learning",
figure 3.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.view import View


@dataclass(frozen=True)
class PlacedThumbnails:
    """Thumbnails without overlap.

    Attributes
    ----------
    rows
        ``(n_placed,)`` galaxies.
    centres
        ``(n_placed, 2)`` pixel column and row of each thumbnail's centre.
    """

    rows: NDArray[np.int64]
    centres: NDArray[np.float32]


def place_thumbnails(
    positions: NDArray[np.float32],
    view: View,
    width_px: int,
    height_px: int,
    thumbnail_px: int,
    priority: NDArray[Any] | None = None,
    among: NDArray[np.int64] | None = None,
) -> PlacedThumbnails:
    """Thumbnails centred on their galaxies, those of higher ``priority`` ``(n_galaxies,)`` first.

    Without ``priority`` an order fixed by the row decides, so that the same galaxies stay as the view moves.
    ``among`` are the rows in view where they are known already.
    """
    rows = np.flatnonzero(view.contains(positions)) if among is None else among
    order = scrambled(rows) if priority is None else np.asarray(priority)[rows]
    centres = view.to_pixels(positions[rows], width_px, height_px)
    best = _best_of_cells(centres, order, thumbnail_px / 2)
    best = best[_descending(order[best])]
    kept = best[without_overlap(centres[best], np.full((len(best), 2), thumbnail_px, dtype=np.float32))]
    return PlacedThumbnails(rows[kept], centres[kept])


def place_on_grid(
    positions: NDArray[np.float32], view: View, n_columns: int, n_rows: int
) -> NDArray[np.int64]:
    """The galaxy nearest to the centre of each cell of a grid over ``view``, ``(n_rows, n_columns)``.

    Only galaxies within a cell are candidates for it, so the grid keeps the shape of the map; -1 marks an
    empty cell.
    """
    rows = np.flatnonzero(view.contains(positions))
    places = view.to_pixels(positions[rows], n_columns, n_rows)
    cells = np.minimum(places.astype(np.int64), (n_columns - 1, n_rows - 1))
    distance = ((places - cells - 0.5) ** 2).sum(axis=1)
    grid = np.full(n_rows * n_columns, -1, dtype=np.int64)
    farthest_first = np.argsort(-distance, kind="stable")
    grid[(cells[:, 1] * n_columns + cells[:, 0])[farthest_first]] = rows[farthest_first]
    return grid.reshape(n_rows, n_columns)


def without_overlap(centres: NDArray[np.float32], sizes: NDArray[np.float32]) -> NDArray[np.int64]:
    """Places of the rectangles that are shown when each yields to those before it.

    Parameters
    ----------
    centres, sizes
        ``(n, 2)`` pixel centres, and widths and heights, most important first.
    """
    shown: list[int] = []
    for place in range(len(centres)):
        apart = np.abs(centres[shown] - centres[place]) >= (sizes[shown] + sizes[place]) / 2
        if apart.any(axis=1).all():
            shown.append(place)
    return np.array(shown, dtype=np.int64)


def scrambled(rows: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A fixed order for rows, unrelated to their own (Fibonacci hashing, Knuth 1973, section 6.4)."""
    return rows.astype(np.uint64) * np.uint64(11400714819323198485)


def _best_of_cells(centres: NDArray[np.float32], order: NDArray[Any], cell_px: float) -> NDArray[np.int64]:
    """Place of the galaxy first in ``order`` within each cell of a grid of pixels."""
    cells = np.floor(centres / cell_px).astype(np.int64)
    keys = cells[:, 1] * (1 << 20) + cells[:, 0]
    by_order = _descending(order)
    _, first = np.unique(keys[by_order], return_index=True)
    return by_order[first]


def _descending(order: NDArray[Any]) -> NDArray[np.int64]:
    return np.argsort(order, kind="stable")[::-1]
