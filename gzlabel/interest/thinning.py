"""Which ratings may be left out of the posterior once there are more than it can carry.

A rating that all the others foretell adds nothing but a row: the hundredth 0 among ninety-nine like it.
Ratings go one by one, each time the one whose loss changes what is expected of its own galaxy least. One
inversion serves them all: a rating that goes takes a rank of the precision with it.

References
----------
Csató & Opper 2002, Sparse on-line Gaussian processes, section 3.3 (the score of a basis vector).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]
Rows = NDArray[np.int64]


def informative(covariance: Float, residuals: Float, n_kept: int) -> Rows:
    """Positions ``(n_kept,)`` of the ratings to keep, in their order.

    Parameters
    ----------
    covariance
        ``(m, m)`` of the ratings, noise included.
    residuals
        ``(m,)`` ratings less the prior mean.
    """
    n_gone = max(len(residuals) - n_kept, 0)
    precision = np.linalg.inv(covariance)
    weights, diagonal = precision @ residuals, np.diag(precision).copy()
    gone, ranks = np.zeros(len(residuals), dtype=bool), np.empty((n_gone, len(residuals)))
    for n_done in range(n_gone):
        losses = np.where(gone, np.inf, np.abs(weights) / diagonal)
        least = int(np.argmin(losses))
        rank = precision[least] - ranks[:n_done, least] @ ranks[:n_done]
        rank /= np.sqrt(diagonal[least])
        weights = weights - rank * (weights[least] / rank[least])
        diagonal = np.where(gone, 1.0, diagonal - rank * rank)
        gone[least], diagonal[least] = True, 1.0
        ranks[n_done] = rank
    return np.flatnonzero(~gone)


def thinned(n_ratings: int, n_most: int, n_kept: int, choose: Callable[[Rows, int], Rows]) -> Rows:
    """Positions of the ratings that a posterior keeps which takes them in one after the other.

    It is thinned to ``n_kept`` each time it has taken in ``n_most``: ten thousand ratings read from a journal
    cost no more than room for ``n_most``, and leave what they left when they were given.

    Parameters
    ----------
    choose
        Gives of some positions ``(m,)`` the places ``(n,)`` of the ``n`` to keep.
    """
    kept = np.zeros(0, dtype=np.int64)
    taken = 0
    while taken < n_ratings:
        new = np.arange(taken, min(n_ratings, taken + n_most - len(kept)))
        kept, taken = np.append(kept, new), taken + len(new)
        if len(kept) == n_most and taken < n_ratings:
            kept = kept[choose(kept, n_kept)]
    return kept
