"""Kernel, noise and prior mean of a search, and their fit to the ratings.

With a few dozen ratings the marginal likelihood alone overfits, so each hyperparameter carries a log-normal
prior in the units of a standardised pool (mean squared length one), and the fit maximises their product.

References
----------
Rasmussen & Williams 2006, Gaussian Processes for Machine Learning, section 5.4 and equation 5.9.
"""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_solve, cholesky
from scipy.optimize import minimize

from gzlabel.interest.kernels import RBF, Anchored, Constant, Kernel, LogNormal, Sum
from gzlabel.interest.sweep import one_threaded_blas

Float = NDArray[np.float64]

_LABELS_A_FIT = ((400, 10), (2_000, 50), (np.inf, 500))
"""Up to so many ratings, hyperparameters are chosen anew with every so many."""

_MOST_FITTED = 1_000

_NOISE_PRIOR = LogNormal(0.8, 0.3)
_STEPS = 60


def _default_kernel() -> Kernel:
    return Anchored(Sum((Constant(), RBF())))


@dataclass(frozen=True)
class Hyperparameters:
    """What the Gaussian process believes before it sees a rating.

    Attributes
    ----------
    kernel
        How alike galaxies are, in units of squared rating.
    noise_variance
        Of one rating around the interest, in squared rating.
    mean
        Expected rating of a galaxy far from all rated ones.
    """

    kernel: Kernel = field(default_factory=_default_kernel)
    noise_variance: float = 0.8
    mean: float = 0.1

    def __str__(self) -> str:
        return f"{self.kernel}; noise variance {self.noise_variance:.3g}; prior mean {self.mean:.3g}"

    @property
    def log_parameters(self) -> Float:
        """Natural logarithms of the kernel's hyperparameters and the noise variance."""
        return np.append(self.kernel.log_parameters, np.log(self.noise_variance))

    @property
    def priors(self) -> tuple[LogNormal, ...]:
        """Priors of `log_parameters`."""
        return (*self.kernel.priors, _NOISE_PRIOR)

    def with_log_parameters(self, values: Float) -> "Hyperparameters":
        """The same model with other hyperparameters."""
        return replace(
            self,
            kernel=self.kernel.with_log_parameters(values[:-1]),
            noise_variance=float(np.exp(values[-1])),
        )


def n_fitted(n_labels: int) -> int:
    """With how many of the ratings the hyperparameters were last chosen anew."""
    step = next(step for most, step in _LABELS_A_FIT if n_labels <= most)
    return n_labels // step * step


def fitted_places(n_labels: int) -> NDArray[np.int64]:
    """Which of the ratings the hyperparameters are chosen from: all those, or 1,000 spread evenly over them."""
    n_counted = n_fitted(n_labels)
    n_chosen = min(n_counted, _MOST_FITTED)
    return np.arange(n_chosen, dtype=np.int64) * n_counted // max(n_chosen, 1)


def log_evidence(
    hyperparameters: Hyperparameters, features: NDArray[Any], ratings: NDArray[Any]
) -> tuple[float, Float]:
    """Log marginal likelihood of the ratings times the priors, and its gradient by the log parameters.

    Parameters
    ----------
    features
        ``(m, n_features)`` vectors of the rated galaxies, standardised.
    ratings
        ``(m,)``.
    """
    vectors = np.asarray(features, dtype=np.float64)
    residuals = np.asarray(ratings, dtype=np.float64) - hyperparameters.mean
    products, squares = vectors @ vectors.T, np.einsum("ij,ij->i", vectors, vectors)
    identity = np.eye(len(vectors))
    noise = hyperparameters.noise_variance * identity
    factor = cholesky(
        hyperparameters.kernel.covariance(products.copy(), squares, squares) + noise, lower=True
    )
    weights, inverse = cho_solve((factor, True), residuals), cho_solve((factor, True), identity)
    value = (
        -0.5 * residuals @ weights - np.log(np.diag(factor)).sum() - 0.5 * len(vectors) * np.log(2 * np.pi)
    )
    slopes = [*hyperparameters.kernel.gradients(products, squares, squares), noise]
    pull = np.outer(weights, weights) - inverse
    gradient = np.array([0.5 * np.einsum("ij,ij->", pull, slope) for slope in slopes])
    medians = np.log([prior.median for prior in hyperparameters.priors])
    spreads = np.array([prior.spread for prior in hyperparameters.priors])
    scores = (hyperparameters.log_parameters - medians) / spreads
    return float(value - 0.5 * scores @ scores), gradient - scores / spreads


def fit_hyperparameters(
    features: NDArray[Any], ratings: NDArray[Any], start: Hyperparameters
) -> Hyperparameters:
    """Hyperparameters that maximise evidence times priors, from the ratings of ``(m, n_features)`` galaxies.

    Everything given and returned can be pickled, so this can run in another process.
    """
    if len(ratings) < 2:
        return start

    def cost(values: Float) -> tuple[float, Float]:
        value, gradient = log_evidence(start.with_log_parameters(values), features, ratings)
        return -value, -gradient

    with one_threaded_blas():
        found = minimize(cost, start.log_parameters, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return start.with_log_parameters(found.x) if np.isfinite(found.fun) else start
