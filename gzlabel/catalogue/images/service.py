"""One image a galaxy, from a cutout service, kept on disk once it was seen."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.atomic import written_whole
from gzlabel.catalogue.images.decode import decode
from gzlabel.catalogue.images.locations import Reach
from gzlabel.catalogue.images.manners import Manners
from gzlabel.catalogue.images.picture import Picture, PixelScale
from gzlabel.catalogue.images.stretch import Stretch, rendered
from gzlabel.errors import ImageError

if TYPE_CHECKING:
    from gzlabel.catalogue.images.download import Downloads

CACHE_FOLDER = "cutouts"


@dataclass(frozen=True, eq=False)
class ServiceImages:
    """Pictures at addresses.

    Attributes
    ----------
    urls
        ``(n_galaxies,)`` http or https addresses, null where a galaxy has none.
    cache
        The folder that keeps what was fetched; it is made when it is needed.
    arcsec_per_px
        Pixel size, where the service was asked for one and puts north on top; else None.
    side_px
        Side of the pictures that were asked for.
    credit
        Whom to thank.
    manners
        How the servers are asked.
    stretch
        How values become brightness; None leaves 8-bit pictures alone.
    downloads
        Requests at one common pace, shared by sources that differ in stretch only.
    """

    urls: pa.ChunkedArray
    cache: Path
    arcsec_per_px: float | None = None
    side_px: int = 0
    credit: str = ""
    manners: Manners = field(default_factory=Manners)
    stretch: Stretch | None = None
    downloads: "Downloads | None" = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.downloads is None:
            from gzlabel.catalogue.images.download import Downloads

            object.__setattr__(self, "downloads", Downloads(self.manners))

    @property
    def n_galaxies(self) -> int:
        """How many rows the source covers."""
        return len(self.urls)

    def read(self, row: int, size: int | None = None) -> NDArray[np.uint8]:
        """See `ImageSource.read`; waits for the network where the picture was not seen before."""
        return rendered(self.picture(row, size), self.stretch)

    def picture(self, row: int, size: int | None = None) -> Picture:
        """See `PictureSource.picture`."""
        url = self.urls[row].as_py()
        if not url:
            raise ImageError(
                "this galaxy has no position to ask for", where=f"row {row}", remedy="Give its coordinates"
            )
        kept = self._kept(url)
        if kept.is_file():
            with suppress(ImageError):  # damaged on disk: it is fetched again
                return decode(kept, url, size)
        assert self.downloads is not None
        content = self.downloads.fetch(url)
        picture = decode(content, url, size)
        with suppress(OSError):  # a full or read-only disk keeps nothing, and the picture is still shown
            kept.parent.mkdir(parents=True, exist_ok=True)
            with written_whole(kept) as temporary:
                temporary.write_bytes(content)
        return picture

    def with_stretch(self, stretch: Stretch | None) -> Self:
        """Return the same pictures under another stretch."""
        return replace(self, stretch=stretch)

    def missing(self) -> NDArray[np.int64]:
        """Rows without an address; nothing is asked of the service."""
        return np.flatnonzero([not url for url in self.urls.to_pylist()])

    def kept(self) -> NDArray[np.int64]:
        """Rows whose pictures are on disk and can be read without a network."""
        present = {path.name for path in self.cache.glob("??/*")}
        urls = self.urls.to_pylist()
        return np.flatnonzero([bool(url) and self._kept(url).name in present for url in urls])

    def where(self, row: int) -> str:
        """The address."""
        return self.urls[row].as_py() or f"row {row}"

    def scale(self, row: int) -> PixelScale | None:
        """The pixel size that was asked for, north on top; None where neither is known."""
        return None if self.arcsec_per_px is None else PixelScale(self.arcsec_per_px, self.side_px, 0.0)

    def digest(self, row: int) -> str:
        """Hash of the address, so that nothing is fetched; empty where there is none."""
        url = self.urls[row].as_py()
        return _hash(url) if url else ""

    def close(self) -> None:
        """Nothing is held open."""

    def stored(self, folder: Path) -> tuple[dict[str, Any], pa.Table | None]:
        """See `StoredSource`. The workspace keeps what it fetches in its own folder from then on."""
        described = {
            "kind": "service",
            "cache_is_above": self.cache == folder.parent / CACHE_FOLDER,
            "arcsec_per_px": self.arcsec_per_px,
            "side_px": self.side_px,
            "credit": self.credit,
            "seconds_between": self.manners.seconds_between,
        }
        return described, pa.table({"url": self.urls})

    @classmethod
    def restored(cls, stored: dict[str, Any], table: pa.Table, reach: Reach) -> "ServiceImages":
        """Read what `stored` wrote; a file cannot allow private addresses or haste."""
        seconds = max(float(stored["seconds_between"]), Manners.seconds_between)
        return cls(
            table["url"],
            (reach.folder.parent if stored["cache_is_above"] else reach.folder) / CACHE_FOLDER,
            stored["arcsec_per_px"],
            int(stored["side_px"]),
            str(stored["credit"]),
            Manners(seconds_between=seconds),
        )

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"downloads": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.__post_init__()

    def _kept(self, url: str) -> Path:
        name = _hash(url)
        return self.cache / name[:2] / name


def _hash(url: str) -> str:
    return blake2b(url.encode(), digest_size=16).hexdigest()
