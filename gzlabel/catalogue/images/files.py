"""One image file a galaxy."""

import os
from collections import defaultdict
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from gzlabel.catalogue.images.decode import decode
from gzlabel.catalogue.images.extended_name import file_and_extension
from gzlabel.catalogue.images.locations import Reach, allows, remember
from gzlabel.catalogue.images.picture import Picture, PixelScale
from gzlabel.catalogue.images.stretch import Stretch, rendered
from gzlabel.errors import ImageError

_CLIMBING = r"(^|[\\/])\.\.([\\/]|$)|\x00"
_CLIMBING_OR_ABSOLUTE = rf"{_CLIMBING}|^[\\/]|^.:"


@dataclass(frozen=True, eq=False)
class FileImages:
    """One image file a galaxy.

    Attributes
    ----------
    root
        The folder that relative paths start from, and that no path may leave.
    paths
        ``(n_galaxies,)`` strings, null where a galaxy has no image. ``image.fits[SCI]`` names an extension.
    stretch
        How values become brightness; None leaves 8-bit pictures alone.
    absolute
        Whether paths may also be absolute, since the user's own table holds them.
    within
        No file outside of it is read, also not through a link; None where this user named the files.
    """

    root: Path
    paths: pa.ChunkedArray
    stretch: Stretch | None = None
    absolute: bool = False
    within: Path | None = None

    @property
    def n_galaxies(self) -> int:
        """How many rows the source covers."""
        return len(self.paths)

    def read(self, row: int, size: int | None = None) -> NDArray[np.uint8]:
        """See `ImageSource.read`."""
        return rendered(self.picture(row, size), self.stretch)

    def picture(self, row: int, size: int | None = None) -> Picture:
        """See `PictureSource.picture`."""
        path, extension = self._located(row)
        return decode(path, str(path), size, extension)

    def with_stretch(self, stretch: Stretch | None) -> Self:
        """Return the same pictures under another stretch."""
        return replace(self, stretch=stretch)

    def missing(self) -> NDArray[np.int64]:
        """Rows without a file: each folder is listed once, no file is touched."""
        wanted: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        lost = []
        for row, name in enumerate(self.paths.to_pylist()):
            if not name or self._climbs(name):
                lost.append(row)
                continue
            folder, _, file = file_and_extension(name)[0].rpartition("/")
            wanted[folder or ("/" if name.startswith("/") else "")].append((row, file))
        for folder, files in wanted.items():
            present = _listing(self.root / folder) if allows(self.within, self.root / folder) else set()
            lost.extend(row for row, file in files if file not in present)
        return np.array(sorted(lost), dtype=np.int64)

    def refused(self) -> NDArray[np.int64]:
        """Rows whose path is not followed, wherever it leads: it goes up, or starts at the top of the disk."""
        climbing = pc.match_substring_regex(self.paths, _CLIMBING if self.absolute else _CLIMBING_OR_ABSOLUTE)
        return np.flatnonzero(climbing.fill_null(False).to_numpy())

    def has_file(self, row: int) -> bool:
        """Whether galaxy ``row`` has a file."""
        name = self.paths[row].as_py()
        if not name or self._climbs(name):
            return False
        path = self.root / file_and_extension(name)[0]
        return allows(self.within, path) and path.is_file()

    def where(self, row: int) -> str:
        """The file's path."""
        name = self.paths[row].as_py()
        return str(self.root / name) if name else f"row {row}"

    def scale(self, row: int) -> PixelScale | None:
        """Pixel size and north from a FITS header; None for other files and for those without a WCS."""
        from gzlabel.catalogue.images.fits_scale import scale_of_file

        try:
            return scale_of_file(*self._located(row))
        except ImageError:
            return None

    def digest(self, row: int) -> str:
        """Hash of the file's bytes; empty where it is missing."""
        try:
            path, extension = self._located(row)
            return blake2b(path.read_bytes() + (extension or "").encode(), digest_size=16).hexdigest()
        except (OSError, ImageError):
            return ""

    def close(self) -> None:
        """Nothing is held open."""

    def stored(self, folder: Path) -> tuple[dict[str, Any], pa.Table | None]:
        """See `StoredSource`."""
        described = {
            "kind": "files",
            "root": remember(self.root, folder),
            "absolute": self.absolute,
            "foreign": self.within is not None,
        }
        return described, pa.table({"path": self.paths})

    @classmethod
    def restored(cls, stored: dict[str, Any], table: pa.Table, reach: Reach) -> "FileImages":
        """Read what `stored` wrote."""
        root, absolute = reach.recall(stored["root"]), bool(stored["absolute"])
        return cls(root, table["path"], absolute=absolute, within=reach.within)

    def _climbs(self, name: str) -> bool:
        return climbs(name) or (not self.absolute and is_absolute(name))

    def _located(self, row: int) -> tuple[Path, str | None]:
        name = self.paths[row].as_py()
        if not name:
            raise ImageError(
                "this galaxy has no image",
                where=f"row {row}",
                remedy="Name its file in the catalogue's image column",
            )
        if self._climbs(name):
            raise ImageError(
                f"the path {name!r} climbs out of the image folder",
                where=self.root,
                remedy="Use paths below that folder, without '..'",
            )
        file, extension = file_and_extension(name)
        if not allows(self.within, self.root / file):
            raise ImageError(
                f"the path {name!r} leads out of the workspace, and another user or computer said so",
                where=self.root,
                remedy="If you know who made this workspace, allow it once with gzlabel trust",
            )
        return self.root / file, extension


def climbs(name: str) -> bool:
    """Whether a path goes up with ``..``, which could lead to any file of the machine."""
    return "\0" in name or ".." in name.replace("\\", "/").split("/")


def is_absolute(name: str) -> bool:
    """Whether a path starts at the top of this machine's disk, or of a drive (much faster than asking pathlib)."""
    return name.startswith(("/", "\\")) or name[1:2] == ":"


def _listing(folder: Path) -> set[str]:
    try:
        with os.scandir(folder) as entries:
            return {entry.name for entry in entries}
    except OSError:
        return set()
