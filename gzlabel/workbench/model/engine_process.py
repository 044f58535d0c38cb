"""The engine in a process of its own, so that no key waits for what it computes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest import Explanation, Forecast, Material
from gzlabel.workbench.model.engine_service import EngineService
from gzlabel.workbench.model.fitted import Fitted
from gzlabel.workbench.model.modeller import Modeller
from gzlabel.workbench.model.outlook import Choice, ReadPrior
from gzlabel.workbench.model.question import Question
from gzlabel.workbench.model.surveys import Survey
from gzlabel.workbench.state import Clusters, Scores
from gzlabel.workbench.work.companion import Companion, CompanionLostError
from gzlabel.workbench.work.courtesy import SOON, WHENEVER

_LANES = {"engine": SOON, "rescoring": WHENEVER, "survey": WHENEVER}


class EngineProcess:
    """A process that keeps one model; it begins at once, while the window is still being made."""

    def __init__(self) -> None:
        self._companion = Companion("gzlabel-engine", EngineService, (), _LANES)
        self._companion.start()
        self._n_models = 0

    def model(self, features_path: Path, read_prior: ReadPrior) -> Modeller:
        """As of `gzlabel.workbench.model.modeller.EngineRoom.model`."""
        self._n_models += 1
        return _FarEngine(self._companion, self._n_models, features_path, read_prior)

    def dismiss(self) -> Callable[[], None]:
        """As of `gzlabel.workbench.model.modeller.EngineRoom.dismiss`."""
        return self._companion.dismiss()


class _FarEngine:
    """What an `Engine` does, elsewhere: the same calls and answers; see `Modeller`."""

    def __init__(self, companion: Companion, number: int, features_path: Path, read_prior: ReadPrior) -> None:
        self._companion, self._number = companion, number
        self._features_path, self._read_prior = features_path, read_prior
        self._prior: tuple[tuple[str, int], NDArray[np.float32] | None] = ("", -1), None

    def choose(self, question: Question) -> Choice:
        """As of `Engine.choose`; a process that the system ended is begun anew, for the question holds it all."""
        try:
            return self._choose(question)
        except CompanionLostError:
            return self._choose(question)

    def _choose(self, question: Question) -> Choice:
        answer, arrays = self._companion.call(
            "engine",
            "choose",
            _light(question),
            self._number,
            features_path=self._features_path,
            kept=question.kept,
            prior=self._prior_of(question),
        )
        about, rest = answer
        return Choice(question, Scores(arrays["mean"], arrays["std"], arrays["acquisition"], *about), *rest)

    def settle(self, choice: Choice) -> Choice:
        """As of `Engine.settle`."""
        _, arrays = self._companion.call("engine", "settle", choice.scores.model_version)
        if not arrays:
            return choice
        scores = replace(choice.scores, std=arrays["std"], acquisition=arrays["acquisition"])
        return replace(choice, scores=scores, is_settled=True)

    def survey(self, question: Question, scores: Scores) -> Survey:
        """As of `Engine.survey`."""
        (summaries, lesson), arrays = self._companion.call(
            "survey",
            "survey",
            _light(question),
            mean=scores.mean,
            std=scores.std,
            mean_before=question.mean_before,
            kept=question.kept,
            tree=question.tree,
        )
        clusters = None if summaries is None else Clusters(arrays["labels"], summaries)
        return Survey(question.generation, clusters, lesson)

    def forecast(self) -> Forecast | None:
        """As of `Engine.forecast`."""
        forecast: Forecast | None = self._value("engine", "forecast")
        return forecast

    def rescore(self, fitted: Fitted) -> None:
        """As of `Engine.rescore`."""
        self._value("rescoring", "rescore", fitted)

    def explain(self, row: int) -> Explanation | None:
        """As of `Engine.explain`."""
        explanation: Explanation | None = self._value("engine", "explain", row)
        return explanation

    def material(self, rows: NDArray[np.int64], ratings: NDArray[np.float32]) -> Material:
        """As of `Engine.material`."""
        material: Material = self._value("engine", "material", rows, ratings)
        return material

    def _value(self, lane: str, method: str, *args: Any) -> Any:
        value, _ = self._companion.call(lane, method, *args)
        return value

    def _prior_of(self, question: Question) -> NDArray[np.float32] | None:
        wanted = question.prior, question.generation
        if wanted != self._prior[0]:
            self._prior = wanted, self._read_prior(question.prior)
        return self._prior[1]


def _light(question: Question) -> Question:
    """Without what is as large as the catalogue, and seldom new."""
    return replace(question, tree=None, mean_before=None, kept=None)
