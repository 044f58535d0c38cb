"""Images for an encoder, with what tells whether they changed, and a reason for each that cannot be read."""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.encoder import Digested, Encoder, Images
from gzlabel.errors import Cancelled, ImageError, OutOfReach

_NO_IMAGE = 0


@dataclass(frozen=True)
class Pictures:
    """Some rows of the catalogue, as far as their images can be read.

    Attributes
    ----------
    images
        ``(h, w, 3)`` of those that can, prepared for the encoder.
    places
        Which of the rows these are, by position.
    digests
        ``(n_rows,)`` of the images' content, 0 where there is none.
    broken
        Row of the catalogue and the reason, for the others.
    """

    images: list[NDArray[np.uint8]]
    places: NDArray[np.int64]
    digests: NDArray[np.uint64]
    broken: tuple[tuple[int, str], ...]


class Reader:
    """Reads images as an encoder wants them. Safe to use from several threads."""

    def __init__(self, images: Images, encoder: Encoder) -> None:
        self._images, self._encoder = images, encoder
        self._missing = frozenset(images.missing().tolist())
        self._out_of_reach: set[int] = set()
        self._abandoned = False

    def abandon(self) -> None:
        """Have whatever thread is reading stop before its next image."""
        self._abandoned = True

    def read(self, rows: NDArray[np.int64]) -> Pictures:
        """Read the images of ``rows``.

        Raises
        ------
        Cancelled
            If they are abandoned on the way.
        """
        images, places, broken = [], [], []
        digests = np.zeros(len(rows), dtype=np.uint64)
        for place, row in enumerate(rows.tolist()):
            if self._abandoned:
                raise Cancelled
            picture = self._picture(row)
            if isinstance(picture, str):
                broken.append((row, picture))
            else:
                images.append(self._encoder.prepare(picture))
                places.append(place)
            if row not in self._out_of_reach:
                digests[place] = self._digest(row, picture)
        return Pictures(images, np.array(places, dtype=np.int64), digests, tuple(broken))

    def digests(self, rows: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Digests of the images as they are now; decodes only where the source cannot tell otherwise."""
        if not isinstance(self._images, Digested):
            return self.read(rows).digests
        return np.array([self._digest(row, "") for row in rows.tolist()], dtype=np.uint64)

    def _picture(self, row: int) -> NDArray[np.uint8] | str:
        if row in self._missing:
            return f"{self._images.where(row)}: there is no image"
        try:
            return self._images.read(row, self._encoder.image_size)
        except OutOfReach as error:
            self._out_of_reach.add(row)  # without a digest, it is asked for again in the next run
            return str(error)
        except ImageError as error:
            return str(error)

    def _digest(self, row: int, picture: NDArray[np.uint8] | str) -> int:
        if row in self._missing:
            return _NO_IMAGE
        if isinstance(self._images, Digested):
            content = self._images.digest(row).encode()
        else:
            content = b"" if isinstance(picture, str) else picture.tobytes()
        if not content:
            return _NO_IMAGE
        return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "little")
