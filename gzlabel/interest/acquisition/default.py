"""Show what is worth most if found: the order that found most on the benchmark, at every budget.

Bonuses for uncertainty and the non-myopic rule of Jiang et al. 2017 (ENS: what a look finds now plus what it
teaches for the looks left) found no more galaxies than this plain order on the EFIGI searches: the graded
ratings of what is shown teach enough on the way.

References
----------
Garnett et al. 2012, Bayesian optimal active search and surveying (the greedy, one-step policy).
"""

from typing import Any

from numpy.typing import NDArray

from gzlabel.interest.acquisition.context import Context

NAME = "default"
TITLE = "Most finds"
SCALE = "worth"
JOINT = False
SPREAD = "unused"


def values(mean: NDArray[Any], std: NDArray[Any], context: Context) -> NDArray[Any]:
    """The expected worth itself, ``(n,)``."""
    return mean
