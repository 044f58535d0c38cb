"""Why this galaxy: what is expected of it, and which ratings made it so."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.posterior import Posterior

_NEIGHBOURS = 6
_KNOWN_SHARE = 0.85


@dataclass(frozen=True)
class Neighbour:
    """A rated galaxy that speaks for or against another.

    Attributes
    ----------
    row
        Of the rated galaxy.
    rating
        It was given, 0-5.
    correlation
        Of its interest with the explained galaxy's before any rating, -1 to 1.
    pull
        How much it moves the expected rating, in ratings: negative speaks against.
    """

    row: int
    rating: float
    correlation: float
    pull: float


@dataclass(frozen=True)
class Explanation:
    """What is expected of one galaxy and why.

    Attributes
    ----------
    mean, std
        Expected rating 0-5 and its standard deviation.
    neighbours
        The rated galaxies most like it, nearest first.
    total_pull
        Of all ratings together; the mean is the prior mean plus this.
    purpose
        ``exploit`` where the galaxy is well known from its neighbours, ``explore`` where it is not.
    version
        Of the model that says so.
    """

    row: int
    mean: float
    std: float
    neighbours: tuple[Neighbour, ...]
    total_pull: float
    purpose: Literal["explore", "exploit"]
    version: int


def explain(posterior: Posterior, row: int, version: int) -> Explanation | None:
    """Why ``row`` has the mean it has; None for a galaxy without a vector."""
    if not posterior.pool.valid[row]:
        return None
    neighbours, total_pull = _neighbours(posterior, row)
    mean, std = float(posterior.mean[row]), float(posterior.std_of(np.array([row]))[0])
    share = std / posterior.prior_std(row)
    purpose: Literal["explore", "exploit"] = "explore" if share > _KNOWN_SHARE else "exploit"
    return Explanation(row, mean, std, neighbours, total_pull, purpose, version)


def _neighbours(posterior: Posterior, row: int) -> tuple[tuple[Neighbour, ...], float]:
    rows, ratings = posterior.rows, posterior.ratings
    if not len(rows):
        return (), 0.0
    correlations = posterior.prior_correlations(row)
    pulls: NDArray[np.float64] = posterior.pulls(row) * (ratings - posterior.prior_mean(rows))
    nearest = np.argsort(-correlations, kind="stable")[:_NEIGHBOURS]
    return tuple(
        Neighbour(int(rows[i]), float(ratings[i]), float(correlations[i]), float(pulls[i])) for i in nearest
    ), float(pulls.sum())
