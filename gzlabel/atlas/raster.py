"""One picture of the map, for those who draw it once; who draws it again keeps a `PointLayer`."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.colours import value_limits
from gzlabel.atlas.paint import channels_of, dot_width, paint, scatter
from gzlabel.atlas.view import View


def raster(
    positions: NDArray[np.float32],
    values: NDArray[Any],
    view: View,
    width_px: int,
    height_px: int,
    colour_map: str = "viridis",
    *,
    limits: tuple[float, float] | None = None,
    dot_px: int | None = None,
) -> NDArray[np.uint8]:
    """A picture of the galaxies in ``view``: mean colour by pixel, opacity by the logarithm of the count.

    Parameters
    ----------
    positions
        ``(n_galaxies, 2)``; rows that are not finite are left out.
    values
        ``(n_galaxies,)`` numbers, coloured by ``colour_map``; or ``(n_galaxies, 3)`` uint8 colours.
    limits
        Values at the two ends of the colour map; the extremes of ``values`` if None.
    dot_px
        Width of a galaxy, odd; if None, the fewer galaxies are in view, the wider.

    Returns
    -------
    ``(height_px, width_px, 4)`` uint8, red, green, blue and straight (not premultiplied) alpha.
    """
    inside = int(np.count_nonzero(view.contains(positions)))
    dot = dot_px or dot_width(inside, width_px * height_px)
    x, y = positions[:, 0], positions[:, 1]
    sums = scatter(x, y, channels_of(values), view, width_px, height_px, dot)
    ends = limits if values.ndim == 2 else limits or value_limits(values)
    picture = np.zeros(width_px * height_px, dtype=np.uint32)
    picture[sums.pixels] = paint(sums, colour_map, ends)
    return picture.view(np.uint8).reshape(height_px, width_px, 4)
