"""The values of a large FITS image, read where they are looked at and never mapped.

A mapped image that is cut short, or whose drive is pulled out, ends the program at the next look (SIGBUS); one
that is read is missing, and says so. Rows of a cutout lie apart in the file, so each is read by itself.
"""

from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.arrays import is_filled
from gzlabel.errors import ImageError

_SHORT_ROW_BYTES = 32_768
"""Up to so many bytes are read sooner than they are stepped over."""


@dataclass(frozen=True)
class StoredCube:
    """Values ``(height, width, n_bands)`` of which a look reads no more than it wants.

    Attributes
    ----------
    path, start
        The file, and the byte at which its values begin.
    stored
        ``(n_bands, height, width)``, as they follow each other in the file.
    dtype
        As in the file.
    """

    path: Path
    start: int
    stored: tuple[int, int, int]
    dtype: np.dtype[Any]

    @property
    def shape(self) -> tuple[int, int, int]:
        """Height, width and number of bands."""
        n_bands, height, width = self.stored
        return height, width, n_bands

    def __getitem__(self, where: tuple[slice, slice] | tuple[slice, slice, int]) -> NDArray[Any]:
        """Rows and columns without steps, of all bands or of one, in native byte order.

        Raises
        ------
        ImageError
            If the file is gone, cannot be read any more, or ends before them.
        """
        n_bands, height, width = self.stored
        (top, bottom, _), (left, right, _) = where[0].indices(height), where[1].indices(width)
        bands = range(n_bands) if len(where) == 2 else (where[2],)
        values = np.empty((len(bands), max(bottom - top, 0), max(right - left, 0)), self.dtype)
        try:
            with self.path.open("rb", buffering=0) as file:
                for band, plane in zip(bands, values, strict=True):
                    self._fill(file, plane, (band * height + top) * width + left)
        except (OSError, EOFError) as error:
            raise ImageError(
                f"the image was removed or cut short while it was in use ({error})",
                where=self.path,
                remedy="Connect its drive again, or bring the image back to its place",
            ) from error
        native = (
            values if self.dtype.isnative else values.byteswap(inplace=True).view(self.dtype.newbyteorder())
        )
        return native[0] if len(where) == 3 else np.moveaxis(native, 0, 2)

    def _fill(self, file: FileIO, plane: NDArray[Any], first: int) -> None:
        """Read the values of one band from ``first`` on: short rows with what lies between, others one by one."""
        width, n_wanted = self.stored[2], plane.shape[1]
        if width * self.dtype.itemsize > _SHORT_ROW_BYTES:
            for place, row in enumerate(plane):
                self._read(file, row, first + place * width)
            return
        stripe = np.empty(len(plane) * width, self.dtype)
        self._read(file, stripe[: len(stripe) - (width - n_wanted)], first)
        plane[:] = stripe.reshape(-1, width)[:, :n_wanted]

    def _read(self, file: FileIO, values: NDArray[Any], first: int) -> None:
        file.seek(self.start + first * self.dtype.itemsize)
        if not is_filled(values, file):
            raise EOFError("it ends too early")
