"""A search for interesting galaxies: ratings go in, the next galaxies to look at come out."""

from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest.acquisition import Context, acquisition
from gzlabel.interest.coverage import coverage_plan
from gzlabel.interest.hyperparameters import Hyperparameters, fit_hyperparameters
from gzlabel.interest.page import choose_jointly
from gzlabel.interest.pool import Pool
from gzlabel.interest.posterior import Posterior

LIKED = 2
"""The least rating that ends planned exploration."""

_SHORTLIST = 256
_PLANNED_LOOKS = 300


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
    """

    def __init__(
        self,
        features: NDArray[np.float32],
        *,
        acquisition: str = "default",
        seed: int = 0,
        hyperparameters: Hyperparameters | None = None,
        looks: int | None = None,
    ) -> None:
        self.pool = Pool.standardised(features)
        self.seed = seed
        self.looks = looks
        self.version = 0
        self._posterior = Posterior(self.pool, hyperparameters or Hyperparameters())
        self._excluded = ~self.pool.valid
        self._plan: NDArray[np.int64] | None = None
        self.set_acquisition(acquisition)

    def set_acquisition(self, name: str) -> None:
        """Order the next galaxies by another acquisition function.

        Raises
        ------
        UserError
            If there is none of that name.
        """
        self._values = acquisition(name)
        self.acquisition = name

    @property
    def rows(self) -> NDArray[np.int64]:
        """The rated galaxies."""
        return self._posterior.rows

    @property
    def ratings(self) -> NDArray[np.float64]:
        """Their ratings."""
        return self._posterior.ratings

    @property
    def mean(self) -> NDArray[np.float32]:
        """Expected rating ``(n_galaxies,)`` on the scale 0-5; NaN without a vector."""
        return self._posterior.mean

    @property
    def std(self) -> NDArray[np.float32]:
        """Standard deviation ``(n_galaxies,)`` of the expected rating; NaN without a vector."""
        return self._posterior.std

    @property
    def phase(self) -> Literal["exploring", "searching"]:
        """``exploring`` until something is liked."""
        return "searching" if (self.ratings >= LIKED).any() else "exploring"

    @property
    def hyperparameters(self) -> Hyperparameters:
        """Of the Gaussian process."""
        return self._posterior.hyperparameters

    def set_labels(self, rows: NDArray[np.int64], ratings: NDArray[Any]) -> None:
        """Make these the ratings: ``rows`` ``(m,)`` without repeats, ``ratings`` ``(m,)`` from 0 to 5.

        What is already known is kept, so one more rating costs one update. Galaxies without a vector are left
        out.
        """
        rows, ratings = np.asarray(rows, dtype=np.int64), np.asarray(ratings, dtype=np.float64)
        usable = self.pool.valid[rows]
        wanted = dict(zip(rows[usable].tolist(), ratings[usable].tolist(), strict=True))
        known = self._posterior.rows.tolist()
        gone = np.array([place for place, row in enumerate(known) if row not in wanted], dtype=np.int64)
        self._posterior.remove(gone)
        kept = self._posterior.rows.tolist()
        revised = np.array([wanted[row] for row in kept])
        if not np.array_equal(revised, self._posterior.ratings):
            self._posterior.replace_ratings(revised)
        new = [row for row in wanted if row not in set(kept)]
        self._posterior.add(np.array(new, dtype=np.int64), np.array([wanted[row] for row in new]))
        self.version += 1

    def exclude(self, rows: NDArray[np.int64]) -> None:
        """Never offer these: artefacts, skips. Replaces what was excluded before."""
        self._excluded = ~self.pool.valid
        self._excluded[np.asarray(rows, dtype=np.int64)] = True

    def acquisition_values(self) -> NDArray[np.float32]:
        """Acquisition value ``(n_galaxies,)`` of every galaxy, higher is better; NaN without a vector."""
        return self._values(self.mean, self.std, self._context()).astype(np.float32)

    def next_page(self, size: int, exclude: Iterable[int] = ()) -> NDArray[np.int64]:
        """The next ``size`` galaxies to look at, best first; fewer only where fewer are left.

        Parameters
        ----------
        exclude
            Galaxies already on the screen, say.
        """
        free = ~self._excluded
        free[self.rows] = False
        free[np.fromiter(exclude, dtype=np.int64)] = False
        if self.phase == "exploring":
            planned = self._planned()
            page = planned[free[planned]][:size]
            free[page] = False
            return np.append(page, self._searched(size - len(page), free)) if len(page) < size else page
        return self._searched(size, free)

    def adopt(self, hyperparameters: Hyperparameters) -> None:
        """Score the pool anew under other hyperparameters; the present scores stand until that is done."""
        fresh = Posterior(self.pool, hyperparameters)
        fresh.add(self.rows, self.ratings)
        self._posterior = fresh
        self.version += 1

    def fitted(self) -> Hyperparameters:
        """Hyperparameters fitted to the present ratings; does not adopt them."""
        return fit_hyperparameters(self.pool.vectors(self.rows), self.ratings, self.hyperparameters)

    def _searched(self, size: int, free: NDArray[np.bool_]) -> NDArray[np.int64]:
        values = np.where(free, self.acquisition_values(), -np.inf)
        n_shortlisted = min(max(_SHORTLIST, 2 * size), int(free.sum()))
        if n_shortlisted == 0:
            return np.zeros(0, dtype=np.int64)
        shortlist = np.argpartition(-values, n_shortlisted - 1)[:n_shortlisted]
        shortlist = shortlist[np.lexsort((shortlist, -values[shortlist]))]
        context = self._context()
        places = choose_jointly(
            self._posterior.mean[shortlist].astype(np.float64),
            self._posterior.covariance(shortlist, shortlist),
            self.hyperparameters.noise_variance,
            size,
            lambda mean, std: self._values(mean, std, context),
        )
        return np.asarray(shortlist[places], dtype=np.int64)

    def _planned(self) -> NDArray[np.int64]:
        if self._plan is None:
            self._plan = coverage_plan(self.pool, _PLANNED_LOOKS, self.seed)
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
