"""Show what is expected to be most interesting: no exploration at all."""

from typing import Any

from numpy.typing import NDArray

from gzlabel.interest.acquisition.context import Context

NAME = "posterior_mean"
TITLE = "Highest expected interest"
JOINT = False
SPREAD = "unused"


def values(mean: NDArray[Any], std: NDArray[Any], context: Context) -> NDArray[Any]:
    """The mean itself, ``(n,)``."""
    return mean
