"""The Gaussian process at the rated galaxies alone: the small matrices of a posterior, none as large as the pool.

References
----------
Rasmussen & Williams 2006, Gaussian Processes for Machine Learning, section 5.4.2 (leave one out).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.hyperparameters import Hyperparameters
from gzlabel.interest.pool import Pool
from gzlabel.interest.thinning import least_telling
from gzlabel.interest.turn import Turn
from gzlabel.interest.utility import worth

Float = NDArray[np.float64]
Rows = NDArray[np.int64]

_ROOM, _FEW_ROWS, _SMALL = 256, 64, 128


@dataclass(frozen=True, eq=False)
class Addition:
    """``b`` ratings on top of ``m``.

    Attributes
    ----------
    inverse
        ``(b, b)`` root of the inverse of their covariance given the others.
    crossed
        ``(b, m)`` their whitened covariance with the others.
    z
        ``(b, 2)`` ratings and worths, whitened.
    """

    rows: Rows
    inverse: Float
    crossed: Float
    z: Float


class Rated:
    """Rated galaxies, and a matrix ``A`` with ``A (K + noise) A^T = 1``.

    Parameters
    ----------
    pool
        The galaxies.
    hyperparameters
        Kernel and noise.
    prior_means
        ``(2, 1 or n_galaxies)``: rating and worth expected before any rating.

    Attributes
    ----------
    rows, ratings
        ``(m,)`` in the order in which they were added.
    whitening
        ``A`` ``(m, m)``.
    z
        ``(m, 2)``: ``A`` times ratings and worths, each less what was expected before.
    """

    def __init__(self, pool: Pool, hyperparameters: Hyperparameters, prior_means: Float) -> None:
        self._pool, self._hyperparameters, self._prior_means = pool, hyperparameters, prior_means
        self.rows: Rows = np.zeros(0, dtype=np.int64)
        self.ratings: Float = np.zeros(0)
        self.z: Float = np.zeros((0, 2))
        self._room: Float = np.zeros((0, 0))

    def copy(self) -> "Rated":
        """The same, to go on with by itself."""
        other = Rated(self._pool, self._hyperparameters, self._prior_means)
        other.rows, other.ratings, other.z = self.rows, self.ratings, self.z.copy()
        other._room = self.whitening.copy()
        return other

    @property
    def whitening(self) -> Float:
        """``A`` ``(m, m)``."""
        return self._room[: len(self.rows), : len(self.rows)]

    def add(self, rows: Rows, ratings: Float) -> Addition:
        """Take in the ratings ``(b,)`` of ``rows`` ``(b,)``, none of them rated yet."""
        crossed = self.prior(rows, self.rows) @ self.whitening.T
        conditional = self.covariance(rows) - crossed @ crossed.T
        inverse = _inverse_of_lower(np.asarray(np.linalg.cholesky(conditional), dtype=np.float64))
        z = inverse @ (self._residuals(rows, ratings) - crossed @ self.z)
        self._grow(inverse, -inverse @ (crossed @ self.whitening))
        self.rows, self.ratings = np.append(self.rows, rows), np.append(self.ratings, ratings)
        self.z = np.concatenate([self.z, z])
        return Addition(rows, inverse, crossed, z)

    def remove(self, positions: Rows) -> tuple[Turn, Float]:
        """Forget the ratings at these ``positions`` ``(k,)``.

        Returns
        -------
        tuple
            The turn of the rows of `whitening` before the last ``k`` were dropped, and the ``z`` ``(k, 2)`` that
            went with these.
        """
        n_left = len(self.rows) - len(positions)
        turn = Turn.of(self.whitening[:, positions])
        turn.apply(self.whitening)
        turn.apply(self.z)
        self._drop_columns(positions)
        gone, self.z = self.z[n_left:], self.z[:n_left]
        self.rows, self.ratings = np.delete(self.rows, positions), np.delete(self.ratings, positions)
        return turn, gone

    def replace_ratings(self, ratings: Float) -> Float:
        """Give all other ratings ``(m,)``; return by how much ``z`` ``(m, 2)`` changes."""
        change = self.whitening @ (
            self._residuals(self.rows, ratings) - self._residuals(self.rows, self.ratings)
        )
        self.z, self.ratings = self.z + change, ratings
        return np.asarray(change)

    def prior(self, left: Rows, right: Rows) -> Float:
        """Covariance ``(m, n)`` of the interest in galaxies before any rating."""
        one, other = (self._pool.vectors(rows).astype(np.float64) for rows in (left, right))
        squares = [np.einsum("ij,ij->i", vectors, vectors) for vectors in (one, other)]
        return self._hyperparameters.kernel.covariance(one @ other.T, *squares)

    def covariance(self, rows: Rows) -> Float:
        """Covariance ``(m, m)`` of ratings of these galaxies before any was given, noise included."""
        return self.prior(rows, rows) + self._hyperparameters.noise_variance * np.eye(len(rows))

    def leave_one_out(self) -> tuple[Float, Float]:
        """Mean and standard deviation ``(m,)`` of each rating, expected from all the others.

        Rasmussen & Williams 2006, equations 5.10 to 5.12; the noise of a rating is included.
        """
        weights, precision = self._weights_and_precision()
        return self.ratings - weights / precision, np.sqrt(1.0 / precision)

    def redundant(self, n: int) -> Rows:
        """Positions ``(n,)`` of ratings that the others foretell; see `gzlabel.interest.thinning`."""
        weights, precision = self._weights_and_precision()
        return least_telling(self.whitening, weights, precision, n)

    def _weights_and_precision(self) -> tuple[Float, Float]:
        """Weight ``(m,)`` of each rating, and the diagonal ``(m,)`` of the inverse of their covariance."""
        whitening = self.whitening
        return whitening.T @ self.z[:, 0], np.einsum("ij,ij->j", whitening, whitening)

    def _residuals(self, rows: Rows, ratings: Float) -> Float:
        """Ratings and their worth ``(m, 2)``, less what was expected of the galaxies before."""
        means = self._prior_means if self._prior_means.shape[1] == 1 else self._prior_means[:, rows]
        return np.asarray((np.stack([ratings, worth(ratings)]) - means).T)

    def _drop_columns(self, positions: Rows) -> None:
        kept = np.delete(np.arange(len(self.rows)), positions)
        moved = np.flatnonzero(kept != np.arange(len(kept)))
        for first in range(0, len(kept) if len(moved) else 0, _FEW_ROWS):
            few = self._room[first : min(first + _FEW_ROWS, len(kept))]
            few[:, moved] = few[:, kept[moved]]

    def _grow(self, corner: Float, below: Float) -> None:
        """Add the rows ``(b, m + b)`` that are ``below`` the old ones and in the ``corner``, zeros above it."""
        count, total = len(self.rows), len(self.rows) + len(corner)
        if total > len(self._room):
            room = np.zeros((total + _ROOM, total + _ROOM))
            room[:count, :count] = self.whitening
            self._room = room
        self._room[:count, count:total] = 0.0
        self._room[count:total, :count], self._room[count:total, count:total] = below, corner


def _inverse_of_lower(triangle: Float) -> Float:
    """Of a lower triangular matrix, of which halves are taken until they are small: a third of the work of any."""
    size, half = len(triangle), len(triangle) // 2
    if size <= _SMALL:
        return np.asarray(np.linalg.inv(triangle))
    inverse = np.zeros_like(triangle)
    inverse[:half, :half] = _inverse_of_lower(triangle[:half, :half])
    inverse[half:, half:] = _inverse_of_lower(triangle[half:, half:])
    inverse[half:, :half] = -inverse[half:, half:] @ (triangle[half:, :half] @ inverse[:half, :half])
    return inverse
