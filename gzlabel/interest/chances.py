"""The chance that a galaxy will be liked, from its expected rating.

It is a logistic function, fitted to the ratings given so far, each as expected from all the others (leave one out,
which costs nothing here). Five virtual looks at the most ordinary galaxies, which found nothing, stand for what was
not looked at.

References
----------
Platt 1999, Probabilistic outputs for support vector machines (the logistic map of a score).
MacKay 1992, The evidence framework applied to classification networks (the Laplace approximation).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from gzlabel.interest.posterior import Posterior
from gzlabel.rating_scale import LIKED

_PRIOR_MEAN = np.array([-4.0, 1.8])
_PRIOR_PRECISION = np.diag([1.0 / 1.5**2, 1.0 / 1.5**2])
_NEWTON_STEPS = 30
_VIRTUAL_LOOKS = 5

Float = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Chances:
    """Log odds of a find, a line in the expected rating.

    Attributes
    ----------
    line
        Intercept and slope ``(2,)``.
    covariance
        Theirs ``(2, 2)``.
    """

    line: Float
    covariance: Float

    @classmethod
    def of(cls, posterior: Posterior) -> "Chances":
        """As the ratings that a posterior knows tell them."""
        valid = posterior.pool.valid
        ordinary = np.median(posterior.mean[valid]) if valid.any() else 0.0
        expected = np.append(posterior.leave_one_out()[0], np.full(_VIRTUAL_LOOKS, ordinary))
        design = np.stack([np.ones(len(expected)), expected], axis=1)
        found = np.append(posterior.ratings >= LIKED, np.zeros(_VIRTUAL_LOOKS))
        line, curvature = _PRIOR_MEAN.copy(), _PRIOR_PRECISION
        for _ in range(_NEWTON_STEPS):
            chances = expit(design @ line)
            slope = design.T @ (found - chances) - _PRIOR_PRECISION @ (line - _PRIOR_MEAN)
            curvature = (design * (chances * (1.0 - chances))[:, None]).T @ design + _PRIOR_PRECISION
            line = line + np.linalg.solve(curvature, slope)
        return cls(line, np.linalg.inv(curvature))

    def at(self, means: NDArray[Any]) -> Float:
        """Chance ``(n,)`` of a find among galaxies with these expected ratings."""
        return np.asarray(expit(self.line[0] + self.line[1] * means.astype(np.float64)))

    def drawn(self, n: int, means: Float, rng: np.random.Generator) -> Float:
        """Chances ``(n, len(means))`` of so many lines that may as well be true."""
        lines = rng.multivariate_normal(self.line, self.covariance, size=n)
        return np.asarray(expit(lines[:, :1] + np.maximum(lines[:, 1:], 0.0) * means))
