"""Some rows of an embedding matrix, with what became of their images."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import DTypeLike, NDArray

from gzlabel.embedding.reading import Pictures

_NOT_FINITE = "the encoder gave a vector that is not finite"


@dataclass(frozen=True)
class Block:
    """What became of some rows.

    Attributes
    ----------
    vectors
        ``(n_rows, n_features)``; rows that are not valid hold NaN.
    valid
        ``(n_rows,)``.
    digests
        ``(n_rows,)`` uint64 of the pixels, 0 where there are none.
    broken
        Why a row is not valid: row of the catalogue, sentence.
    """

    vectors: NDArray[np.floating]
    valid: NDArray[np.bool_]
    digests: NDArray[np.uint64]
    broken: tuple[tuple[int, str], ...] = ()

    @classmethod
    def of(cls, rows: NDArray[np.int64], pictures: Pictures, encoded: NDArray[np.float32]) -> "Block":
        """Put the vectors ``(n_readable, n_features)`` of the images that could be read in their places."""
        vectors = np.full((len(rows), encoded.shape[1]), np.nan, dtype=np.float32)
        vectors[pictures.places] = encoded
        valid = np.asarray(np.isfinite(vectors).all(axis=1))
        faulty = pictures.places[~valid[pictures.places]]
        broken = [*pictures.broken, *((int(row), _NOT_FINITE) for row in rows[faulty])]
        return cls(vectors, valid, pictures.digests, tuple(broken))

    def kept_as(self, dtype: DTypeLike, start: int) -> "Block":
        """In numbers of ``dtype``, whose first row is ``start``; a vector that they cannot hold is not valid."""
        with np.errstate(over="ignore"):
            vectors = self.vectors.astype(dtype)
        holds = np.asarray(np.isfinite(vectors).all(axis=1))
        lost = [
            (start + int(row), f"a feature is too large for {vectors.dtype}")
            for row in np.flatnonzero(self.valid & ~holds)
        ]
        vectors[~holds] = np.nan
        return replace(self, vectors=vectors, valid=self.valid & holds, broken=(*self.broken, *lost))
