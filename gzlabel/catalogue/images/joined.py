"""Images of a catalogue that has grown: those of its first rows, then those of the rows that came later."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue.images.locations import Reach, beside
from gzlabel.catalogue.images.picture import Picture, PixelScale
from gzlabel.catalogue.images.source import StoredSource
from gzlabel.catalogue.images.stretch import Stretch


@dataclass(frozen=True, eq=False)
class JoinedImages:
    """Several sources one after the other, under one stretch.

    Attributes
    ----------
    parts
        The sources, in the order of the rows.
    stretch
        How values become brightness, in all of them.
    """

    parts: tuple[StoredSource, ...]
    stretch: Stretch | None = None

    def __post_init__(self) -> None:
        parts = tuple(part.with_stretch(self.stretch) for part in self.parts)
        object.__setattr__(self, "parts", parts)

    @property
    def n_galaxies(self) -> int:
        """How many rows the source covers."""
        return sum(part.n_galaxies for part in self.parts)

    def read(self, row: int, size: int | None = None) -> NDArray[np.uint8]:
        """See `ImageSource.read`."""
        part, row = self._part(row)
        return part.read(row, size)

    def picture(self, row: int, size: int | None = None) -> Picture:
        """See `PictureSource.picture`."""
        part, row = self._part(row)
        return part.picture(row, size)

    def with_stretch(self, stretch: Stretch | None) -> Self:
        """Return the same pictures under another stretch."""
        return replace(self, stretch=stretch)

    def missing(self) -> NDArray[np.int64]:
        """Rows known to lack a picture."""
        starts = self._starts()
        lost = [part.missing() + start for part, start in zip(self.parts, starts, strict=True)]
        return np.concatenate([np.zeros(0, dtype=np.int64), *lost])

    def where(self, row: int) -> str:
        """What the row's own source says."""
        part, row = self._part(row)
        return part.where(row)

    def scale(self, row: int) -> PixelScale | None:
        """What the row's own source says."""
        part, row = self._part(row)
        return part.scale(row)

    def digest(self, row: int) -> str:
        """What the row's own source says."""
        part, row = self._part(row)
        return part.digest(row)

    def close(self) -> None:
        """Close every part."""
        for part in self.parts:
            part.close()

    def stored(self, folder: Path) -> tuple[dict[str, Any], pa.Table | None]:
        """See `StoredSource`; each part is described in a folder of its own."""
        from gzlabel.catalogue.images.stored import save_images

        names = [f"images-{number}" for number in range(len(self.parts))]
        for name, part in zip(names, self.parts, strict=True):
            save_images(part, folder / name)
        return {"kind": "joined", "parts": names}, None

    @classmethod
    def restored(cls, stored: dict[str, Any], table: pa.Table, reach: Reach) -> "JoinedImages":
        """Read what `stored` wrote."""
        from gzlabel.catalogue.images.stored import open_images

        folders = [reach.folder / Path(name).name for name in stored["parts"]]
        around = beside(reach.folder)
        return cls(tuple(open_images(one, within=around, trusted=reach.trusted) for one in folders))

    def _starts(self) -> list[int]:
        return [0, *accumulate(part.n_galaxies for part in self.parts[:-1])]

    def _part(self, row: int) -> tuple[StoredSource, int]:
        if not 0 <= row < self.n_galaxies:
            raise IndexError(f"there is no row {row} among {self.n_galaxies}")
        starts = self._starts()
        place = bisect_right(starts, row) - 1
        return self.parts[place], row - starts[place]


def join_images(first: StoredSource, then: StoredSource) -> JoinedImages:
    """The images of a catalogue grown by the rows of ``then``, under the stretch of ``first``."""
    parts = (*first.parts, then) if isinstance(first, JoinedImages) else (first, then)
    return JoinedImages(parts, first.stretch)
