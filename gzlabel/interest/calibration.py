"""How wide an interval must be to hold what it promises.

The posterior's normal intervals assume that ratings scatter evenly; they do not: most are 0, a few are 5. So
the width is read from the ratings themselves, each as expected from all the others. It holds for galaxies
like those rated.

References
----------
Vovk et al. 2005, Algorithmic learning in a random world (conformal prediction).
Barber et al. 2021, Predictive inference with the jackknife+ (leave-one-out residuals).
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from gzlabel.interest.posterior import Posterior
from gzlabel.rating_scale import BEST_RATING

_NORMAL_LOOKS = 4.0


def interval_deviations(posterior: Posterior, share: float) -> float:
    """Standard deviations on either side of the mean that hold ``share`` of the ratings.

    With few ratings, the normal distribution counts as four more.
    """
    normal = float(ndtri(0.5 + 0.5 * share))
    if not len(posterior.ratings):
        return normal
    expected, std = posterior.leave_one_out()
    scaled = np.sort(np.abs(posterior.ratings - expected) / std)
    place = min(share * (len(scaled) + 1) / len(scaled), 1.0)
    trust = len(scaled) / (len(scaled) + _NORMAL_LOOKS)
    return trust * float(np.quantile(scaled, place)) + (1.0 - trust) * normal


def interval(
    posterior: Posterior, rows: NDArray[np.int64], share: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Ratings ``(m,)`` between which ``share`` of these galaxies' ratings are expected, within 0 to 5."""
    mean, std = posterior.mean[rows].astype(np.float64), posterior.std[rows].astype(np.float64)
    spread = np.sqrt(std**2 + posterior.hyperparameters.noise_variance)
    reach = interval_deviations(posterior, share) * spread
    return np.clip(mean - reach, 0.0, BEST_RATING), np.clip(mean + reach, 0.0, BEST_RATING)
