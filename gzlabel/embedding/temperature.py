"""Scores to probabilities that can be believed: one number divides them (Guo et al. 2017, ICML)."""

import numpy as np
from numpy.typing import NDArray


def best_temperature(scores: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """Divisor of ``scores`` ``(n, n_classes)`` that makes their probabilities most likely."""
    from scipy.optimize import minimize_scalar

    found = minimize_scalar(
        lambda log: log_loss(scores / np.exp(log), labels), bounds=(-2.5, 2.5), method="bounded"
    )
    return float(np.exp(found.x))


def log_loss(scores: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """Mean negative log probability of the true classes."""
    return float(-np.log(softmax(scores)[np.arange(len(labels)), labels] + 1e-12).mean())


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities ``(n, n_classes)`` of log-odds."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
