"""How a search is going: what the next looks will find, how much is left, and when to stop.

The chance that a galaxy will be liked (`gzlabel.interest.chances`), its uncertainty and the luck of the draw make
the interval. What was rated was chosen because it looked promising, so the rest of the pool holds fewer finds than
that says: on seven searches for EFIGI galaxies a quarter fewer, give or take a third, and both are allowed for.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.chances import Chances
from gzlabel.interest.posterior import Posterior
from gzlabel.rating_scale import LIKED

_DRAWS = 400
_BINS = 400
_CHOSEN_EXCESS = 1.3
_EXCESS_SPREAD = 0.35
_PAGE = 20
_HOPELESS_LOOKS = 200.0
_LEAST_LOOKS = 40

Float = NDArray[np.float64]


@dataclass(frozen=True)
class Forecast:
    """What to expect of the rest of a search.

    Attributes
    ----------
    looks, finds
        Galaxies rated so far, and those among them rated 3 or more.
    recent_per_20
        Finds among the last 20 looks.
    next_per_20
        Finds expected in the next 20 looks, in the order of the queue.
    remaining, remaining_low, remaining_high
        Finds not yet made in the whole pool: expected number and 90% interval.
    looks_to_next
        Looks expected until the next find; infinite where none is in sight.
    stop
        Whether more looks are hardly worth it.
    advice
        The same as a sentence.
    """

    looks: int
    finds: int
    recent_per_20: float
    next_per_20: float
    remaining: float
    remaining_low: float
    remaining_high: float
    looks_to_next: float
    stop: bool
    advice: str


def forecast(
    posterior: Posterior,
    free: NDArray[np.bool_],
    queue: NDArray[np.int64],
    ratings_in_order: NDArray[Any],
    seed: int,
) -> Forecast:
    """What the rest of a search will bring.

    Parameters
    ----------
    free
        ``(n_galaxies,)`` which galaxies may still be offered.
    queue
        Rows in the order in which they would be offered, a few hundred.
    ratings_in_order
        Ratings so far, as they were given.
    """
    chances = Chances.of(posterior)
    of_queue = chances.at(posterior.mean[queue])
    low, expected, high = _remaining(posterior.mean[free], chances, seed)
    looks_to_next = _looks_to_next(of_queue)
    finds = ratings_in_order >= LIKED
    recent = float(finds[-_PAGE:].mean() * _PAGE) if len(finds) else 0.0
    stop = len(finds) >= _LEAST_LOOKS and looks_to_next > _HOPELESS_LOOKS
    advice = _advice(looks_to_next, expected, stop)
    next_per_20 = float(of_queue[:_PAGE].sum())
    return Forecast(
        len(finds), int(finds.sum()), recent, next_per_20, expected, low, high, looks_to_next, stop, advice
    )


def _remaining(means: NDArray[Any], chances: Chances, seed: int) -> tuple[float, float, float]:
    """5%, mean and 95% of the number of finds among galaxies with these expected ratings."""
    if not len(means):
        return 0.0, 0.0, 0.0
    counts, edges = np.histogram(means, bins=_BINS)
    middles = 0.5 * (edges[1:] + edges[:-1])
    rng = np.random.default_rng(seed)
    drawn = chances.drawn(_DRAWS, middles, rng)
    share = np.exp(_EXCESS_SPREAD * rng.standard_normal((_DRAWS, 1))) / _CHOSEN_EXCESS
    totals = rng.binomial(counts, np.minimum(share * drawn, 1.0)).sum(axis=1)
    low, high = np.quantile(totals, [0.05, 0.95])
    return float(low), float(totals.mean()), float(high)


def _looks_to_next(chances: Float) -> float:
    """Expected looks until the first find along a queue; its last chance goes on for ever."""
    if not len(chances) or chances.max() <= 0.0:
        return float("inf")
    none_yet = np.cumprod(np.append(1.0, 1.0 - chances))
    return float(none_yet[:-1].sum() + none_yet[-1] / max(chances[-1], 1e-9))


def _advice(looks_to_next: float, remaining: float, stop: bool) -> str:
    if not np.isfinite(looks_to_next):
        return "Nothing is left to look at."
    if stop:
        return f"Stop here, or change what you look for: the next find may cost {looks_to_next:.0f} looks."
    looks = max(1, round(looks_to_next))
    return f"Go on: about one find every {looks} look{'s' * (looks > 1)}, some {remaining:.0f} left."
