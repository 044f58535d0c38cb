"""What a batch of new ratings adds to the whitened cross-covariance, worked out for as many galaxies as asked.

The new rows are ``inverse (K(new, pool) - crossed W)``; the means move by ``z^T`` times them, for which the
small matrices are multiplied first, so that ``W`` is read once and multiplied by two rows only.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.cross_covariance import CrossCovariance
from gzlabel.interest.kernels import Kernel
from gzlabel.interest.pool import Pool
from gzlabel.interest.rated import Addition

Single = NDArray[np.float32]

_AT_ONCE = 256


@dataclass(frozen=True, eq=False)
class Increment:
    """``b`` new ratings on top of the ``m`` before.

    Attributes
    ----------
    rows
        ``(b,)`` the galaxies rated.
    z
        ``(b, 2)`` whitened ratings, and whitened worths.
    """

    pool: Pool
    kernel: Kernel
    rows: NDArray[np.int64]
    vectors: Single
    squares: Single
    inverse: Single
    projected: Single
    z: NDArray[np.float64]

    @property
    def n_ratings(self) -> int:
        """How many are new."""
        return len(self.rows)

    @classmethod
    def of(cls, pool: Pool, kernel: Kernel, added: Addition) -> "Increment":
        """Of ratings just ``added`` to those before."""
        projected, single = (
            (added.inverse @ added.crossed).astype(np.float32),
            added.inverse.astype(np.float32),
        )
        rows = added.rows
        return cls(pool, kernel, rows, pool.vectors(rows), pool.squares[rows], single, projected, added.z)

    def whitened(self, block: slice, old: CrossCovariance) -> Single:
        """The new rows ``(b, size of block)``; of many only what is below the diagonal of `inverse` is multiplied."""
        if self.n_ratings <= _AT_ONCE:
            return self._rows(self.inverse, self.projected, block, old)
        products = self.pool.products(self.vectors, block)
        prior = self.kernel.covariance(products, self.squares, self.pool.squares[block])
        rows = np.empty((self.n_ratings, block.stop - block.start), dtype=np.float32)
        for first in range(0, self.n_ratings, _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            np.matmul(self.inverse[some, : some.stop], prior[: some.stop], out=rows[some])
        if self.projected.size:
            rows -= old.product(self.projected, block)
        return rows

    def columns(self, galaxies: NDArray[np.int64], old: CrossCovariance) -> NDArray[np.float64]:
        """The new rows ``(b, n)`` for some galaxies."""
        products = self.vectors.astype(np.float64) @ self.pool.vectors(galaxies).astype(np.float64).T
        squares = (self.squares.astype(np.float64), self.pool.squares[galaxies].astype(np.float64))
        prior = self.kernel.covariance(products, *squares)
        return np.asarray(self.inverse @ prior - self.projected @ old.columns(galaxies))

    def shift_of_means(self, block: slice, old: CrossCovariance) -> Single:
        """By how much the means ``(2, size of block)`` of rating and worth move."""
        weights, projected = self.z.T @ self.inverse, self.z.T @ self.projected
        return self._rows(weights.astype(np.float32), projected.astype(np.float32), block, old)

    def _rows(self, weights: Single, projected: Single, block: slice, old: CrossCovariance) -> Single:
        """``weights`` of the new ratings' covariance with the pool, less ``projected`` of the old rows."""
        products = self.pool.products(self.vectors, block)
        rows: NDArray[Any] = self.kernel.combined(weights, products, self.squares, self.pool.squares[block])
        if projected.size:
            rows -= old.product(projected, block)
        return rows
