"""Which ratings may be left out of the posterior once there are more than memory holds.

A rating that all the others foretell adds nothing but a row: the hundredth 0 among ninety-nine like it.
Ratings go few by few, each time those whose loss changes the posterior mean least.

References
----------
Csató & Opper 2002, Sparse on-line Gaussian processes, section 3.3 (the score of a basis vector).
"""

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]

_AT_ONCE = 50


def informative(covariance: Float, residuals: Float, n_kept: int) -> NDArray[np.int64]:
    """Positions ``(n_kept,)`` of the ratings to keep, in their order.

    Parameters
    ----------
    covariance
        ``(m, m)`` of the ratings, noise included.
    residuals
        ``(m,)`` ratings less the prior mean.
    """
    kept = np.arange(len(residuals))
    while len(kept) > n_kept:
        inverse = np.linalg.inv(covariance[np.ix_(kept, kept)])
        losses = np.abs(inverse @ residuals[kept]) / np.diag(inverse)
        n_dropped = min(len(kept) - n_kept, max(1, len(kept) // _AT_ONCE))
        kept = np.delete(kept, np.argsort(losses, kind="stable")[:n_dropped])
    return kept
