"""One image a galaxy, in a zip or tar file that stays packed."""

from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue.images.archive_file import ArchiveFile, member_content, open_archive
from gzlabel.catalogue.images.decode import DECODER_FAILURES, FITS_SUFFIXES, decode
from gzlabel.catalogue.images.extended_name import file_and_extension
from gzlabel.catalogue.images.files import climbs, is_absolute
from gzlabel.catalogue.images.locations import Reach, remember
from gzlabel.catalogue.images.once import Once
from gzlabel.catalogue.images.picture import Picture, PixelScale
from gzlabel.catalogue.images.stretch import Stretch, rendered
from gzlabel.errors import ImageError


@dataclass(frozen=True, eq=False)
class ArchiveImages:
    """One member of an archive a galaxy.

    Attributes
    ----------
    path
        A zip or tar file; the tar may be compressed.
    members
        ``(n_galaxies,)`` names in the archive, null where a galaxy has no image. Links are not followed.
    stretch
        How values become brightness; None leaves 8-bit pictures alone.
    opened
        The archive itself, shared by sources that differ in members or stretch only.
    """

    path: Path
    members: pa.ChunkedArray
    stretch: Stretch | None = None
    opened: Once[ArchiveFile] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.opened is None:
            object.__setattr__(self, "opened", Once(partial(open_archive, self.path)))

    @property
    def n_galaxies(self) -> int:
        """How many rows the source covers."""
        return len(self.members)

    @property
    def archive(self) -> ArchiveFile:
        """The archive, opened at the first use and then kept."""
        assert self.opened is not None
        return self.opened.get()

    def read(self, row: int, size: int | None = None) -> NDArray[np.uint8]:
        """See `ImageSource.read`."""
        return rendered(self.picture(row, size), self.stretch)

    def picture(self, row: int, size: int | None = None) -> Picture:
        """See `PictureSource.picture`."""
        name, extension = self._member(row)
        where = self.where(row)
        return decode(member_content(self.archive, name, where), where, size, extension)

    def with_stretch(self, stretch: Stretch | None) -> Self:
        """Return the same pictures under another stretch."""
        return replace(self, stretch=stretch)

    def missing(self) -> NDArray[np.int64]:
        """Rows without a member, from the archive's table of contents."""
        present = set(self.archive.names) if self.path.exists() else set()
        names = self.members.to_pylist()
        return np.array(
            [row for row, name in enumerate(names) if not name or file_and_extension(name)[0] not in present],
            dtype=np.int64,
        )

    def where(self, row: int) -> str:
        """The archive and the member."""
        return f"{self.path}:{self.members[row].as_py() or f'row {row}'}"

    def scale(self, row: int) -> PixelScale | None:
        """Pixel size and north from a FITS header; None for other files and for those without a WCS."""
        from gzlabel.catalogue.images.fits_scale import scale_of_stream

        try:
            name, extension = self._member(row)
            if not name.lower().endswith(FITS_SUFFIXES):
                return None
            content = member_content(self.archive, name, self.where(row))
            return scale_of_stream(BytesIO(content), self.where(row), extension)
        except (ImageError, *DECODER_FAILURES):
            return None

    def digest(self, row: int) -> str:
        """Checksum from a zip's table of contents, hash of a tar's member; empty where it is missing."""
        try:
            name, extension = self._member(row)
            return self.archive.fingerprint(name) + (extension or "")
        except (ImageError, KeyError, OSError, ValueError, EOFError):
            return ""

    def close(self) -> None:
        """Close the archive; the next read opens it again."""
        assert self.opened is not None
        archive = self.opened.forget()
        if archive is not None:
            archive.close()

    def stored(self, folder: Path) -> tuple[dict[str, Any], pa.Table | None]:
        """See `StoredSource`."""
        return {"kind": "archive", "archive": remember(self.path, folder)}, pa.table({"member": self.members})

    @classmethod
    def restored(cls, stored: dict[str, Any], table: pa.Table, reach: Reach) -> "ArchiveImages":
        """Read what `stored` wrote."""
        return cls(reach.recall(stored["archive"]), table["member"])

    def _member(self, row: int) -> tuple[str, str | None]:
        name = self.members[row].as_py()
        if not name:
            raise ImageError(
                "this galaxy has no image in the archive",
                where=self.where(row),
                remedy="Name its file in the catalogue's image column",
            )
        if climbs(name) or is_absolute(name):
            raise ImageError(
                f"the name {name!r} climbs out of the archive",
                where=self.path,
                remedy="Pack it with plain names, without '..'",
            )
        return file_and_extension(name)
