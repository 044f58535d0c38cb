"""What the model is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gzlabel.workspace import ClusterEdits


@dataclass(frozen=True)
class Question:
    """What the model is asked: every decision of one interest, and what is wanted of it."""

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
    cut: str = ""
    looks: int | None = None
    tree: Any = None
    edits: ClusterEdits = field(default_factory=ClusterEdits)
    baseline: Mapping[str, float] = field(default_factory=dict)
    selection: Literal["leaf", "eom"] = "leaf"
    mean_before: NDArray[np.float32] | None = None
    kept: NDArray[np.bool_] | None = None  # by the cut; None keeps every galaxy
