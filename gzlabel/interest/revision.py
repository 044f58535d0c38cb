"""From some ratings to others in the fewest steps, for whatever learns ratings and forgets them."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]
Rows = NDArray[np.int64]


class Learner(Protocol):
    """What takes in ratings of galaxies, and gives them up again."""

    @property
    def rows(self) -> Rows:
        """The rated galaxies ``(m,)``."""

    @property
    def ratings(self) -> Float:
        """Their ratings ``(m,)``."""

    def add(self, rows: Rows, ratings: Float) -> Any:
        """Take in more."""

    def remove(self, positions: Rows) -> Any:
        """Forget those at these positions."""

    def replace_ratings(self, ratings: Float) -> Any:
        """Give all other ratings."""


def revise(learner: Learner, rows: Rows, ratings: NDArray[Any]) -> None:
    """Make these the learner's ratings. ``rows`` ``(m,)`` do not repeat."""
    wanted = dict(zip(np.asarray(rows).tolist(), np.asarray(ratings).tolist(), strict=True))
    gone = np.flatnonzero([row not in wanted for row in learner.rows.tolist()])
    if len(gone):
        learner.remove(gone)
    revised = np.array([wanted.pop(row) for row in learner.rows.tolist()], dtype=np.float64)
    if not np.array_equal(revised, learner.ratings):
        learner.replace_ratings(revised)
    if wanted:
        learner.add(np.array(list(wanted), dtype=np.int64), np.array(list(wanted.values()), dtype=np.float64))
