"""Which ratings may be left out of the posterior once there are more than memory holds.

A rating that all the others foretell adds nothing but a row: the hundredth 0 among ninety-nine like it.
Ratings go one by one, each time the one whose loss changes the posterior mean least.

References
----------
Csató & Opper 2002, Sparse on-line Gaussian processes, section 3.3 (the score of a basis vector).
"""

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]


def informative(covariance: Float, residuals: Float, n_kept: int) -> NDArray[np.int64]:
    """Positions ``(n_kept,)`` of the ratings to keep, in their order.

    Parameters
    ----------
    covariance
        ``(m, m)`` of the ratings, noise included.
    residuals
        ``(m,)`` ratings less the prior mean.
    """
    inverse = np.linalg.inv(covariance)
    weights = inverse @ residuals
    kept = np.ones(len(residuals), dtype=bool)
    for _ in range(len(residuals) - n_kept):
        precision = np.where(kept, np.diag(inverse), 1.0)
        scores = np.where(kept, np.abs(weights) / precision, np.inf)
        least = int(scores.argmin())
        column = inverse[:, least].copy()
        weights -= column * (weights[least] / column[least])
        inverse -= np.outer(column, column / column[least])
        kept[least] = False
    return np.flatnonzero(kept)
