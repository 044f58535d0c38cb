"""A search for interesting galaxies: ratings go in, the next galaxies to look at come out."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.acquisition import Context, acquisition
from gzlabel.interest.calibration import interval
from gzlabel.interest.coverage import coverage_plan
from gzlabel.interest.explain import Explanation, explain
from gzlabel.interest.forecast import Forecast, forecast
from gzlabel.interest.hyperparameters import Hyperparameters
from gzlabel.interest.labels import Labels
from gzlabel.interest.limits import Limits
from gzlabel.interest.material import Material, material
from gzlabel.interest.ordering import best_page, most_promising, values_of_all
from gzlabel.interest.phases import Phase, n_spread, phase_of
from gzlabel.interest.pool import Pool
from gzlabel.interest.posterior import Posterior
from gzlabel.interest.rescored import Rescored, score_anew

_QUEUE = 500
_LARGEST_IN_SINGLE_PRECISION = 2_000_000


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

    Attributes
    ----------
    thins_later
        Whether somebody calls `settle` now and then, so that redundant ratings go there while there is room: no
        page waits for it, but with it the means change by the little that those ratings told.
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
        self.version, self.thins_later = 0, False
        self._labels = Labels()
        self._compact = self.pool.n_galaxies > _LARGEST_IN_SINGLE_PRECISION
        self.limits = Limits.of_pool(self.pool.n_galaxies, 2 if self._compact else 4)
        self._posterior = self._blank(hyperparameters or Hyperparameters())
        self._excluded = ~self.pool.valid
        self.set_acquisition(acquisition)

    @property
    def rows(self) -> NDArray[np.int64]:
        """The rated galaxies, in order of decision."""
        return self._labels.rows

    @property
    def ratings(self) -> NDArray[np.float64]:
        """Their ratings."""
        return self._labels.ratings

    @property
    def mean(self) -> NDArray[np.float32]:
        """Expected rating ``(n_galaxies,)`` on the scale 0-5; NaN without a vector."""
        return self._posterior.mean

    @property
    def std(self) -> NDArray[np.float32]:
        """Standard deviation ``(n_galaxies,)`` of the interest, less a rating's noise; NaN without vector."""
        self.settle()
        return self._posterior.std

    @property
    def std_bound(self) -> NDArray[np.float32]:
        """What no standard deviation ``(n_galaxies,)`` exceeds, known at once; equal to `std` if `is_settled`."""
        return self._posterior.std_bound

    @property
    def is_settled(self) -> bool:
        """Whether the standard deviations know all the ratings that the means know; asking for `std` sees to it."""
        return self._posterior.is_settled and not self._is_overfull

    @property
    def phase(self) -> Phase:
        """Where the next page looks; ``searching`` wherever something is expected from the start."""
        return phase_of(self.ratings) if self._prior is None else "searching"

    @property
    def hyperparameters(self) -> Hyperparameters:
        """Of the Gaussian process."""
        return self._posterior.hyperparameters

    @property
    def model(self) -> str:
        """The Gaussian process in a line, and where it does not know all ratings, how well it knows the rest."""
        return f"{self.hyperparameters}{self._labels.told(self.mean)}"

    @property
    def cross_covariance_bytes(self) -> int:
        """Memory held beside the features, nearly all of it; grows with the ratings."""
        return self._posterior.n_bytes

    def begin_with(self, hyperparameters: Hyperparameters) -> None:
        """Expect what these say of the galaxies, before the first rating is given; see `rescored` for later."""
        self._posterior = self._blank(hyperparameters)
        self._labels = Labels()

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
        given = (np.array(list(labels), dtype=np.int64), np.array(list(labels.values())))
        self._labels = self._labels.updated(*given)
        self._make_room()
        self._posterior.set_labels(*self._labels.known)
        self.version += 1

    def exclude(self, rows: NDArray[np.int64]) -> None:
        """Never offer these: artefacts, skips. Replaces what was excluded before."""
        self._excluded = ~self.pool.valid
        self._excluded[np.asarray(rows, dtype=np.int64)] = True

    def acquisition_values(self, *, at_once: bool = False) -> NDArray[np.float32]:
        """Acquisition value ``(n_galaxies,)`` of every galaxy, higher is better; NaN without a vector.

        Parameters
        ----------
        at_once
            By `std_bound`, without waiting for `std`.
        """
        return values_of_all(self._posterior, self._acquisition, self._context(), at_once=at_once)

    def next_page(self, size: int, exclude: Iterable[int] = ()) -> NDArray[np.int64]:
        """The next ``size`` galaxies to look at, best first; fewer only where fewer are left.

        Parameters
        ----------
        exclude
            Galaxies already on the screen, say.
        """
        free = self._free()
        free[np.fromiter(exclude, dtype=np.int64)] = False
        spread = np.zeros(0, dtype=np.int64)
        if n_planned := n_spread(self.phase, size, len(self.rows)):
            spread = self._plan[free[self._plan]][:n_planned]
            free[spread] = False
        if len(spread) == size:
            return spread
        best = best_page(self._posterior, self._acquisition, self._context(), free, size - len(spread))
        return np.append(best, spread)

    def rescored(self, hyperparameters: Hyperparameters) -> Rescored:
        """The pool scored under other hyperparameters; slow; may run beside other calls."""
        return score_anew(self._blank(hyperparameters), lambda: self._labels, self.limits)

    def take_over(self, rescored: Rescored) -> None:
        """Go on with what `rescored` made, brought up to the ratings given meanwhile."""
        self._labels = rescored.labels.updated(self.rows, self.ratings)
        rescored.posterior.set_labels(*self._labels.known)
        self._posterior = rescored.posterior
        self.version += 1

    def material(self, rows: NDArray[np.int64], ratings: NDArray[Any]) -> Material:
        """What `fit_hyperparameters` needs; see `gzlabel.interest.material`."""
        return material(self.pool, self._posterior.prior_mean, rows, ratings)

    def explain(self, row: int) -> Explanation | None:
        """Why this galaxy; None for one without a vector."""
        return explain(self._posterior, row, self.version)

    def interval(self, rows: NDArray[np.int64], share: float = 0.9) -> tuple[NDArray[Any], NDArray[Any]]:
        """Lowest and highest rating ``(m,)`` to expect of these galaxies, right in ``share`` of the cases."""
        return interval(self._posterior, rows, share)

    def forecast(self) -> Forecast:
        """How the search is going, and whether to go on."""
        free = self._free()
        queue = most_promising(self._posterior, self._acquisition, self._context(), free, _QUEUE)
        return forecast(self._posterior, free, queue, self.ratings, self.seed)

    def settle(self) -> None:
        """Bring the standard deviations up to the ratings, and leave redundant ratings out where there are many."""
        self._posterior.settle()
        if self._is_overfull:
            positions = self._posterior.redundant(len(self._posterior.rows) - self.limits.n_kept)
            self._labels = self._labels.without(self._posterior.rows[positions])
            self._posterior.remove(positions)

    @property
    def _is_overfull(self) -> bool:
        return len(self._posterior.rows) > self.limits.n_most

    def _make_room(self) -> None:
        """Leave redundant ratings out where the posterior cannot carry all."""
        may_wait = self.thins_later and len(self._posterior.rows) > 0
        if self._labels.n_known > (self.limits.n_room if may_wait else self.limits.n_most):
            self._labels = self._labels.thinned(self.limits, self._posterior.rated())

    def _blank(self, hyperparameters: Hyperparameters) -> Posterior:
        return Posterior(self.pool, hyperparameters, compact=self._compact, prior=self._prior)

    def _free(self) -> NDArray[np.bool_]:
        free = ~self._excluded
        free[self.rows] = False
        return free

    @cached_property
    def _plan(self) -> NDArray[np.int64]:
        return coverage_plan(self.pool, self.seed)

    def _context(self) -> Context:
        n_rated = len(self.rows)
        return Context(
            best_rating=float(self.ratings.max(initial=0.0)),
            noise_std=float(np.sqrt(self.hyperparameters.noise_variance)),
            n_rated=n_rated,
            looks_left=None if self.looks is None else max(self.looks - n_rated, 0),
            seed=self.seed + n_rated,
        )
