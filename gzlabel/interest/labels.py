"""The ratings given so far, and which of them the posterior knows."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.limits import Limits
from gzlabel.interest.rated import Rated
from gzlabel.interest.revision import revise
from gzlabel.interest.sweep import one_threaded

Float = NDArray[np.float64]
Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Labels:
    """Ratings in the order in which they were given.

    Attributes
    ----------
    rows, ratings
        ``(m,)``; no row twice.
    is_left_out
        ``(m,)`` which of them the posterior does not know, since the others foretell them.
    """

    rows: Rows = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    ratings: Float = field(default_factory=lambda: np.zeros(0))
    is_left_out: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))

    def updated(self, rows: Rows, ratings: Float) -> "Labels":
        """With these ratings instead; what was left out stays so where its rating has not changed."""
        left_out, before = self.rows[self.is_left_out], self.ratings[self.is_left_out]
        if not len(left_out):
            return Labels(rows, ratings, np.zeros(len(rows), dtype=bool))
        order = np.argsort(left_out)
        places = order[np.minimum(np.searchsorted(left_out, rows, sorter=order), len(order) - 1)]
        return Labels(rows, ratings, (left_out[places] == rows) & (before[places] == ratings))

    @property
    def known(self) -> tuple[Rows, Float]:
        """Rows and ratings that the posterior knows."""
        return self.rows[~self.is_left_out], self.ratings[~self.is_left_out]

    @property
    def n_known(self) -> int:
        """How many those are."""
        return int(np.count_nonzero(~self.is_left_out))

    @one_threaded
    def thinned(self, limits: Limits, rated: Rated) -> "Labels":
        """With no more known than a posterior carries that takes them in one after the other.

        Redundant ones go each time it is full: so ten thousand ratings read from a journal leave what they left
        when they were given.

        Parameters
        ----------
        rated
            What the posterior knows already; it is taught the rest.
        """
        rows, ratings = self.known
        if len(rows) <= limits.n_most:
            return self
        n_at_once, n_taken = limits.n_most - limits.n_kept, limits.n_most
        revise(rated, rows[:n_taken], ratings[:n_taken])
        while n_taken < len(rows):
            rated.remove(np.sort(rated.redundant(n_at_once)))
            new = slice(n_taken, n_taken + n_at_once)
            rated.add(rows[new], ratings[new])
            n_taken = new.stop
        return self.without(np.setdiff1d(rows, rated.rows))

    def without(self, rows: Rows) -> "Labels":
        """With these unknown to the posterior too."""
        return replace(self, is_left_out=self.is_left_out | np.isin(self.rows, rows))

    def told(self, mean: NDArray[np.float32]) -> str:
        """How many are known, and how well these foretell the rest, whose expected ratings are ``mean``; empty
        where all are."""
        if self.n_known == len(self.rows):
            return ""
        known = f"{self.n_known} of {len(self.rows)} ratings"
        return f"; from {known}, which foretell the others to {self.misfit(mean):.2g}"

    def misfit(self, mean: NDArray[np.float32]) -> float:
        """Root mean square by which the ratings left out differ from what is expected of their galaxies."""
        misses = self.ratings[self.is_left_out] - mean[self.rows[self.is_left_out]]
        return float(np.sqrt(np.mean(misses**2))) if len(misses) else 0.0
