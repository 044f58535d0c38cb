"""Show what could be most interesting, within two standard deviations.

References
----------
Srinivas et al. 2010, Gaussian process optimization in the bandit setting, equation 6.
"""

from typing import Any

from numpy.typing import NDArray

from gzlabel.interest.acquisition.context import Context

NAME = "upper_confidence_bound"
TITLE = "Upper confidence bound"
SPREAD = "raises"
_DEVIATIONS = 2.0


def values(mean: NDArray[Any], std: NDArray[Any], context: Context) -> NDArray[Any]:
    """``mean + 2 std``, ``(n,)``."""
    return mean + _DEVIATIONS * std
