"""What is expected of galaxies before any is rated."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.utility import worth


def prior_means(mean: float, prior: NDArray[Any] | None) -> NDArray[np.float64]:
    """Rating and worth expected before any rating: ``(2, 1)``, or ``(2, n_galaxies)`` where they differ."""
    if prior is None:
        return np.array([[mean], [float(worth(mean))]])
    ratings = np.where(np.isfinite(prior), prior, mean).astype(np.float64)
    return np.stack([ratings, worth(ratings)])
