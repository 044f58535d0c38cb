"""Which ratings may be left out of the posterior once there are more than it can carry.

A rating that all the others foretell adds nothing but a row: the hundredth 0 among ninety-nine like it.
Ratings go one by one, each time the one whose loss changes what is expected of its own galaxy least; a rating
that goes takes a rank of the precision with it.

References
----------
Csató & Opper 2002, Sparse on-line Gaussian processes, section 3.3 (the score of a basis vector).
"""

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]
Rows = NDArray[np.int64]

_WEIGHED_AGAIN = 4


def least_telling(whitening: Float, weights: Float, diagonal: Float, n: int) -> Rows:
    """Positions ``(n,)`` of the ratings to leave out, in the order in which they go.

    Only those that tell least at first, four times as many as go, are weighed again each time that one has gone.

    Parameters
    ----------
    whitening
        ``A`` ``(m, m)``, for which ``A^T A`` is the precision of the ratings, noise included.
    weights
        ``(m,)`` the precision times the ratings less the prior mean.
    diagonal
        ``(m,)`` of the precision.
    """
    losses = np.abs(weights) / diagonal
    n_weighed = min(_WEIGHED_AGAIN * n, len(losses))
    weighed = np.sort(np.argsort(losses, kind="stable")[:n_weighed])
    columns = whitening[:, weighed]
    return weighed[_one_by_one(columns.T @ columns, weights[weighed], n)]


def _one_by_one(precision: Float, weights: Float, n: int) -> Rows:
    diagonal = np.diag(precision).copy()
    gone, ranks = np.zeros(n, dtype=np.int64), np.empty((n, len(weights)))
    is_left = np.ones(len(weights), dtype=bool)
    for n_done in range(n):
        losses = np.where(is_left, np.abs(weights) / diagonal, np.inf)
        least = int(np.argmin(losses))
        rank = precision[least] - ranks[:n_done, least] @ ranks[:n_done]
        rank /= np.sqrt(diagonal[least])
        weights = weights - rank * (weights[least] / rank[least])
        gone[n_done], is_left[least], ranks[n_done] = least, False, rank
        diagonal = np.where(is_left, diagonal - rank * rank, 1.0)
    return gone
