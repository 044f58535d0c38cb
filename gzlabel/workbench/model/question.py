"""What the model is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gzlabel.workbench.model.fitted import Fitted
from gzlabel.workspace import ClusterEdits


@dataclass(frozen=True)
class Question:
    """What the model is asked: every decision of one interest, and what is wanted of it.

    ``unrated`` rows were decided on, but not rated; ``kept`` ``(n_galaxies,)`` are the galaxies within the cut,
    None for all.
    """

    generation: int
    as_of: int
    interest: str
    rows: NDArray[np.int64]
    ratings: NDArray[np.float32]
    unrated: NDArray[np.int64]
    artefacts: NDArray[np.int64]
    page_rows: tuple[int, ...]
    page_size: int
    acquisition: str
    prior: str = ""  # column expected ratings start from; empty for none
    fitted: Fitted | None = None  # what a search begun anew begins with, where it is of these ratings
    cut: str = ""
    looks: int | None = None
    last_version: int = 0  # of the model, as the journal has it: a search begun anew counts on from there
    tree: Any = None
    edits: ClusterEdits = field(default_factory=ClusterEdits)
    baseline: Mapping[str, float] = field(default_factory=dict)
    selection: Literal["leaf", "eom"] = "leaf"
    mean_before: NDArray[np.float32] | None = None
    kept: NDArray[np.bool_] | None = None

    @property
    def never_offered(self) -> NDArray[np.int64]:
        """Rows that no page may hold: decided on without a rating, or outside the cut."""
        if self.kept is None:
            return self.unrated
        return np.append(self.unrated, np.flatnonzero(~self.kept))
