"""Show what is expected to exceed the best rating so far by most.

References
----------
Jones et al. 1998, Efficient global optimization of expensive black-box functions, equation 15.
Lizotte 2008, Practical Bayesian optimization (the trade-off).
Walmsley et al. 2022, Practical galaxy morphology tools from deep supervised representation learning
(trade-off 0.5 on ratings 0-5).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from gzlabel.interest.acquisition.context import Context

NAME = "expected_improvement"
TITLE = "Expected improvement"
SPREAD = "raises"
_TRADE_OFF = 0.5


def values(mean: NDArray[Any], std: NDArray[Any], context: Context) -> NDArray[Any]:
    """``(mean - best - 0.5) cdf(u) + std pdf(u)`` with ``u = (mean - best - 0.5) / std``, ``(n,)``."""
    gain = mean - (context.best_rating + _TRADE_OFF)
    scaled = gain / np.maximum(std, 1e-9)
    density = np.exp(-0.5 * scaled * scaled) / np.sqrt(2.0 * np.pi)
    return np.asarray(gain * ndtr(scaled) + std * density)
