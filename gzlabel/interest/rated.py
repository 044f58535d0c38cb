"""The ratings so far with their whitening: the small matrices of a posterior, none as large as the pool.

References
----------
Rasmussen & Williams 2006, Gaussian Processes for Machine Learning, section 5.4.2 (leave one out).
Golub & Van Loan 2013, Matrix Computations, section 5.1 (reflections).
"""

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]

_ALIGNED = 1e-12


class Rated:
    """Rated galaxies, and a matrix ``A`` with ``A (K + noise) A^T = 1``.

    Attributes
    ----------
    rows, ratings
        ``(m,)`` in the order in which they were added.
    whitening
        ``A`` ``(m, m)``.
    z
        ``(m, 2)``: ``A`` times ratings and worths, each less what was expected before.
    """

    def __init__(self) -> None:
        self.rows: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self.ratings: Float = np.zeros(0)
        self.whitening: Float = np.zeros((0, 0))
        self.z: Float = np.zeros((0, 2))

    def add(self, rows: NDArray[np.int64], ratings: Float, inverse: Float, crossed: Float, z: Float) -> None:
        """Take in ``b`` more, given the inverse root ``(b, b)`` of their covariance given the others, and
        their whitened covariance ``crossed`` ``(b, m)`` with those."""
        count = len(self.rows)
        whitening = np.zeros((count + len(rows), count + len(rows)))
        whitening[:count, :count] = self.whitening
        whitening[count:, :count] = -inverse @ crossed @ self.whitening
        whitening[count:, count:] = inverse
        self.whitening, self.z = whitening, np.concatenate([self.z, z])
        self.rows, self.ratings = np.append(self.rows, rows), np.append(self.ratings, ratings)

    def turn(self, position: int) -> Float | None:
        """Gather one rating's share in the last row, by a reflection.

        Returns
        -------
        ndarray or None
            The unit vector ``(m,)`` that is turned round; None where the share was there already.
        """
        column = self.whitening[:, position]
        direction = column * np.copysign(1.0 / np.linalg.norm(column), column[-1])
        direction[-1] -= 1.0
        length = np.linalg.norm(direction)
        if length <= _ALIGNED:  # the latest rating of all
            return None
        direction /= length
        self.whitening -= np.outer(2.0 * direction, direction @ self.whitening)
        self.z -= np.outer(2.0 * direction, direction @ self.z)
        return np.asarray(direction)

    def drop(self, position: int) -> None:
        """Forget a rating after its `turn`."""
        kept = np.arange(len(self.rows)) != position
        self.whitening, self.z = self.whitening[:-1, kept], self.z[:-1]
        self.rows, self.ratings = self.rows[kept], self.ratings[kept]

    def leave_one_out(self) -> tuple[Float, Float]:
        """Mean and standard deviation ``(m,)`` of each rating, expected from all the others.

        Rasmussen & Williams 2006, equations 5.10 to 5.12; the noise of a rating is included.
        """
        precision = np.einsum("ij,ij->j", self.whitening, self.whitening)
        weights = self.whitening.T @ self.z[:, 0]
        return self.ratings - weights / precision, np.sqrt(1.0 / precision)
