"""What there is to say of a trained classifier, kept beside it as JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atomic import written_whole
from gzlabel.embedding.epoch import Epoch
from gzlabel.embedding.scores import Scores
from gzlabel.errors import EmbeddingError
from gzlabel.parsed_json import parsed_json

_NAME = "report.json"
_N_MISTAKES = 24


@dataclass(frozen=True)
class Mistake:
    """A galaxy that was put into the wrong class: its catalogue row, the two classes, the confidence."""

    row: int
    truth: str
    answer: str
    probability: float


@dataclass(frozen=True)
class TrainingReport:
    """How a classifier does on galaxies that it was not taught.

    Attributes
    ----------
    target
        What it tells: a tag, a column, an interest.
    method
        How it was taught, in words.
    baselines
        Scores of simpler classifiers on the same galaxies, by their names.
    mistakes
        The worst, most confident first.
    curves
        Of a fine-tuning; empty for other methods.
    facts
        Whatever else a reader should know, by name.
    """

    target: str
    method: str
    n_taught: int
    n_tested: int
    scores: Scores
    baselines: Mapping[str, Scores] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    curves: tuple[Epoch, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is the report of."""
        return f"{self.target}: {self.method}"

    def as_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            **asdict(self),
            "scores": self.scores.as_json(),
            "baselines": {name: scores.as_json() for name, scores in self.baselines.items()},
            "facts": dict(self.facts),
        }

    def save(self, folder: Path) -> None:
        """Write into ``folder``, whole or not at all."""
        folder.mkdir(parents=True, exist_ok=True)
        with written_whole(folder / _NAME) as temporary:
            temporary.write_text(json.dumps(self.as_json(), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "TrainingReport":
        """Read what `save` wrote.

        Raises
        ------
        EmbeddingError
            If there is none, or it is damaged.
        """
        path = folder / _NAME
        try:
            stored = parsed_json(path.read_text(encoding="utf-8"))
            return cls(
                **{
                    **stored,
                    "scores": Scores.from_json(stored["scores"]),
                    "baselines": {name: Scores.from_json(one) for name, one in stored["baselines"].items()},
                    "mistakes": tuple(Mistake(**one) for one in stored["mistakes"]),
                    "curves": tuple(Epoch(**one) for one in stored["curves"]),
                }
            )
        except FileNotFoundError:
            raise EmbeddingError(
                "nothing was trained here yet", where=folder, remedy="Train a classifier first"
            ) from None
        except (ValueError, KeyError, TypeError) as error:
            raise EmbeddingError(
                f"the report is damaged ({error})", where=path, remedy="Train again"
            ) from error


def mistakes_of(
    scores: Scores,
    rows: NDArray[np.int64],
    truth: NDArray[np.int64],
    probabilities: NDArray[np.floating[Any]],
) -> tuple[Mistake, ...]:
    """The worst mistakes of a test on catalogue rows ``(n,)`` with true classes ``(n,)``."""
    classes, answers = scores.classes, probabilities.argmax(axis=1)
    return tuple(
        Mistake(
            int(rows[place]),
            classes[truth[place]],
            classes[answers[place]],
            float(probabilities[place, answers[place]]),
        )
        for place in scores.worst[:_N_MISTAKES].tolist()
    )
