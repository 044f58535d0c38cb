"""A Gaussian process refitted before each page, and expected improvement, as scikit-learn and modAL do it."""

import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from gzlabel.interest.simulation.pool import Labels, best_unlabelled


class ExpectedImprovementSearch:
    """Shows the first rows it is given, then those with the greatest expected improvement.

    Parameters
    ----------
    features
        ``(n_galaxies, n_features)``.
    kernel
        A scikit-learn kernel; its hyperparameters are fitted from these values anew before each page.
    first
        ``(n_first,)`` rows shown before the process is asked.
    trade_off
        What an improvement must exceed, in ratings.
    """

    def __init__(
        self, features: NDArray[Any], kernel: Any, first: NDArray[np.int64], trade_off: float
    ) -> None:
        self._features, self._kernel, self._first, self._trade_off = features, kernel, first, trade_off

    def next_page(self, labels: Labels, size: int) -> NDArray[np.int64]:
        """Choose from the first rows, or by expected improvement."""
        waiting = self._first[~np.isin(self._first, labels.rows)]
        if len(waiting) > 0 or len(labels) == 0:
            return waiting[:size]
        mean, std = self._posterior(labels)
        improvement = expected_improvement(mean, std, float(labels.ratings.max()), self._trade_off)
        return best_unlabelled(improvement, labels, size)

    def scores(self, labels: Labels) -> NDArray[np.floating]:
        """Rank by the posterior mean."""
        return self._posterior(labels)[0]

    def _posterior(self, labels: Labels) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        from sklearn.base import clone
        from sklearn.gaussian_process import GaussianProcessRegressor

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            process = GaussianProcessRegressor(clone(self._kernel), random_state=0)
            process.fit(self._features[labels.rows], labels.ratings.astype(np.float64))
            mean, std = process.predict(self._features, return_std=True)
        return mean, std


def expected_improvement(
    mean: NDArray[np.float64], std: NDArray[np.float64], best: float, trade_off: float
) -> NDArray[np.float64]:
    """Return ``(mean - best - trade_off) Phi(z) + std phi(z)`` with ``z = (mean - best - trade_off) / std``.

    As ``modAL.acquisition.EI`` (Danka & Horvath 2018, arXiv 1805.00979).
    """
    gain = mean - best - trade_off
    z = np.divide(gain, std, out=np.zeros_like(gain), where=std > 0)
    density = np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi)
    return np.asarray(np.where(std > 0, gain * ndtr(z) + std * density, np.maximum(gain, 0)))
