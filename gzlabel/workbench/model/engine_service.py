"""The engine as its own process keeps it: every answer as a value, and the arrays of the catalogue beside it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.workbench.model.fitted import Fitted
from gzlabel.workbench.model.outlook import Choice, Engine
from gzlabel.workbench.model.question import Question
from gzlabel.workbench.model.surveys import survey
from gzlabel.workbench.work.companion import Answer, CompanionLostError


class EngineService:
    """The child's side of a `gzlabel.workbench.model.engine_process.EngineProcess`.

    Of several calls that come side by side, each goes to the model of the vectors that `choose` was given last.
    """

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._number = -1
        self._prior: NDArray[np.float32] | None = None
        self._choice: Choice | None = None

    def choose(
        self,
        question: Question,
        number: int,
        features_path: Path,
        kept: NDArray[np.bool_] | None,
        prior: NDArray[np.float32] | None,
    ) -> Answer:
        """All of a `Choice` but its question; the vectors are read anew with each new ``number``."""
        if self._engine is None or number != self._number:
            self._engine, self._number = Engine(features_path, lambda column: self._prior), number
        self._prior = prior
        self._choice = choice = self._engine.choose(replace(question, kept=kept))
        scores = choice.scores
        return (
            (scores.model_version, scores.n_labels, scores.phase),
            (
                choice.is_settled,
                choice.next_page,
                choice.ranking,
                choice.model,
                choice.search,
                choice.material,
            ),
        ), {"mean": scores.mean, "std": scores.std, "acquisition": scores.acquisition}

    def settle(self, model_version: int) -> Answer:
        """What changes with every standard deviation known; nothing where another choice was made since."""
        before = self._choice
        if before is None or self._engine is None or before.scores.model_version != model_version:
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
        return None if self._engine is None else self._engine.forecast(), {}

    def rescore(self, fitted: Fitted) -> Answer:
        """As of `Engine.rescore`."""
        if self._engine is not None:
            self._engine.rescore(fitted)
        return None, {}

    def explain(self, row: int) -> Answer:
        """As of `Engine.explain`."""
        return None if self._engine is None else self._engine.explain(row), {}

    def material(self, rows: NDArray[np.int64], ratings: NDArray[np.float32]) -> Answer:
        """As of `Engine.material`."""
        if self._engine is None:
            raise CompanionLostError("the model was lost, and is made anew with the next rating")
        return self._engine.material(rows, ratings), {}
