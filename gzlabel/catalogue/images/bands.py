"""One file a band: ``images/{id}_{band:g,r,z}.fits``, put together to one picture."""

from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue.images.files import FileImages
from gzlabel.catalogue.images.locations import Reach, remember
from gzlabel.catalogue.images.picture import Picture, PixelScale
from gzlabel.catalogue.images.stretch import Stretch, rendered
from gzlabel.errors import ImageError


@dataclass(frozen=True, eq=False)
class BandImages:
    """Several files a galaxy, each one band of its picture.

    Attributes
    ----------
    files
        The files of each band, by its name, from the shortest wavelength to the longest. A galaxy may lack
        some bands, and then some colour; it lacks a picture where it lacks all.
    stretch
        How values become brightness.
    """

    files: dict[str, FileImages]
    stretch: Stretch | None = None

    @property
    def n_galaxies(self) -> int:
        """How many rows the source covers."""
        return next(iter(self.files.values())).n_galaxies

    def read(self, row: int, size: int | None = None) -> NDArray[np.uint8]:
        """See `ImageSource.read`."""
        return rendered(self.picture(row, size), self.stretch)

    def picture(self, row: int, size: int | None = None) -> Picture:
        """See `PictureSource.picture`."""
        present = [name for name, files in self.files.items() if files.has_file(row)]
        if not present:
            raise ImageError(
                f"none of the bands {', '.join(self.files)} is there",
                where=self.where(row),
                remedy="Put the files there, or correct the template",
            )
        planes = {name: self.files[name].picture(row, size).pixels[:, :, :1] for name in present}
        shapes = {name: plane.shape[:2] for name, plane in planes.items()}
        if len(set(shapes.values())) > 1:
            told = ", ".join(f"{name} {width} x {height}" for name, (height, width) in shapes.items())
            raise ImageError(
                f"its bands differ in size ({told} pixels)",
                where=self.where(row),
                remedy="Cut all bands to the same pixels",
            )
        unmeasured = np.full((*next(iter(shapes.values())), 1), np.nan, dtype=np.float32)
        cube = [planes.get(name, unmeasured).astype(np.float32) for name in self.files]
        return Picture(np.concatenate(cube, axis=2), tuple(self.files))

    def with_stretch(self, stretch: Stretch | None) -> Self:
        """Return the same pictures under another stretch."""
        return replace(self, stretch=stretch)

    def missing(self) -> NDArray[np.int64]:
        """Rows that lack every band."""
        lost = [set(files.missing().tolist()) for files in self.files.values()]
        return np.array(sorted(set.intersection(*lost)), dtype=np.int64)

    def where(self, row: int) -> str:
        """Path of the first band's file."""
        return next(iter(self.files.values())).where(row)

    def scale(self, row: int) -> PixelScale | None:
        """Pixel size and north from the first band that tells."""
        scales = (files.scale(row) for files in self.files.values() if files.has_file(row))
        return next((scale for scale in scales if scale is not None), None)

    def digest(self, row: int) -> str:
        """Hash of all bands; empty where every one is missing."""
        digests = [files.digest(row) for files in self.files.values()]
        return blake2b("|".join(digests).encode(), digest_size=16).hexdigest() if any(digests) else ""

    def close(self) -> None:
        """Nothing is held open."""

    def stored(self, folder: Path) -> tuple[dict[str, Any], pa.Table | None]:
        """See `StoredSource`."""
        roots = {name: remember(files.root, folder) for name, files in self.files.items()}
        foreign = any(files.within is not None for files in self.files.values())
        return {"kind": "bands", "roots": roots, "foreign": foreign}, pa.table(
            {name: files.paths for name, files in self.files.items()}
        )

    @classmethod
    def restored(cls, stored: dict[str, Any], table: pa.Table, reach: Reach) -> "BandImages":
        """Read what `stored` wrote."""
        roots = stored["roots"].items()
        files = {
            name: FileImages(reach.recall(root), table[name], within=reach.within) for name, root in roots
        }
        return cls(files)
