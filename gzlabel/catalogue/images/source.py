"""What every kind of image source can do, so that nobody else needs to know where pictures lie."""

from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue.images.picture import Picture, PixelScale
from gzlabel.catalogue.images.stretch import Stretch


class ImageSource(Protocol):
    """One picture a galaxy, by row of the catalogue. Safe to read from several threads at once."""

    @property
    def n_galaxies(self) -> int:
        """How many rows the source covers."""

    def read(self, row: int, size: int | None = None) -> NDArray[np.uint8]:
        """Picture of galaxy ``row`` as ``(height, width, 3)``.

        Parameters
        ----------
        row
            Row of the catalogue.
        size
            The smallest side that is wanted, in pixels: a larger picture may come back reduced, though never
            below it. None asks for every pixel.

        Raises
        ------
        ImageError
            If there is no picture, or it cannot be read.
        """

    def missing(self) -> NDArray[np.int64]:
        """Rows known to lack a picture, found without decoding any."""

    def where(self, row: int) -> str:
        """File, archive member, address or box of galaxy ``row``, for messages."""

    def close(self) -> None:
        """Let go of files and connections."""


class PictureSource(ImageSource, Protocol):
    """What the sources of this package offer beyond `ImageSource`."""

    @property
    def stretch(self) -> Stretch | None:
        """How values become brightness; None leaves 8-bit pictures alone and stretches others by default."""

    def with_stretch(self, stretch: Stretch | None) -> Self:
        """Return the same pictures under another stretch."""

    def picture(self, row: int, size: int | None = None) -> Picture:
        """Pixel values before any stretch; arguments and errors as `ImageSource.read`."""

    def scale(self, row: int) -> PixelScale | None:
        """Pixel size and north of galaxy ``row``; None where no world coordinates are given."""

    def digest(self, row: int) -> str:
        """Hash that changes when the picture's content does; empty where it is missing. Decodes nothing."""


class StoredSource(PictureSource, Protocol):
    """A source that a workspace can keep."""

    def stored(self, folder: Path) -> "tuple[dict[str, Any], pa.Table | None]":
        """JSON and a table of a row a galaxy; what must travel with the workspace is copied to ``folder``."""
