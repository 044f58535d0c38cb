"""A classifier that was taught and tested, of whatever kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding.epoch import Epoch
from gzlabel.embedding.reports.training_report import Mistake
from gzlabel.embedding.scores import Scores


@dataclass(frozen=True)
class Classifier:
    """What the report needs to know, and how to predict the catalogue.

    Attributes
    ----------
    predict
        Gives probabilities ``(n_galaxies, n_classes)``, NaN where there is no vector or image.
    """

    method: str
    scores: Scores
    mistakes: tuple[Mistake, ...]
    n_taught: int
    predict: Callable[[], NDArray[np.float32]]
    baselines: Mapping[str, Scores] = field(default_factory=dict)
    curves: tuple[Epoch, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
