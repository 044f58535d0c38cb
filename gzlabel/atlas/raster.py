"""One picture of the map, for those who draw it once; who draws it again keeps a `PointLayer`."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.point_index import PointIndex
from gzlabel.atlas.point_layer import PointLayer
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
    layer = PointLayer(PointIndex(positions), values, colour_map, limits)
    return layer.draw(view, width_px, height_px, dot_px=dot_px)
