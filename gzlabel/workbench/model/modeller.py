"""What the workbench asks of a model, wherever that lives."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from gzlabel.interest import Explanation, Forecast, Material
from gzlabel.workbench.model.fitted import Fitted
from gzlabel.workbench.model.outlook import Choice, Engine, ReadPrior
from gzlabel.workbench.model.question import Question
from gzlabel.workbench.model.surveys import Survey
from gzlabel.workbench.state import Scores


class Modeller(Protocol):
    """One thread at a time, but for `rescore` and `survey`; see `gzlabel.workbench.model.outlook.Engine`."""

    def choose(self, question: Question) -> Choice:
        """The page that follows from the question's decisions."""
        ...

    def settle(self, choice: Choice) -> Choice:
        """The same choice with the standard deviation of every galaxy."""
        ...

    def survey(self, question: Question, scores: Scores) -> Survey:
        """Clusters, and what was learnt."""
        ...

    def forecast(self) -> Forecast | None:
        """What the rest of the search will bring."""
        ...

    def explain(self, row: int) -> Explanation | None:
        """Why the model thinks what it thinks of one galaxy."""
        ...

    def material(self, rows: NDArray[np.int64], ratings: NDArray[np.float32]) -> Material:
        """What a fit of hyperparameters needs."""
        ...

    def rescore(self, fitted: Fitted) -> None:
        """Score the pool under other hyperparameters, for the next answer."""
        ...


class EngineRoom(Protocol):
    """Where models are made and live."""

    def model(self, features_path: Path, read_prior: ReadPrior) -> Modeller:
        """A model of reduced vectors; the one before is of no use any more. See `Engine`."""
        ...

    def dismiss(self) -> Callable[[], None]:
        """End for good, without waiting; what is returned waits for it."""
        ...


class EngineHere:
    """Models that live in this process: for programs without a window, which nobody waits at."""

    def model(self, features_path: Path, read_prior: ReadPrior) -> Modeller:
        """As of `EngineRoom.model`."""
        return Engine(features_path, read_prior)

    def dismiss(self) -> Callable[[], None]:
        """As of `EngineRoom.dismiss`; there is nothing to end."""
        return lambda: None
