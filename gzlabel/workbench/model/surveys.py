"""What follows from an answer of the model but holds up no page: clusters, and what was learnt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gzlabel.workbench.model.clustering import choose
from gzlabel.workbench.model.lessons import lesson
from gzlabel.workbench.model.question import Question
from gzlabel.workbench.state import Clusters, Lesson


@dataclass(frozen=True)
class Survey:
    """A look over the whole catalogue under one model."""

    generation: int
    clusters: Clusters | None
    lesson: Lesson


def survey(question: Question, mean: NDArray[np.float32], std: NDArray[np.float32]) -> Survey:
    """Choose clusters under the question's ratings, and tell what changed since its last page.

    Parameters
    ----------
    mean, std
        Of the posterior ``(n_galaxies,)``.
    """
    clusters = None if question.tree is None else choose(question.tree, question, mean, std)
    return Survey(question.generation, clusters, lesson(question.mean_before, mean))
