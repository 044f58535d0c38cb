"""Means and variances of the whole pool with the cross-covariance behind them: all that is large in a posterior.

Of many new ratings at once the means need only two rows of products with the cross-covariance; the new rows
themselves, on which the variances wait, are worked out when they are asked for. Until then the variances
known are bounds from above, since no rating raises a variance, and those of a few galaxies can be had exactly.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.cross_covariance import CrossCovariance
from gzlabel.interest.increment import Increment
from gzlabel.interest.pool import BLOCK, Pool
from gzlabel.interest.sweep import one_threaded_blas, sweep
from gzlabel.interest.turn import Turn

Float = NDArray[np.float64]

_BLOCK_ELEMENTS = 196_608
_LEAST_BLOCK, _LARGEST_BLOCK = 1_024, 2 * BLOCK
_SETTLED_LATER = 8


class Moments:
    """Rating and worth expected of every galaxy, and the variance of its interest.

    Parameters
    ----------
    pool
        The galaxies.
    means
        ``(2, n_galaxies)`` before any rating.
    variance
        ``(n_galaxies,)`` likewise.
    compact
        Whether the cross-covariance is kept in 16 bits. The means of a batch settled later do not feel the
        rounding until the batch is taken back, which leaves no more of it behind than `CrossCovariance` says.
    """

    def __init__(self, pool: Pool, means: Float, variance: Float, *, compact: bool = False) -> None:
        self._pool, self.means = pool, means
        self._variance = variance.copy()
        self._cross = CrossCovariance(np.sqrt(variance).astype(np.float32), compact=compact)
        self._pending: Increment | None = None

    @property
    def n_bytes(self) -> int:
        """Memory that the cross-covariance needs."""
        return self._cross.n_bytes

    @property
    def is_settled(self) -> bool:
        """Whether the variances know all the ratings that the means know."""
        return self._pending is None

    @property
    def variance_bound(self) -> Float:
        """What no variance ``(n_galaxies,)`` exceeds; the variance itself where `is_settled`."""
        return self._variance

    def variance_of(self, rows: NDArray[np.int64]) -> Float:
        """Variance ``(n,)`` of some galaxies, without settling those of all."""
        variance: Float = self._variance[rows]
        if self._pending is not None:
            columns = self._pending.columns(rows, self._cross)
            variance = variance - np.einsum("ij,ij->j", columns, columns)
        return variance

    def columns(self, rows: NDArray[np.int64]) -> Float:
        """Whitened cross-covariance ``(m, n)`` of some galaxies."""
        settled = self._cross.columns(rows)
        if self._pending is None:
            return settled
        return np.concatenate([settled, self._pending.columns(rows, self._cross)])

    def add(self, increment: Increment) -> None:
        """Take in new ratings; many of them for the means at first."""
        self.settle()
        with one_threaded_blas():
            if increment.n_ratings < _SETTLED_LATER:
                self._write(increment, with_means=True)
            else:
                self._shift_means(increment)
                self._pending = increment

    def settle(self) -> None:
        """Work out what `add` left for later: the new rows of the cross-covariance, and all variances."""
        increment, self._pending = self._pending, None
        if increment is not None:
            with one_threaded_blas():
                self._write(increment, with_means=False)

    def shift(self, change: Float) -> None:
        """Follow a change ``(m, 2)`` of the whitened ratings."""
        self.settle()
        left = change.T.astype(np.float32)

        def shift_block(block: slice) -> None:
            self.means[:, block] += self._cross.product(left, block)

        sweep(shift_block, self._pool.blocks())

    def remove(self, turn: Turn, z_gone: Float) -> None:
        """Take the last rows back, after a ``turn`` of all; ``z_gone`` ``(k, 2)`` goes with them."""
        self.settle()
        left = z_gone.T.astype(np.float32)

        def remove_block(block: slice) -> None:
            gone = self._cross.turned(turn, block)
            # of one row a matrix product makes heavy weather
            self.means[:, block] -= left * gone if turn.n_gone == 1 else left @ gone
            self._variance[block] += np.einsum("ij,ij->j", gone, gone)

        sweep(remove_block, self._pool.blocks())
        self._cross.shrink(self._cross.n_rows - turn.n_gone)

    def _write(self, increment: Increment, *, with_means: bool) -> None:
        """Add the new rows of the cross-covariance, and their share of variance and mean, block by block."""
        new, left = self._cross.grow(increment.n_ratings), increment.z.T.astype(np.float32)

        def write_block(block: slice) -> None:
            rows = self._cross.write(new, block, increment.whitened(block, self._cross))
            self._variance[block] -= np.einsum("ij,ij->j", rows, rows)
            if with_means:
                self.means[:, block] += left @ rows

        sweep(write_block, self._blocks_for(increment))

    def _shift_means(self, increment: Increment) -> None:
        def shift_block(block: slice) -> None:
            self.means[:, block] += increment.shift_of_means(block, self._cross)

        sweep(shift_block, self._pool.blocks(_LARGEST_BLOCK))

    def _blocks_for(self, increment: Increment) -> Iterator[slice]:
        """Pieces of work that stay in a core's cache, whatever the number of new ratings; few rows leave room for
        large pieces, whose products cost less each."""
        size = _BLOCK_ELEMENTS // increment.n_ratings
        return self._pool.blocks(max(_LEAST_BLOCK, min(_LARGEST_BLOCK, size)))
