"""The curated list, on disk."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gzlabel.errors import UserError
from gzlabel.workbench.exporting import Wanted, Written, export, liked_rows
from gzlabel.workbench.model.modelling import Modelling
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.store import Store
from gzlabel.workspace import Workspace


class Lists:
    """Writes lists of galaxies with what is known of them."""

    def __init__(self, workspace: Workspace, store: Store, rating: Rating, modelling: Modelling) -> None:
        self._workspace, self._store, self._rating, self._modelling = workspace, store, rating, modelling

    def export(self, path: Path, wanted: Wanted) -> None:
        """Write the curated list; a notice says how many galaxies went where, or why none did."""
        try:
            written = self._export(path, wanted)
        except UserError as error:
            self._store.notify("error", str(error))
        else:
            told = "; ".join((f"{written.n:,} galaxies written to {path}", *written.notes))
            self._store.notify("info", told)

    def write(self, path: Path, rows: NDArray[np.int64]) -> int:
        """Write these galaxies; return how many.

        Raises
        ------
        UserError
            If it cannot be written.
        """
        return self._export(path, Wanted("rows", rows=tuple(rows.tolist()))).n

    def liked_rows(self) -> NDArray[np.int64]:
        """The curated list: what was rated 3 or more, the best first."""
        return liked_rows(self._rating.record)

    def _export(self, path: Path, wanted: Wanted) -> Written:
        choice, state = self._modelling.choice, self._store.state
        record = self._rating.record
        return export(self._workspace, state.interest, record, choice, state.clusters, path, wanted)
