"""The engine as its own process keeps it: every answer as a value, and the arrays of the catalogue beside it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest import Hyperparameters
from gzlabel.workbench.companion import Answer
from gzlabel.workbench.outlook import Choice, Engine
from gzlabel.workbench.question import Question
from gzlabel.workbench.surveys import survey


class EngineService:
    """The child's side of a `gzlabel.workbench.engine_process.EngineProcess`.

    Parameters
    ----------
    features_path
        As of `Engine`.
    """

    def __init__(self, features_path: Path) -> None:
        self._engine = Engine(features_path, lambda column: self._prior)
        self._prior: NDArray[np.float32] | None = None
        self._choice: Choice | None = None

    def choose(
        self, question: Question, kept: NDArray[np.bool_] | None, prior: NDArray[np.float32] | None
    ) -> Answer:
        """All of a `Choice` but its question."""
        self._prior = prior
        self._choice = choice = self._engine.choose(replace(question, kept=kept))
        scores = choice.scores
        return (
            (scores.model_version, scores.n_labels, scores.phase),
            (choice.is_settled, choice.next_page, choice.ranking, choice.model),
        ), {"mean": scores.mean, "std": scores.std, "acquisition": scores.acquisition}

    def settle(self, model_version: int) -> Answer:
        """What changes with every standard deviation known; nothing where another choice was made since."""
        before = self._choice
        if before is None or before.scores.model_version != model_version:
            return None, {}
        self._choice = after = self._engine.settle(before)
        if after is before:
            return None, {}
        return None, {"std": after.scores.std, "acquisition": after.scores.acquisition}

    def survey(
        self,
        question: Question,
        mean: NDArray[np.float32],
        std: NDArray[np.float32],
        mean_before: NDArray[np.float32] | None,
        kept: NDArray[np.bool_] | None,
        tree: Any,
    ) -> Answer:
        """Summaries of the clusters, and what was learnt; the labels beside."""
        found = survey(replace(question, mean_before=mean_before, kept=kept, tree=tree), mean, std)
        if found.clusters is None:
            return (None, found.lesson), {}
        return (found.clusters.summaries, found.lesson), {"labels": found.clusters.labels}

    def forecast(self) -> Answer:
        """As of `Engine.forecast`."""
        return self._engine.forecast(), {}

    def rescore(self, hyperparameters: Hyperparameters) -> Answer:
        """As of `Engine.rescore`."""
        self._engine.rescore(hyperparameters)
        return None, {}

    def explain(self, row: int) -> Answer:
        """As of `Engine.explain`."""
        return self._engine.explain(row), {}

    def material(self, rows: NDArray[np.int64], ratings: NDArray[np.float32]) -> Answer:
        """As of `Engine.material`."""
        return self._engine.material(rows, ratings), {}
