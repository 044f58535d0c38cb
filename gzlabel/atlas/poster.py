"""The atlas as a picture to hang up: every cell of a grid over the map shows the galaxy nearest to it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.placement import place_on_grid
from gzlabel.atlas.view import View
from gzlabel.atomic import written_whole
from gzlabel.errors import AtlasError, ImageError
from gzlabel.progress import Report, Step, silent

ReadImage = Callable[[int, int], NDArray[np.uint8]]
"""Of a row and the smallest side wanted in pixels, the image ``(height, width, 3)``."""

_SUFFIXES = (".png", ".pdf")
_DPI = 300


def compose_poster(
    positions: NDArray[np.float32],
    read_image: ReadImage,
    *,
    n_columns: int = 60,
    thumbnail_px: int = 64,
    aspect: float = 1.0,
    background: tuple[int, int, int] = (0, 0, 0),
    report: Report = silent,
) -> NDArray[np.uint8]:
    """The poster's pixels ``(height, width, 3)``.

    Parameters
    ----------
    positions
        ``(n_galaxies, 2)`` on the map; rows that are not finite are left out.
    read_image
        Gives each galaxy's pixels; a galaxy whose image cannot be read leaves its cell empty.
    aspect
        Width over height of the poster.
    """
    n_rows = max(1, round(n_columns / aspect))
    grid = place_on_grid(
        positions, View.around(positions, n_columns / n_rows, margin=0.01), n_columns, n_rows
    )
    poster = np.empty((n_rows * thumbnail_px, n_columns * thumbnail_px, 3), dtype=np.uint8)
    poster[:] = background
    cells = np.argwhere(grid >= 0)
    for done, (row, column) in enumerate(cells, 1):
        thumbnail = square_thumbnail(read_image, int(grid[row, column]), thumbnail_px)
        if thumbnail is not None:
            top, left = row * thumbnail_px, column * thumbnail_px
            poster[top : top + thumbnail_px, left : left + thumbnail_px] = thumbnail
        report(Step("Poster", done, len(cells)))
    return poster


def write_picture(pixels: NDArray[np.uint8], path: Path) -> None:
    """Write ``pixels`` ``(height, width, 3)`` as ``.png`` or ``.pdf`` of 300 dpi, whole or not at all.

    Raises
    ------
    AtlasError
        If the name ends otherwise.
    """
    from PIL import Image

    if path.suffix.lower() not in _SUFFIXES:
        raise AtlasError(
            f"a picture is written as {' or '.join(_SUFFIXES)}, not {path.suffix or 'without a suffix'}",
            where=path,
        )
    with written_whole(path) as temporary:
        Image.fromarray(pixels).save(temporary, dpi=(_DPI, _DPI), resolution=float(_DPI))


def square_thumbnail(read_image: ReadImage, row: int, side_px: int) -> NDArray[np.uint8] | None:
    """The middle square of a galaxy's image at ``side_px``; None where the image cannot be read."""
    from PIL import Image

    try:
        pixels = read_image(row, side_px)
    except ImageError:
        return None
    side = min(pixels.shape[:2])
    top, left = (pixels.shape[0] - side) // 2, (pixels.shape[1] - side) // 2
    middle = Image.fromarray(np.ascontiguousarray(pixels[top : top + side, left : left + side]))
    return np.asarray(middle.resize((side_px, side_px), Image.Resampling.LANCZOS))
