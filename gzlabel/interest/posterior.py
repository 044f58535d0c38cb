"""Exact Gaussian-process regression of the rating, for every galaxy after every rating.

With ``A`` any matrix for which ``A (K + noise) A^T = 1``, the pool's whitened cross-covariance is
``W = A K(rated, pool)`` and the whitened ratings ``z = A (y - prior mean)``; then the posterior mean is
``prior mean + W^T z`` and the variance ``k(x, x)`` less the sum of squares of W's column. A new rating adds
one row to ``W``; removing some turns ``W`` so that their share is gathered in as many last rows, and drops
those. Neither refits anything.

References
----------
Rasmussen & Williams 2006, Gaussian Processes for Machine Learning, algorithm 2.1.
Golub & Van Loan 2013, Matrix Computations, section 6.5 (modifying factorisations).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.hyperparameters import Hyperparameters
from gzlabel.interest.increment import Increment
from gzlabel.interest.moments import Moments
from gzlabel.interest.pool import Pool
from gzlabel.interest.prior_means import prior_means
from gzlabel.interest.rated import Rated
from gzlabel.interest.revision import revise
from gzlabel.interest.sweep import one_threaded

Float = NDArray[np.float64]


class Posterior:
    """Mean and variance of the interest in every galaxy of a pool, given the ratings so far.

    Parameters
    ----------
    pool
        The galaxies.
    hyperparameters
        Kernel, noise and prior mean, in the pool's units.
    compact
        Whether the cross-covariance is kept in 16 bits; see `CrossCovariance`.
    prior
        Rating expected of each galaxy ``(n_galaxies,)`` before any is given, by a classifier say; where it is
        not finite, and without it, that of the hyperparameters.
    """

    def __init__(
        self,
        pool: Pool,
        hyperparameters: Hyperparameters,
        *,
        compact: bool = False,
        prior: NDArray[Any] | None = None,
    ) -> None:
        self.pool = pool
        self.hyperparameters = hyperparameters
        variance = hyperparameters.kernel.variance_of(pool.squares).astype(np.float64)
        self._prior_means = prior_means(hyperparameters.mean, prior)
        means: Float = np.where(pool.valid, self._prior_means, np.nan)
        self._moments = Moments(pool, means, variance, compact=compact)
        self._rated = Rated(pool, hyperparameters, self._prior_means)

    @property
    def rows(self) -> NDArray[np.int64]:
        """The rated galaxies ``(m,)``, in the order in which they were added."""
        return self._rated.rows

    @property
    def ratings(self) -> Float:
        """Their ratings ``(m,)``."""
        return self._rated.ratings

    @property
    def mean(self) -> NDArray[np.float32]:
        """Expected rating ``(n_galaxies,)``; NaN for a galaxy without a vector."""
        return np.asarray(self._moments.means[0], dtype=np.float32)

    @property
    def worth(self) -> NDArray[np.float32]:
        """Expected worth ``(n_galaxies,)`` of finding each galaxy; see `gzlabel.interest.utility`."""
        return np.asarray(self._moments.means[1], dtype=np.float32)

    @property
    def std(self) -> NDArray[np.float32]:
        """Standard deviation ``(n_galaxies,)`` of the interest, the noise of a rating left out."""
        self.settle()
        return self.std_bound

    @property
    def std_bound(self) -> NDArray[np.float32]:
        """What no standard deviation ``(n_galaxies,)`` exceeds; equal to `std` where `is_settled`."""
        return _root(self._moments.variance_bound)

    @property
    def is_settled(self) -> bool:
        """Whether the variances know all the ratings that the means know."""
        return self._moments.is_settled

    @one_threaded
    def settle(self) -> None:
        """Bring the variances up to the ratings that the means know: the slow part of many new ratings."""
        self._moments.settle()

    @one_threaded
    def std_of(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Standard deviation ``(m,)`` of some galaxies, without settling those of all."""
        return _root(self._moments.variance_of(rows))

    @property
    def n_bytes(self) -> int:
        """Memory that the cross-covariance needs."""
        return self._moments.n_bytes

    def set_labels(self, rows: NDArray[np.int64], ratings: NDArray[Any]) -> None:
        """Make these the ratings, by the fewest updates. ``rows`` ``(m,)`` do not repeat."""
        revise(self, rows, ratings)

    @one_threaded
    def add(self, rows: NDArray[np.int64], ratings: NDArray[Any]) -> None:
        """Take in the ratings ``(b,)`` of the galaxies ``rows`` ``(b,)``, as one block.

        Raises
        ------
        ValueError
            If a galaxy has no vector.
        """
        rows, ratings = np.asarray(rows, dtype=np.int64), np.asarray(ratings, dtype=np.float64)
        if not len(rows):
            return
        if not self.pool.valid[rows].all():
            raise ValueError(f"galaxies without a vector cannot be rated: {rows[~self.pool.valid[rows]]}")
        added = self._rated.add(rows, ratings)
        self._moments.add(Increment.of(self.pool, self.hyperparameters.kernel, added))

    @one_threaded
    def remove(self, positions: NDArray[np.int64]) -> None:
        """Forget the ratings at these ``positions`` ``(k,)`` among `rows`, as one block: the reverse of `add`."""
        positions = np.unique(np.asarray(positions, dtype=np.int64))
        if len(positions):
            self._moments.remove(*self._rated.remove(positions))

    @one_threaded
    def replace_ratings(self, ratings: NDArray[Any]) -> None:
        """Give the rated galaxies other ratings ``(m,)``, in the order of `rows`; variances do not change."""
        self._moments.shift(self._rated.replace_ratings(np.asarray(ratings, dtype=np.float64)))

    def rated(self) -> Rated:
        """A copy of what is known of the rated galaxies alone, to go on with apart from the pool."""
        return self._rated.copy()

    @one_threaded
    def redundant(self, n: int) -> NDArray[np.int64]:
        """Positions ``(n,)`` among `rows` of ratings that the others foretell."""
        return self._rated.redundant(n)

    @one_threaded
    def covariance(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> Float:
        """Posterior covariance ``(m, n)`` between galaxies."""
        prior = self._rated.prior(left, right)
        return np.asarray(prior - self._moments.columns(left).T @ self._moments.columns(right))

    @one_threaded
    def pulls(self, row: int) -> Float:
        """Weight ``(m,)`` of each rating in one galaxy's expected interest.

        The mean is ``prior mean + pulls @ (ratings - prior mean)``.
        """
        return np.asarray(self._moments.columns(np.array([row]))[:, 0] @ self._rated.whitening)

    def prior_mean(self, rows: NDArray[np.int64]) -> Float:
        """Rating expected of galaxies ``(m,)`` before any was given."""
        return np.asarray(np.broadcast_to(self._prior_means[0], self.pool.n_galaxies)[rows])

    def prior_std(self, row: int) -> float:
        """Standard deviation of a galaxy's interest before any rating."""
        return float(np.sqrt(self.hyperparameters.kernel.variance_of(self.pool.squares[[row]])[0]))

    @one_threaded
    def prior_correlations(self, row: int) -> Float:
        """Correlation ``(m,)`` of a galaxy's interest with that of each rated one, before any rating."""
        shared = self._rated.prior(np.array([row]), self.rows)[0]
        variances = self.hyperparameters.kernel.variance_of(self.pool.squares[self.rows].astype(np.float64))
        return np.asarray(shared / (np.sqrt(variances) * self.prior_std(row)))

    @one_threaded
    def leave_one_out(self) -> tuple[Float, Float]:
        """Mean and standard deviation ``(m,)`` of each rating, noise included, expected from all the others."""
        return self._rated.leave_one_out()


def _root(variance: Float) -> NDArray[np.float32]:
    return np.sqrt(np.maximum(variance, 0.0)).astype(np.float32)
