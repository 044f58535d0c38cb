"""A catalogue without pictures is still a catalogue."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue.images.locations import Reach
from gzlabel.catalogue.images.picture import Picture, PixelScale
from gzlabel.catalogue.images.stretch import Stretch
from gzlabel.errors import ImageError


@dataclass(frozen=True)
class NoImages:
    """No picture for any of ``n_galaxies``; ``because`` says why, where there should be some."""

    n_galaxies: int
    stretch: Stretch | None = None
    because: ImageError | None = None

    def read(self, row: int, size: int | None = None) -> NDArray[np.uint8]:
        """Raise `ImageError`: there is no picture."""
        raise self._complaint()

    def picture(self, row: int, size: int | None = None) -> Picture:
        """Raise `ImageError`: there is no picture."""
        raise self._complaint()

    def _complaint(self) -> ImageError:
        why = self.because
        return _no_images() if why is None else ImageError(why.what, where=why.where, remedy=why.remedy)

    def with_stretch(self, stretch: Stretch | None) -> Self:
        """Return itself; there is nothing to stretch."""
        return self

    def missing(self) -> NDArray[np.int64]:
        """Every row."""
        return np.arange(self.n_galaxies)

    def where(self, row: int) -> str:
        """Say that there is none."""
        return "no image"

    def scale(self, row: int) -> PixelScale | None:
        """None."""
        return None

    def digest(self, row: int) -> str:
        """Empty: the picture is missing."""
        return ""

    def close(self) -> None:
        """Nothing is held."""

    def stored(self, folder: Path) -> tuple[dict[str, Any], pa.Table | None]:
        """See `StoredSource`."""
        return {"kind": "none", "n_galaxies": self.n_galaxies}, None

    @classmethod
    def restored(cls, stored: dict[str, Any], table: pa.Table, reach: Reach) -> "NoImages":
        """Read what `stored` wrote."""
        return cls(int(stored["n_galaxies"]))


def _no_images() -> ImageError:
    return ImageError(
        "this catalogue has no images",
        remedy="Name a folder, a template such as images/{id}.jpg, or an archive",
    )
