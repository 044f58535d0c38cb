"""Choosing the galaxies of a page together, so that near-copies do not waste looks.

Of a shortlist, the best galaxy is taken, the posterior is narrowed as if it had been rated as expected
(a fantasy), and the next best is taken; a near-copy of a chosen galaxy has little left to be uncertain about.

References
----------
Ginsbourger et al. 2010, Kriging is well-suited to parallelize optimization (the believer).
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]


def choose_jointly(
    mean: Float,
    covariance: Float,
    noise_variance: float,
    size: int,
    score: Callable[[Float, Float], NDArray[Any]],
) -> list[int]:
    """Positions in the shortlist ``(<= size,)``, best first.

    Parameters
    ----------
    mean, covariance
        Posterior of the shortlist, ``(m,)`` and ``(m, m)``.
    noise_variance
        Of one rating.
    score
        Acquisition values from mean and standard deviation.
    """
    chosen: list[int] = []
    variance = np.diag(covariance).copy()
    seen = np.zeros((len(mean), min(size, len(mean))))
    for step in range(min(size, len(mean))):
        values = np.array(score(mean, np.sqrt(np.maximum(variance, 0.0))), dtype=np.float64)
        values[chosen] = -np.inf
        best = int(values.argmax())
        shared = covariance[best] - seen[:, :step] @ seen[best, :step]
        seen[:, step] = shared / np.sqrt(max(variance[best], 0.0) + noise_variance)
        variance -= seen[:, step] ** 2
        chosen.append(best)
    return chosen
