"""What the model is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gzlabel.workbench.cut_view import CutView
from gzlabel.workbench.record import Record
from gzlabel.workspace import ClusterEdits


@dataclass(frozen=True)
class Question:
    """What the model is asked: every decision of one interest, and what is wanted of it.

    ``kept`` ``(n_galaxies,)`` are the galaxies within the cut; None for all.
    """

    generation: int
    as_of: int
    interest: str
    rows: NDArray[np.int64]
    ratings: NDArray[np.float32]
    excluded: NDArray[np.int64]
    artefacts: NDArray[np.int64]
    page_rows: tuple[int, ...]
    page_size: int
    acquisition: str
    prior: str = ""  # column expected ratings start from; empty for none
    cut: str = ""
    looks: int | None = None
    tree: Any = None
    edits: ClusterEdits = field(default_factory=ClusterEdits)
    baseline: Mapping[str, float] = field(default_factory=dict)
    selection: Literal["leaf", "eom"] = "leaf"
    mean_before: NDArray[np.float32] | None = None
    kept: NDArray[np.bool_] | None = None


def never_offered(record: Record, cut: CutView) -> NDArray[np.int64]:
    """Rows that no page may hold: decided on without a rating, or outside the cut."""
    if cut.kept is None:
        return record.unrated_rows
    return np.union1d(record.unrated_rows, np.flatnonzero(~cut.kept))
