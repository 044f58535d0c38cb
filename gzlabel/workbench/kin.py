"""The rated galaxies most like one: the nearest that is liked, and the nearest that is not."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gzlabel.embedding import similar
from gzlabel.rating_scale import LIKED
from gzlabel.workbench.background import Background
from gzlabel.workbench.features import reading_features
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner


@dataclass(frozen=True)
class Kin:
    """Nearest to ``row`` by the cosine of their vectors; None where nothing of the sort is rated."""

    row: int
    liked: int | None
    disliked: int | None


class Kindred:
    """Finds them, on a thread."""

    def __init__(self, store: Store, rating: Rating, background: Background, runner: JobRunner) -> None:
        self._store, self._rating, self._background, self._runner = store, rating, background, runner

    def of(self, row: int, receive: Callable[[Kin], None]) -> None:
        """Hand over the kin of a galaxy, none while there are no vectors."""
        path, record = self._background.features_path, self._rating.record
        if path is None:
            receive(Kin(row, None, None))
            return
        rows, liked = record.rated_rows, record.ratings >= LIKED
        self._runner.thread(
            "similar", kin_of, path, row, rows[liked], rows[~liked], then=receive, failed=self._failed
        )

    def _failed(self, failure: Failure) -> None:
        self._store.notify("error", failure.text, failure.traceback)


def kin_of(features_path: Path, row: int, liked: NDArray[np.int64], disliked: NDArray[np.int64]) -> Kin:
    """The nearest galaxy to ``row`` among ``liked`` and among ``disliked``, itself left out."""
    with reading_features(features_path) as features:
        vector = features[row : row + 1]

        def nearest(rows: NDArray[np.int64]) -> int | None:
            others = rows[rows != row]
            if not len(others) or not np.isfinite(vector).all():
                return None
            found, _ = similar(features[others], np.ones(len(others), dtype=bool), vector, 1)
            return int(others[found[0, 0]]) if found.size else None

        return Kin(row, nearest(liked), nearest(disliked))
