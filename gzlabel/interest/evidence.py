"""The fit of hyperparameters to the ratings.

With a few dozen ratings the marginal likelihood alone overfits, so the fit maximises its product with the priors.

References
----------
Rasmussen & Williams 2006, Gaussian Processes for Machine Learning, section 5.4 and equation 5.9.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_solve, cholesky
from scipy.optimize import minimize

from gzlabel.interest.hyperparameters import Hyperparameters
from gzlabel.interest.sweep import one_threaded_blas

Float = NDArray[np.float64]

_STEPS = 60


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
