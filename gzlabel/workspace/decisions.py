"""What a person said of a galaxy, before and after it is in the journal."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

KINDS = ("rating", "skip", "artefact", "cannot_tell")
"""What can be said: a rating 0-5, or that none is given."""


@dataclass(frozen=True)
class NewDecision:
    """A decision to append.

    Parameters
    ----------
    row
        Catalogue row of the galaxy.
    kind
        One of `KINDS`, or "cleared", which takes back what was said without saying anything new.
    rating
        0-5 for a rating, else None.
    seconds
        How long the galaxy was looked at.
    page, model_version, acquisition
        The page, the model and the policy that put it on the screen.
    purpose
        Why it was on the screen: "search" (the model chose it), "manual" (a person did), "repeat" (a blind
        repeat), "known" (an injected example), "import", or "second" (a colleague's opinion, which never
        replaces one given here).
    """

    row: int
    kind: str
    rating: int | None = None
    seconds: float | None = None
    page: int | None = None
    model_version: int | None = None
    acquisition: str | None = None
    purpose: str = "search"

    def __post_init__(self) -> None:
        if (self.kind == "rating") != (self.rating is not None):
            raise ValueError(f"a decision of kind {self.kind!r} cannot have the rating {self.rating!r}")


@dataclass(frozen=True)
class Recorded:
    """A decision as it stands in the journal. ``number`` orders decisions, whatever the clock said."""

    number: int
    row: int
    kind: str
    rating: int | None
    rater: str
    at: str  # UTC, ISO 8601
    seconds: float
    page: int | None
    model_version: int | None
    acquisition: str
    purpose: str
    undone: bool = False


@dataclass(frozen=True)
class Labels:
    """Decisions as arrays, in order of decision.

    ``rows`` int64 ``(n,)``, ``kinds`` strings ``(n,)``, ``ratings`` float32 ``(n,)`` on the 0-5 scale, NaN
    for other kinds.
    """

    rows: NDArray[np.int64]
    kinds: NDArray[np.str_]
    ratings: NDArray[np.float32]
