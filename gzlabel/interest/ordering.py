"""The most promising galaxies by acquisition value, found without the standard deviation of every galaxy.

No rating raises a variance, so the standard deviations known before the last ratings are bounds from above; an
acquisition that grows with the standard deviation turns them into bounds of its values. A shortlist of the
highest bounds is worked out exactly. Where its n-th best value is above every bound outside it, no galaxy
outside can be among the best n, and the answer is that of the full computation; else the shortlist grows.
"""

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.acquisition import Acquisition, Context
from gzlabel.interest.page import choose_jointly
from gzlabel.interest.posterior import Posterior

_JOINTLY_FROM = 256
_SHORTLIST = 2_048
_GROWTH = 4
_LARGEST_SHARE = 0.125

Rows = NDArray[np.int64]
Values = NDArray[np.float32]


def values_of_all(
    posterior: Posterior, acquisition: Acquisition, context: Context, *, at_once: bool = False
) -> Values:
    """Acquisition value ``(n_galaxies,)`` of every galaxy; NaN without a vector. ``at_once``: by bounds."""
    spread = _spread(posterior, acquisition, at_once)
    return _values(acquisition, _expected(posterior, acquisition), spread, context)


def most_promising(
    posterior: Posterior, acquisition: Acquisition, context: Context, free: NDArray[np.bool_], n_wanted: int
) -> Rows:
    """The best galaxies ``(<= n_wanted,)`` among the ``free`` ``(n_galaxies,)``, best first; ties by row."""
    n_wanted = min(n_wanted, int(np.count_nonzero(free)))
    if n_wanted == 0:
        return np.zeros(0, dtype=np.int64)
    if acquisition.spread == "raises" and not posterior.is_settled:
        found = _by_bounds(posterior, acquisition, context, free, n_wanted)
        if found is not None:
            return found
    values = values_of_all(posterior, acquisition, context)
    rows = _highest(np.where(free, values, -np.inf), n_wanted)
    return _in_order(rows, values[rows])


def best_page(
    posterior: Posterior, acquisition: Acquisition, context: Context, free: NDArray[np.bool_], size: int
) -> Rows:
    """The best ``free`` galaxies ``(<= size,)``, chosen as a page."""
    if not acquisition.joint:
        return most_promising(posterior, acquisition, context, free, size)
    rows = most_promising(posterior, acquisition, context, free, max(_JOINTLY_FROM, 2 * size))
    places = choose_jointly(
        _expected(posterior, acquisition)[rows].astype(np.float64),
        posterior.covariance(rows, rows),
        posterior.hyperparameters.noise_variance,
        size,
        lambda mean, std: acquisition.values(mean, std, context),
    )
    return np.asarray(rows[places], dtype=np.int64)


def _expected(posterior: Posterior, acquisition: Acquisition) -> Values:
    """The mean ``(n_galaxies,)`` that this acquisition goes by."""
    return posterior.worth if acquisition.scale == "worth" else posterior.mean


def _spread(posterior: Posterior, acquisition: Acquisition, at_once: bool) -> Values:
    if acquisition.spread == "unused":
        return posterior.mean
    return posterior.std_bound if at_once else posterior.std


def _by_bounds(
    posterior: Posterior, acquisition: Acquisition, context: Context, free: NDArray[np.bool_], n_wanted: int
) -> Rows | None:
    """None where bounds do not narrow the choice enough to be worth it."""
    mean = _expected(posterior, acquisition)
    bounds = np.where(free, _values(acquisition, mean, posterior.std_bound, context), -np.inf)
    n_candidates = max(_SHORTLIST, 2 * n_wanted)
    while n_candidates < _LARGEST_SHARE * len(bounds):
        candidates = _highest(bounds, n_candidates)
        values = _values(acquisition, mean[candidates], posterior.std_of(candidates), context)
        best = _highest(values, n_wanted)
        outside = bounds.copy()
        outside[candidates] = -np.inf
        if values[best].min() > outside.max():
            return _in_order(candidates[best], values[best])
        n_candidates *= _GROWTH
    return None


def _values(acquisition: Acquisition, mean: Values, spread: Values, context: Context) -> Values:
    return np.asarray(acquisition.values(mean, spread, context), dtype=np.float32)


def _highest(values: Values, n: int) -> Rows:
    """Places of the ``n`` highest values, in no order; NaN is lower than all."""
    if n >= len(values):
        return np.arange(len(values))
    costs = np.where(np.isnan(values), np.inf, -values)
    return np.asarray(np.argpartition(costs, n - 1)[:n], dtype=np.int64)


def _in_order(rows: Rows, values: Values) -> Rows:
    return np.asarray(rows[np.lexsort((rows, -values))], dtype=np.int64)
