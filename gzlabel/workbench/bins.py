"""Values of every galaxy sorted into bins of round width.

A width that is 1, 2 or 5 times a power of ten makes edges that can be read and typed. The outermost bins are open:
what lies far off, such as the 99 that stands for a magnitude too faint, does not squeeze all others into one bin.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_MOST_BINS = 40
_LOOKED_AT = 10_000
_ROUND = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True)
class Bins:
    """Which bin each galaxy is in.

    Attributes
    ----------
    edges
        ``(n_bins + 1,)`` in the unit of the values; each bin holds its lower edge.
    n_decimals
        How many of an edge's decimals mean anything.
    places
        Bin of each galaxy ``(n_galaxies,)`` int16, -1 without a value.
    open_below, open_above
        Whether the first bin holds lower values besides, and the last one higher.
    """

    edges: NDArray[np.float64]
    n_decimals: int
    places: NDArray[np.int16]
    open_below: bool
    open_above: bool

    @property
    def n_bins(self) -> int:
        """How many bins there are, at least two."""
        return len(self.edges) - 1

    def counts(self, which: NDArray[np.int64] | NDArray[np.bool_]) -> NDArray[np.int64]:
        """How many of these galaxies, given by row or by mask, each bin holds ``(n_bins,)``."""
        places = self.places[which]
        return np.bincount(places[places >= 0], minlength=self.n_bins).astype(np.int64)

    def rows(self, first: int, last: int) -> NDArray[np.int64]:
        """The galaxies of these bins, both included."""
        return np.flatnonzero((self.places >= first) & (self.places <= last)).astype(np.int64)

    def span(self, first: int, last: int) -> tuple[float | None, float | None]:
        """From which value on these bins reach, and up to which one; None where they are open."""
        low = None if first == 0 and self.open_below else float(self.edges[first])
        high = None if last == self.n_bins - 1 and self.open_above else float(self.edges[last + 1])
        return low, high


def binned(values: NDArray[np.floating], low: float, high: float) -> Bins:
    """Sort ``values`` ``(n_galaxies,)``, NaN where there is none, into at most about forty bins.

    Parameters
    ----------
    low, high
        What the bins have to reach at least; outside it only the open ones do. Finite, ``low < high``.
    """
    width = _round_width((high - low) / _MOST_BINS, are_whole=_are_whole(values))
    start = math.floor(low / width)
    n_bins = max(math.floor(high / width) - start + 1, 2)
    n_decimals = max(0, -math.floor(math.log10(width)))
    edges = np.round((start + np.arange(n_bins + 1)) * width, n_decimals)
    known = ~np.isnan(values)
    as_fine = edges.astype(
        values.dtype
    )  # what the model expects is in single precision: 0.7 must not be below 0.7
    places = np.searchsorted(as_fine[1:-1], values, side="right").astype(np.int16)
    places[~known] = -1
    lowest, highest = values.min(where=known, initial=np.inf), values.max(where=known, initial=-np.inf)
    return Bins(edges, n_decimals, places, bool(lowest < as_fine[0]), bool(highest >= as_fine[-1]))


def _round_width(least: float, *, are_whole: bool) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    width = next(factor for factor in _ROUND if factor * power >= least * (1.0 - 1e-9)) * power
    return max(width, 1.0) if are_whole else width


def _are_whole(values: NDArray[np.floating]) -> bool:
    looked_at = values[:: max(1, len(values) // _LOOKED_AT)]
    looked_at = looked_at[np.isfinite(looked_at)]
    return bool(len(looked_at) and np.all(looked_at == np.rint(looked_at)))
