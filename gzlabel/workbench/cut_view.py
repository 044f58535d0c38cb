"""The cut as the desk shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class CutView:
    """The cut in force: its text, and which galaxies it keeps ``(n_galaxies,)``; None keeps every one.

    ``within`` names the cluster to which it is narrowed besides; empty for none.
    """

    text: str = ""
    kept: NDArray[np.bool_] | None = None
    within: str = ""

    @property
    def keeps_nothing(self) -> bool:
        """Whether no galaxy is left."""
        return self.kept is not None and not self.kept.any()

    def among(self, rows: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        """Those of some rows that it keeps, in their order."""
        rows = np.asarray(rows, dtype=np.int64)
        return rows if self.kept is None else rows[self.kept[rows]]

    @property
    def mark(self) -> str:
        """Tells cuts apart."""
        return f"{self.text} in {self.within}" if self.within else self.text
