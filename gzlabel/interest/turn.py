"""A rotation that gathers what some ratings brought in the last rows, so that these can be dropped.

References
----------
Golub & Van Loan 2013, Matrix Computations, sections 5.1 (reflections) and 5.2.3 (many of them as one product).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]

_ALIGNED = 1e-12
_FEW_ROWS = 64


@dataclass(frozen=True, eq=False)
class Turn:
    """``1 - outward inward^T``, orthogonal; all rows before ``start`` stay as they are.

    Attributes
    ----------
    n_gone
        How many last rows hold what is to be dropped.
    start
        The first row that turns; where none does, as many as there are rows.
    outward, inward
        ``(m - start, n_gone)``.
    """

    n_gone: int
    start: int
    outward: Float
    inward: Float

    @classmethod
    def of(cls, columns: Float) -> "Turn":
        """The turn after which ``columns`` ``(m, k)`` are zero but for their last ``k`` rows."""
        n_rows, n_gone = columns.shape
        held = np.abs(columns) > _ALIGNED * np.abs(columns).max(axis=0)
        start = int(held.any(axis=1).argmax())
        # A factorisation gathers in the first rows, hence upside down; left to right, so that the latest
        # ratings of all, whose columns end in a triangle, need no turn.
        packed, scales = np.linalg.qr(np.where(held, columns, 0.0)[start:][::-1, ::-1], mode="raw")
        if not scales.any():
            return cls(n_gone, n_rows, np.zeros((0, n_gone)), np.zeros((0, n_gone)))
        directions = (np.tril(packed.T, -1) + np.eye(*packed.T.shape)) * (scales != 0.0)
        inverse = np.triu(directions.T @ directions, 1) + np.diag(1.0 / np.where(scales == 0.0, 1.0, scales))
        return cls(n_gone, start, (directions @ np.linalg.inv(inverse).T)[::-1], directions[::-1])

    @property
    def is_none(self) -> bool:
        """Whether nothing turns: the last rows hold it already."""
        return not len(self.outward)

    def apply(self, rows: Float) -> None:
        """Turn ``rows`` ``(m, n)`` where they are."""
        if self.is_none:
            return
        turning = rows[self.start :]
        shares = self.inward.T @ turning
        for first in range(0, len(turning), _FEW_ROWS):  # nothing large is made on the way
            few = slice(first, first + _FEW_ROWS)
            turning[few] -= self.outward[few] @ shares
