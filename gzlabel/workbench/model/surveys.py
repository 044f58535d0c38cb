"""What follows from an answer of the model but holds up no page: clusters, and what was learnt."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gzlabel.workbench.model.clustering import choose
from gzlabel.workbench.model.lessons import lesson
from gzlabel.workbench.model.question import Question
from gzlabel.workbench.state import Clusters, Lesson, Scores
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner


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


Surveyor = Callable[[Question, Scores], Survey]


class Surveys:
    """One survey at a time on a thread of its own, the newest always made, the ones between dropped."""

    def __init__(
        self, runner: JobRunner, done: Callable[[Survey], None], failed: Callable[[Failure], None]
    ) -> None:
        self._runner, self._done, self._failed = runner, done, failed
        self._next: tuple[Surveyor, Question, Scores] | None = None
        self.busy = False

    def ask(self, surveyor: Surveyor, question: Question, scores: Scores) -> None:
        """Survey now, or as soon as the survey before is home."""
        if self.busy:
            self._next = surveyor, question, scores
            return
        self.busy = True
        self._runner.thread("survey", surveyor, question, scores, then=self._home, failed=self._lost)

    def _home(self, found: Survey) -> None:
        self._follow()
        self._done(found)

    def _lost(self, failure: Failure) -> None:
        self._follow()
        self._failed(failure)

    def _follow(self) -> None:
        self.busy = False
        if self._next is not None:
            waiting, self._next = self._next, None
            self.ask(*waiting)
