"""Show what is least known: pure exploration.

References
----------
Lewis & Gale 1994, A sequential algorithm for training text classifiers (uncertainty sampling).
"""

from typing import Any

from numpy.typing import NDArray

from gzlabel.interest.acquisition.context import Context

NAME = "most_uncertain"
TITLE = "Most uncertain"
SPREAD = "raises"


def values(mean: NDArray[Any], std: NDArray[Any], context: Context) -> NDArray[Any]:
    """The standard deviation itself, ``(n,)``."""
    return std
