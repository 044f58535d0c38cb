"""The ratings given so far, and which of them the posterior knows."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.posterior import Posterior
from gzlabel.interest.thinning import Rows, informative, thinned

Float = NDArray[np.float64]


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

    def thinned(self, n_most: int, n_kept: int, posterior: Posterior) -> "Labels":
        """With no more than ``n_most`` known; see `gzlabel.interest.thinning`.

        Parameters
        ----------
        posterior
            Tells how alike galaxies are, whatever it knows.
        """
        rows, ratings = self.known
        if len(rows) <= n_most:
            return self
        residuals = ratings - posterior.prior_mean(rows)

        def choose(places: Rows, n_chosen: int) -> Rows:
            return informative(posterior.rating_covariance(rows[places]), residuals[places], n_chosen)

        kept = thinned(len(rows), n_most, n_kept, choose)
        return replace(self, left_out=self.left_out | set(np.delete(rows, kept).tolist()))

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
