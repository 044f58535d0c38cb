"""The ratings given so far, and which of them the posterior knows."""

from collections.abc import Iterable
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
    left_out
        Rows whose ratings the posterior does not know, since the others foretell them.
    """

    rows: Rows = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    ratings: Float = field(default_factory=lambda: np.zeros(0))
    left_out: frozenset[int] = frozenset()

    def updated(self, rows: Rows, ratings: Float) -> "Labels":
        """With these ratings instead; what was left out stays so where its rating has not changed."""
        given = dict(zip(rows.tolist(), ratings.tolist(), strict=True))
        if not self.left_out:
            return self._of(given, frozenset())
        before = dict(zip(self.rows.tolist(), self.ratings.tolist(), strict=True))
        return self._of(given, frozenset(row for row in self.left_out if given.get(row) == before[row]))

    @property
    def known(self) -> tuple[Rows, Float]:
        """Rows and ratings that the posterior knows."""
        return self.rows[~self._is_left_out], self.ratings[~self._is_left_out]

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
        return self.without(np.setdiff1d(rows, rated.rows).tolist())

    def without(self, rows: Iterable[int]) -> "Labels":
        """With these unknown to the posterior too."""
        return replace(self, left_out=self.left_out.union(rows))

    def misfit(self, mean: NDArray[np.float32]) -> float:
        """Root mean square by which the ratings left out differ from what is expected of their galaxies."""
        misses = self.ratings[self._is_left_out] - mean[self.rows[self._is_left_out]]
        return float(np.sqrt(np.mean(misses**2))) if len(misses) else 0.0

    @property
    def _is_left_out(self) -> NDArray[np.bool_]:
        if not self.left_out:
            return np.zeros(len(self.rows), dtype=bool)
        return np.isin(self.rows, np.fromiter(self.left_out, dtype=np.int64))

    def _of(self, given: dict[int, float], left_out: frozenset[int]) -> "Labels":
        return Labels(np.array(list(given), dtype=np.int64), np.array(list(given.values())), left_out)
