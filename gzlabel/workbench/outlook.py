"""From the decisions so far to everything that follows from them: posterior, next page, ranking, clusters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest import Explanation, Forecast, Hyperparameters, Posterior, Search
from gzlabel.workbench.clustering import choose
from gzlabel.workbench.lessons import lesson
from gzlabel.workbench.preparation import load_features
from gzlabel.workbench.state import Clusters, Lesson, Scores
from gzlabel.workspace import ClusterEdits

RANKING_LENGTH = 500


@dataclass(frozen=True)
class Question:
    """What the model is asked: every decision of one interest, and what is wanted of it."""

    generation: int
    as_of: int
    interest: str
    rows: NDArray[np.int64]
    ratings: NDArray[np.float32]
    excluded: NDArray[np.int64]
    artefacts: NDArray[np.int64]
    page_rows: tuple[int, ...]
    page_size: int
    acquisition: str
    looks: int | None = None
    tree: Any = None
    edits: ClusterEdits = field(default_factory=ClusterEdits)
    baseline: Mapping[str, float] = field(default_factory=dict)
    selection: Literal["leaf", "eom"] = "leaf"
    mean_before: NDArray[np.float32] | None = None


@dataclass(frozen=True)
class Outlook:
    """The answer. ``next_page`` is ready before it is asked for."""

    generation: int
    as_of: int
    scores: Scores
    next_page: NDArray[np.int64]
    ranking: NDArray[np.int64]
    clusters: Clusters | None
    forecast: Forecast
    lesson: Lesson
    model: str
    acquisition: str


class Engine:
    """Keeps one `gzlabel.interest.Search` in step with the decisions; but for `rescore`, one thread at a time.

    Parameters
    ----------
    features_path
        ``.npy`` of reduced vectors ``(n_galaxies, n_features)`` float32, mapped; NaN rows have no vector.
    """

    def __init__(self, features_path: Path) -> None:
        self._features = load_features(features_path)
        self._search: Search | None = None
        self._interest = ""
        self._rescored: tuple[Search, Posterior] | None = None

    def answer(self, question: Question) -> Outlook:
        """Bring the posterior to the question's decisions and look at the whole catalogue."""
        search = self._search_for(question)
        search.set_acquisition(question.acquisition)
        self._take_over_what_is_rescored()
        search.set_labels(question.rows, question.ratings)
        search.exclude(question.excluded)
        scores = Scores(
            _frozen(search.mean),
            _frozen(search.std),
            _frozen(search.acquisition_values()),
            search.version,
            len(question.rows),
            search.phase,
        )
        clusters = None
        if question.tree is not None:
            clusters = choose(
                question.tree,
                scores,
                question.rows,
                question.ratings,
                question.artefacts,
                question.edits,
                question.baseline,
                question.selection,
            )
        return Outlook(
            question.generation,
            question.as_of,
            scores,
            search.next_page(question.page_size, exclude=np.array(question.page_rows, dtype=np.int64)),
            _best(scores.mean, RANKING_LENGTH),
            clusters,
            search.forecast(),
            lesson(question.mean_before, scores.mean),
            str(search.hyperparameters),
            question.acquisition,
        )

    def rescore(self, hyperparameters: Hyperparameters) -> None:
        """Score the pool under other hyperparameters, for the next answer; may run beside an answer."""
        search = self._search
        if search is not None:
            self._rescored = search, search.rescored(hyperparameters)

    def explain(self, row: int) -> Explanation | None:
        """Why the model thinks what it thinks of one galaxy; None before the first question."""
        return None if self._search is None else self._search.explain(row)

    def labelled(self) -> tuple[NDArray[np.float32], NDArray[np.float64], Hyperparameters]:
        """What a fit of hyperparameters needs: vectors and ratings of the rated galaxies, and where to start."""
        search = self._search
        if search is None:
            raise RuntimeError("no question was asked yet")
        return search.pool.vectors(search.rows), search.ratings, search.hyperparameters

    def _take_over_what_is_rescored(self) -> None:
        rescored, self._rescored = self._rescored, None
        if rescored is not None and rescored[0] is self._search:
            self._search.take_over(rescored[1])

    def _search_for(self, question: Question) -> Search:
        if self._search is None or self._interest != question.interest:
            self._search = Search(self._features, acquisition=question.acquisition, looks=question.looks)
            self._interest = question.interest
        return self._search


def _frozen(values: NDArray[np.float32]) -> NDArray[np.float32]:
    copy = np.array(values, dtype=np.float32)
    copy.flags.writeable = False
    return copy


def _best(mean: NDArray[np.float32], n: int) -> NDArray[np.int64]:
    """Rows of the highest means, best first, NaN never."""
    usable = np.where(np.isnan(mean), -np.inf, mean)
    n = min(n, int(np.isfinite(usable).sum()))
    if n == 0:
        return np.empty(0, dtype=np.int64)
    best = np.argpartition(usable, -n)[-n:]
    return best[np.lexsort((best, -usable[best]))].astype(np.int64)
