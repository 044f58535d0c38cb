"""A search for interesting galaxies: ratings go in, the next galaxies to look at come out."""

from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.acquisition import Context, acquisition
from gzlabel.interest.calibration import interval
from gzlabel.interest.coverage import coverage_plan
from gzlabel.interest.explain import Explanation, explain
from gzlabel.interest.forecast import Forecast, forecast
from gzlabel.interest.hyperparameters import Hyperparameters, n_fitted
from gzlabel.interest.ordering import best_page, most_promising, values_of_all
from gzlabel.interest.pool import Pool
from gzlabel.interest.posterior import Posterior
from gzlabel.interest.thinning import informative

PROMISING = 1.0
"""The least rating that ends planned exploration."""
_QUEUE = 500
_LARGEST_IN_SINGLE_PRECISION = 2_000_000
_MOST_BYTES = 7e9
_THINNED_TO = 0.75


class Search:
    """What is expected of every galaxy, and which to look at next.

    Parameters
    ----------
    features
        ``(n_galaxies, n_features)`` float32, best the principal components of L2-normalised vectors, not
        whitened. Rows that are not finite are never offered, and their mean and std are NaN.
    acquisition
        Name of an acquisition function.
    seed
        The same seed and labels give the same pages.
    hyperparameters
        Of the Gaussian process; the priors' medians if None.
    looks
        How many galaxies the user means to look at in all, None where unsaid.
    prior
        Rating expected of each galaxy ``(n_galaxies,)`` before any is given; see `Posterior`.
    """

    def __init__(
        self,
        features: NDArray[np.float32],
        *,
        acquisition: str = "default",
        seed: int = 0,
        hyperparameters: Hyperparameters | None = None,
        looks: int | None = None,
        prior: NDArray[np.float32] | None = None,
    ) -> None:
        self._prior = prior
        self.pool = Pool.standardised(features)
        self.seed = seed
        self.looks = looks
        self.version = 0
        self._labels = (np.zeros(0, dtype=np.int64), np.zeros(0))
        self._compact = self.pool.n_galaxies > _LARGEST_IN_SINGLE_PRECISION
        self.capacity = int(_MOST_BYTES / ((2 if self._compact else 4) * max(self.pool.n_galaxies, 1)))
        self._left_out: set[int] = set()
        self._posterior = self.rescored(hyperparameters or Hyperparameters())
        self._excluded = ~self.pool.valid
        self._plan: NDArray[np.int64] | None = None
        self.set_acquisition(acquisition)

    @property
    def rows(self) -> NDArray[np.int64]:
        """The rated galaxies, in order of decision."""
        return self._labels[0]

    @property
    def ratings(self) -> NDArray[np.float64]:
        """Their ratings."""
        return self._labels[1]

    @property
    def mean(self) -> NDArray[np.float32]:
        """Expected rating ``(n_galaxies,)`` on the scale 0-5; NaN without a vector."""
        return self._posterior.mean

    @property
    def std(self) -> NDArray[np.float32]:
        """Standard deviation ``(n_galaxies,)`` of the interest, less a rating's noise; NaN without vector."""
        return self._posterior.std

    @property
    def phase(self) -> Literal["exploring", "searching"]:
        """``exploring`` until something is promising, or expected to be from the start."""
        is_promising = self._prior is not None or (self.ratings >= PROMISING).any()
        return "searching" if is_promising else "exploring"

    @property
    def hyperparameters(self) -> Hyperparameters:
        """Of the Gaussian process."""
        return self._posterior.hyperparameters

    @property
    def cross_covariance_bytes(self) -> int:
        """Memory held beside the features, nearly all of it; grows with the ratings."""
        return self._posterior.n_bytes

    @property
    def acquisition(self) -> str:
        """Name of the acquisition function in use."""
        return self._acquisition.name

    def set_acquisition(self, name: str) -> None:
        """Order the next galaxies by another acquisition function; a `UserError` if there is none."""
        self._acquisition = acquisition(name)

    def set_labels(self, rows: NDArray[np.int64], ratings: NDArray[Any]) -> None:
        """Make these the ratings: ``rows`` ``(m,)`` in order of decision, ``ratings`` ``(m,)`` from 0 to 5.

        What is already known is kept, so one more rating costs one update, and one less too. A galaxy given
        twice has its last rating; galaxies without a vector are left out.
        """
        rows, ratings = np.asarray(rows, dtype=np.int64), np.asarray(ratings, dtype=np.float64)
        usable = self.pool.valid[rows]
        labels = dict(zip(rows[usable].tolist(), ratings[usable].tolist(), strict=True))
        before = dict(zip(self.rows.tolist(), self.ratings.tolist(), strict=True))
        self._left_out = {row for row in self._left_out if labels.get(row) == before[row]}
        self._labels = (np.array(list(labels), dtype=np.int64), np.array(list(labels.values())))
        self._thin()
        self._posterior.set_labels(*self._informative())
        self.version += 1

    def exclude(self, rows: NDArray[np.int64]) -> None:
        """Never offer these: artefacts, skips. Replaces what was excluded before."""
        self._excluded = ~self.pool.valid
        self._excluded[np.asarray(rows, dtype=np.int64)] = True

    def acquisition_values(self) -> NDArray[np.float32]:
        """Acquisition value ``(n_galaxies,)`` of every galaxy, higher is better; NaN without a vector."""
        return values_of_all(self._posterior, self._acquisition, self._context())

    def next_page(self, size: int, exclude: Iterable[int] = ()) -> NDArray[np.int64]:
        """The next ``size`` galaxies to look at, best first; fewer only where fewer are left.

        Parameters
        ----------
        exclude
            Galaxies already on the screen, say.
        """
        free = self._free()
        free[np.fromiter(exclude, dtype=np.int64)] = False
        page = np.zeros(0, dtype=np.int64)
        if self.phase == "exploring":
            planned = self._planned()
            page = planned[free[planned]][:size]
            free[page] = False
        if len(page) == size:
            return page
        rest = best_page(self._posterior, self._acquisition, self._context(), free, size - len(page))
        return np.append(page, rest)

    def rescored(self, hyperparameters: Hyperparameters) -> Posterior:
        """The pool scored under other hyperparameters; slow; may run beside other calls."""
        posterior = Posterior(self.pool, hyperparameters, compact=self._compact, prior=self._prior)
        posterior.set_labels(*self._informative())
        posterior.settle()
        return posterior

    def take_over(self, posterior: Posterior) -> None:
        """Go on with what `rescored` made, brought up to the ratings given meanwhile."""
        posterior.set_labels(*self._informative())
        self._posterior = posterior
        self.version += 1

    def adopt(self, hyperparameters: Hyperparameters) -> None:
        """`rescored` and `take_over` in one."""
        self.take_over(self.rescored(hyperparameters))

    def material(
        self, rows: NDArray[np.int64], ratings: NDArray[Any]
    ) -> tuple[NDArray[np.float32], NDArray[np.float64], Hyperparameters]:
        """What `fit_hyperparameters` needs: vectors and ratings of the galaxies rated first, and a start.

        A whole number of tens counts, and the start is always the same: so the same ratings give the same
        hyperparameters, whatever was undone or restarted on the way.
        """
        n_counted = n_fitted(len(rows))
        rows, ratings = rows[:n_counted], ratings[:n_counted]
        usable, start = self.pool.valid[rows], Hyperparameters()
        rows, ratings = rows[usable], ratings[usable].astype(np.float64)
        # The fit knows one prior mean for all; what a galaxy's own differs by is taken off its rating.
        return self.pool.vectors(rows), ratings - self._posterior.prior_mean(rows) + start.mean, start

    def explain(self, row: int) -> Explanation | None:
        """Why this galaxy; None for one without a vector."""
        return explain(self._posterior, row, self.version)

    def interval(
        self, rows: NDArray[np.int64], share: float = 0.9
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Lowest and highest rating ``(m,)`` to expect of these galaxies, right in ``share`` of the cases."""
        return interval(self._posterior, rows, share)

    def forecast(self) -> Forecast:
        """How the search is going, and whether to go on."""
        free = self._free()
        queue = most_promising(self._posterior, self._acquisition, self._context(), free, _QUEUE)
        return forecast(self._posterior, free, queue, self.ratings, self.seed)

    def _informative(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        rows, ratings = self._labels
        if not self._left_out:
            return rows, ratings
        kept = np.array([row not in self._left_out for row in rows.tolist()], dtype=bool)
        return rows[kept], ratings[kept]

    def _thin(self) -> None:
        """Leave redundant ratings out of the posterior where memory holds no more."""
        rows, ratings = self._informative()
        if len(rows) <= self.capacity:
            return
        residuals = ratings - self._posterior.prior_mean(rows)
        kept = informative(
            self._posterior.rating_covariance(rows), residuals, int(_THINNED_TO * self.capacity)
        )
        self._left_out |= set(np.delete(rows, kept).tolist())
        self._posterior = Posterior(self.pool, self.hyperparameters, compact=self._compact, prior=self._prior)

    def _free(self) -> NDArray[np.bool_]:
        free = ~self._excluded
        free[self.rows] = False
        return free

    def _planned(self) -> NDArray[np.int64]:
        if self._plan is None:
            self._plan = coverage_plan(self.pool, self.seed)
        return self._plan

    def _context(self) -> Context:
        n_rated = len(self.rows)
        return Context(
            best_rating=float(self.ratings.max(initial=0.0)),
            noise_std=float(np.sqrt(self.hyperparameters.noise_variance)),
            n_rated=n_rated,
            looks_left=None if self.looks is None else max(self.looks - n_rated, 0),
            seed=self.seed + n_rated,
        )
