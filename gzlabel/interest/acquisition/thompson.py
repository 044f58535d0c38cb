"""Show what a guess drawn from the posterior finds most interesting: exploration in proportion to doubt.

References
----------
Thompson 1933, Biometrika 25, 285. Each galaxy is drawn on its own, without the covariance between galaxies.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.acquisition.context import Context

NAME = "thompson"
TITLE = "Thompson sampling"


def values(mean: NDArray[Any], std: NDArray[Any], context: Context) -> NDArray[Any]:
    """One draw from each galaxy's normal distribution, ``(n,)``; the seed is the context's."""
    return mean + std * np.random.default_rng(context.seed).standard_normal(len(mean))
