"""Many galaxies in one large image, each cut out where it lies."""

import shutil
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue.images.locations import Reach, remember
from gzlabel.catalogue.images.mosaic_file import Mosaic, open_mosaic
from gzlabel.catalogue.images.once import Once
from gzlabel.catalogue.images.picture import Picture, PixelScale
from gzlabel.catalogue.images.stored_cube import StoredCube
from gzlabel.catalogue.images.stretch import Stretch, rendered
from gzlabel.errors import ImageError

TRAVELS_BYTES = 32 * 2**20
"""A mosaic up to this size is copied into the workspace; a larger one stays where it is."""


@dataclass(frozen=True, eq=False)
class MosaicImages:
    """Square cutouts of one large image.

    Attributes
    ----------
    path
        The image.
    boxes
        ``(n_galaxies, 3)`` int32: first column, first row and side of each cutout, in pixels as stored (row 0
        is the top of a JPEG and the bottom of a FITS image). A box may reach over the edge: what lies outside
        is black, or NaN where brightness was measured.
    stretch
        How values become brightness; None leaves 8-bit pictures alone.
    opened
        The image itself, shared by sources that differ in boxes or stretch only.
    """

    path: Path
    boxes: NDArray[np.int32]
    stretch: Stretch | None = None
    opened: Once[Mosaic] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.opened is None:
            object.__setattr__(self, "opened", Once(partial(open_mosaic, self.path)))

    @property
    def n_galaxies(self) -> int:
        """How many rows the source covers."""
        return len(self.boxes)

    @property
    def mosaic(self) -> Mosaic:
        """The large image, opened at the first use and then kept."""
        assert self.opened is not None
        return self.opened.get()

    def read(self, row: int, size: int | None = None) -> NDArray[np.uint8]:
        """See `ImageSource.read`; an 8-bit cutout always comes at the mosaic's own pixels."""
        return rendered(self.picture(row, size), self.stretch)

    def picture(self, row: int, size: int | None = None) -> Picture:
        """See `PictureSource.picture`."""
        mosaic = self.mosaic
        pixels = _cut(mosaic.pixels, *self._box(row))
        if pixels.size == 0:
            what = "the galaxy lies outside the mosaic"
            raise ImageError(what, where=self.where(row), remedy="Check its position")
        upright = pixels if mosaic.first_row_is_top else np.ascontiguousarray(pixels[::-1])
        return Picture(upright, mosaic.bands).reduced_to(size)

    def with_stretch(self, stretch: Stretch | None) -> Self:
        """Return the same pictures under another stretch."""
        return replace(self, stretch=stretch)

    def missing(self) -> NDArray[np.int64]:
        """Every row where the mosaic is not there; rows without a position otherwise."""
        if not self.path.exists():
            return np.arange(self.n_galaxies)
        return np.flatnonzero(self.boxes[:, 2] <= 0)

    def where(self, row: int) -> str:
        """The mosaic and the box."""
        x, y, side = (int(value) for value in self.boxes[row])
        return f"{self.path}[{x}:{x + side}, {y}:{y + side}]"

    def scale(self, row: int) -> PixelScale | None:
        """Pixel size and north at the galaxy; None where the mosaic has no WCS."""
        from gzlabel.catalogue.images.fits_scale import scale_of_wcs

        try:
            wcs, (x, y, side) = self.mosaic.wcs, self._box(row)
        except ImageError:
            return None
        return (
            None
            if wcs is None
            else scale_of_wcs(self.mosaic.wcs, x + (side - 1) / 2, y + (side - 1) / 2, side)
        )

    def digest(self, row: int) -> str:
        """Hash of the cutout's values; empty where it is missing."""
        try:
            return blake2b(self.picture(row).pixels.tobytes(), digest_size=16).hexdigest()
        except ImageError:
            return ""

    def close(self) -> None:
        """Let go of the large image; the next read opens it again."""
        assert self.opened is not None
        self.opened.forget()

    def stored(self, folder: Path) -> tuple[dict[str, Any], pa.Table | None]:
        """See `StoredSource`; a mosaic of up to `TRAVELS_BYTES` is copied into ``folder``."""
        path = self.path
        if path.exists() and path.stat().st_size <= TRAVELS_BYTES:
            path = folder / f"mosaic{''.join(self.path.suffixes[-2:]).lower()}"
            if not path.exists() or not path.samefile(self.path):
                shutil.copyfile(self.path, path)
        table = pa.table({name: self.boxes[:, place] for place, name in enumerate(("x", "y", "side"))})
        return {"kind": "mosaic", "mosaic": remember(path, folder)}, table

    @classmethod
    def restored(cls, stored: dict[str, Any], table: pa.Table, reach: Reach) -> "MosaicImages":
        """Read what `stored` wrote."""
        boxes = np.column_stack([table[name].to_numpy() for name in ("x", "y", "side")])
        return cls(reach.recall(stored["mosaic"]), boxes.astype(np.int32))

    def _box(self, row: int) -> tuple[int, int, int]:
        x, y, side = (int(value) for value in self.boxes[row])
        if side <= 0:
            raise ImageError(
                "this galaxy has no position in the mosaic",
                where=f"{self.path}, row {row}",
                remedy="Give its coordinates, or the mosaic that holds it",
            )
        return x, y, side


def _cut(pixels: NDArray[Any] | StoredCube, x: int, y: int, side: int) -> NDArray[Any]:
    """``(side, side, n_bands)`` in native byte order; empty where nothing of the box lies inside."""
    height, width, n_bands = pixels.shape
    left, bottom, right, top = max(x, 0), max(y, 0), min(x + side, width), min(y + side, height)
    if left >= right or bottom >= top:
        return np.empty((0, 0, n_bands), dtype=np.uint8)
    inside = pixels[bottom:top, left:right]
    kind, outside = (np.uint8, 0) if pixels.dtype == np.uint8 else (np.float32, np.nan)
    if inside.shape[:2] == (side, side):
        return np.ascontiguousarray(inside, dtype=kind)
    whole = np.full((side, side, n_bands), outside, dtype=kind)
    whole[bottom - y : top - y, left - x : right - x] = inside
    return whole


def cutout_boxes(
    x: NDArray[np.float64], y: NDArray[np.float64], side: NDArray[np.float64]
) -> NDArray[np.int32]:
    """Boxes of about ``side`` pixels centred on ``x``, ``y`` (0-based pixel centres); side 0 where NaN."""
    known = np.isfinite(x) & np.isfinite(y) & np.isfinite(side)
    whole = np.where(known, np.maximum(np.round(np.where(known, side, 0)), 1), 0)
    boxes = np.zeros((len(whole), 3), dtype=np.int32)
    for place, centre in enumerate((x, y)):
        boxes[:, place] = np.floor(np.where(known, centre, 0) - (whole - 1) / 2 + 0.5)
    boxes[:, 2] = whole
    return boxes
