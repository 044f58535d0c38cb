"""What hyperparameters are chosen from: the vectors and ratings of the galaxies that were rated first."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.hyperparameters import Hyperparameters, fitted_places
from gzlabel.interest.pool import Pool

Material = tuple[NDArray[np.float32], NDArray[np.float64], Hyperparameters]
"""Vectors ``(m, n_features)``, ratings ``(m,)``, and where a fit starts."""


def material(
    pool: Pool,
    prior_mean: Callable[[NDArray[np.int64]], NDArray[np.float64]],
    rows: NDArray[np.int64],
    ratings: NDArray[Any],
) -> Material:
    """Vectors and ratings for a fit, and where it starts.

    A whole number of tens counts, see `fitted_places`, and the start is always the same: so the same ratings
    give the same hyperparameters, whatever was undone or restarted on the way.

    Parameters
    ----------
    prior_mean
        Gives the rating expected of galaxies ``(m,)`` before any rating.
    rows, ratings
        ``(m,)`` in order of decision.
    """
    places = fitted_places(len(rows))
    rows, ratings = rows[places], ratings[places]
    usable, start = pool.valid[rows], Hyperparameters()
    rows, ratings = rows[usable], ratings[usable].astype(np.float64)
    # The fit knows one prior mean for all; what a galaxy's own differs by is taken off its rating.
    return pool.vectors(rows), ratings - prior_mean(rows) + start.mean, start
