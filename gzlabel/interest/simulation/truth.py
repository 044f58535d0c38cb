"""What the simulated astronomer would answer for every galaxy."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gzlabel.errors import CatalogueError

HIGHEST_RATING = 5


@dataclass(frozen=True)
class Truth:
    """The oracle's answers.

    Attributes
    ----------
    ratings
        ``(n_galaxies,)`` float32, whole numbers 0 to 5: what the oracle presses.
    positive
        ``(n_galaxies,)`` bool: whether the galaxy is one of those searched for.
    """

    ratings: NDArray[np.float32]
    positive: NDArray[np.bool_]

    @classmethod
    def from_values(cls, values: ArrayLike, threshold: float = 0.5) -> "Truth":
        """Read 0/1 flags or graded attributes ``(n_galaxies,)`` between 0 and 1.

        The rating is ``round(5 x value)``, halves up: an attribute of one half is a rating of 3, the least
        that the program calls liked. A galaxy is positive from ``threshold`` up.

        Raises
        ------
        CatalogueError
            If a value is missing or outside 0 to 1, or if no galaxy, or every galaxy, is positive.
        """
        numbers = _numbers(values)
        positive = numbers >= threshold
        n_positive = int(positive.sum())
        if n_positive in (0, len(positive)):
            raise CatalogueError(
                f"{n_positive} of {len(positive)} galaxies reach the threshold of {threshold:g}",
                remedy="Choose a threshold that some galaxies reach and some do not",
            )
        return cls(np.floor(HIGHEST_RATING * numbers + 0.5).astype(np.float32), positive)

    @property
    def n_positive(self) -> int:
        """How many galaxies are searched for."""
        return int(self.positive.sum())

    def at(self, rows: NDArray[np.bool_]) -> "Truth":
        """Restrict to the galaxies where ``rows`` is true."""
        return Truth(self.ratings[rows], self.positive[rows])


def _numbers(values: ArrayLike) -> NDArray[np.float64]:
    masked: np.ma.MaskedArray[Any, Any] = np.ma.masked_invalid(np.ma.asarray(values).astype(np.float64))
    wrong = np.ma.getmaskarray(masked) | (masked.filled(0) < 0) | (masked.filled(0) > 1)
    if wrong.any():
        row = int(wrong.argmax())
        raise CatalogueError(
            f"the truth of {int(wrong.sum())} galaxies is missing or not between 0 and 1 "
            f"(first at row {row}: {masked[row]})",
            remedy="Give 0 or 1, or a graded attribute from 0 to 1, for every galaxy",
        )
    return np.asarray(masked.filled(0), dtype=np.float64)
