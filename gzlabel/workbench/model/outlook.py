"""From the decisions so far to everything that follows from them: posterior, next page, ranking, clusters."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest import Explanation, Forecast, Material, Rescored, Search
from gzlabel.workbench.features import load_features
from gzlabel.workbench.model.fitted import Fitted, name_of
from gzlabel.workbench.model.question import Question
from gzlabel.workbench.model.surveys import Survey, survey
from gzlabel.workbench.state import Clusters, Scores

RANKING_LENGTH = 500

ReadPrior = Callable[[str], NDArray[np.float32] | None]
"""Of a column's name, the rating it expects of each galaxy ``(n_galaxies,)``; None for no column."""


@dataclass(frozen=True)
class Choice:
    """What a person waits for: the posterior and the page that follows from it.

    Where ``is_settled`` does not hold, the standard deviations of the scores are bounds from above. ``search`` tells
    one search from the next, ``material`` what its hyperparameters were chosen from: empty where from no rating.
    """

    question: Question
    scores: Scores
    is_settled: bool
    next_page: NDArray[np.int64]
    ranking: NDArray[np.int64]
    model: str
    search: str = ""
    material: str = ""

    @property
    def as_of(self) -> int:
        """How many decisions it knows."""
        return self.question.as_of


@dataclass(frozen=True)
class Outlook:
    """A choice with all that follows from it."""

    choice: Choice
    clusters: Clusters | None
    forecast: Forecast

    @property
    def scores(self) -> Scores:
        """The posterior."""
        return self.choice.scores


class Engine:
    """Keeps one `gzlabel.interest.Search` in step with the decisions.

    One thread at a time, but for `rescore` and `survey`.

    Parameters
    ----------
    features_path
        ``.npy`` of reduced vectors ``(n_galaxies, n_features)`` float32, mapped; NaN rows have no vector.
    read_prior
        Expected ratings ``(n_galaxies,)`` that a question's ``prior`` names.
    """

    def __init__(self, features_path: Path, read_prior: ReadPrior = lambda column: None) -> None:
        self._features, self._read_prior = load_features(features_path), read_prior
        self._search: Search | None = None
        self._about, self._key, self._material = (-1, "", ""), "", ""
        self._rescored: tuple[Search, Rescored, str] | None = None

    def choose(self, question: Question) -> Choice:
        """Bring the posterior to the question's decisions, and choose the page that follows.

        Of many ratings at once, the page does not wait for the standard deviation of every galaxy; see `settle`.
        """
        search = self._search_for(question)
        search.set_acquisition(question.acquisition)
        search.looks = question.looks
        self._take_over_what_is_rescored()
        search.set_labels(question.rows, question.ratings)
        search.exclude(question.never_offered)
        on_show = np.array(question.page_rows, dtype=np.int64)
        page = search.next_page(question.page_size, exclude=on_show)
        scores = Scores(
            _frozen(search.mean),
            _frozen(search.std_bound),
            _frozen(search.acquisition_values(at_once=True)),
            search.version,
            len(question.rows),
            search.phase,
        )
        best = _best(scores.mean, RANKING_LENGTH, question.kept)
        return Choice(
            question, scores, search.is_settled, page, best, search.model, self._key, self._material
        )

    def settle(self, choice: Choice) -> Choice:
        """The same choice with the standard deviation of every galaxy, if no other was made since."""
        search = self._search
        if search is None or choice.is_settled or search.version != choice.scores.model_version:
            return choice
        std, values = _frozen(search.std), _frozen(search.acquisition_values())
        return replace(choice, scores=replace(choice.scores, std=std, acquisition=values), is_settled=True)

    def forecast(self) -> Forecast | None:
        """What the rest of the search will bring; None before the first question."""
        return None if self._search is None else self._search.forecast()

    def answer(self, question: Question) -> Outlook:
        """All that follows from the question's decisions, at once."""
        choice = self.settle(self.choose(question))
        clusters = self.survey(question, choice.scores).clusters
        return Outlook(choice, clusters, self._search_for(question).forecast())

    def survey(self, question: Question, scores: Scores) -> Survey:
        """Clusters under the question's ratings, and what was learnt; may run beside an answer."""
        return survey(question, scores.mean, scores.std)

    def rescore(self, fitted: Fitted) -> None:
        """Score the pool under other hyperparameters, for the next answer; may run beside an answer."""
        search = self._search
        if search is not None:
            self._rescored = search, search.rescored(fitted.hyperparameters), fitted.material

    def explain(self, row: int) -> Explanation | None:
        """Why the model thinks what it thinks of one galaxy; None before the first question."""
        return None if self._search is None else self._search.explain(row)

    def material(self, rows: NDArray[np.int64], ratings: NDArray[np.float32]) -> Material:
        """What a fit of hyperparameters needs, see `gzlabel.interest.Search.material`."""
        if self._search is None:
            raise RuntimeError("no question was asked yet")
        return self._search.material(rows, ratings)

    def _take_over_what_is_rescored(self) -> None:
        rescored, self._rescored = self._rescored, None
        if rescored is not None and rescored[0] is self._search:
            self._search.take_over(rescored[1])
            self._material = rescored[2]

    def _search_for(self, question: Question) -> Search:
        about = (question.generation, question.interest, question.prior)
        if self._search is None or self._about != about:
            self._search = Search(
                self._features,
                acquisition=question.acquisition,
                looks=question.looks,
                prior=self._read_prior(question.prior),
            )
            self._search.thins_later, self._search.version = True, question.last_version
            self._about, self._key = about, uuid4().hex
            self._material = _begin_as_fitted(self._search, question)
        return self._search


def _begin_as_fitted(search: Search, question: Question) -> str:
    """Begin with hyperparameters that were chosen from the question's ratings; the name of that material."""
    fitted = question.fitted
    if fitted is None or name_of(search.material(question.rows, question.ratings)) != fitted.material:
        return ""
    search.begin_with(fitted.hyperparameters)
    return fitted.material


def _frozen(values: NDArray[np.float32]) -> NDArray[np.float32]:
    copy = np.array(values, dtype=np.float32)
    copy.flags.writeable = False
    return copy


def _best(mean: NDArray[np.float32], n: int, kept: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
    """Rows of the highest means, best first; NaN never, nor what the cut does not keep."""
    usable = np.where(np.isnan(mean), -np.inf, mean)
    if kept is not None:
        usable[~kept] = -np.inf
    n = min(n, int(np.isfinite(usable).sum()))
    if n == 0:
        return np.empty(0, dtype=np.int64)
    best = np.argpartition(usable, -n)[-n:]
    return best[np.lexsort((best, -usable[best]))].astype(np.int64)
