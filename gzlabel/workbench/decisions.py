"""What a person decides on galaxies: on its way to the disk, then the next galaxy, then what the model makes of it.

The model is asked last, when it is known which galaxies are on the screen then.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gzlabel.workbench.model.modelling import Modelling
from gzlabel.workbench.paging import Paging
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.store import Store


class Decisions:
    """Rates, sets aside, takes back."""

    def __init__(self, store: Store, rating: Rating, paging: Paging, modelling: Modelling) -> None:
        self._store, self._rating, self._paging, self._modelling = store, rating, paging, modelling
        rating.refused = self._on_refused

    def rate(self, rating: int) -> None:
        """Rate the current galaxy 0-5 and go on."""
        self._decide_current("rating", rating)

    def skip(self) -> None:
        """Never offer the current galaxy again; say nothing of it to the model."""
        self._decide_current("skip")

    def artefact(self) -> None:
        """The current image is no galaxy's."""
        self._decide_current("artefact")

    def cannot_tell(self) -> None:
        """The current galaxy can't be judged."""
        self._decide_current("cannot_tell")

    def clear(self, row: int) -> None:
        """Say nothing of one galaxy any longer."""
        self._decide([row], "cleared")

    @property
    def may_end_page(self) -> bool:
        """Whether `reject_rest` is taken for this page, and not for one that was completed a moment ago."""
        return self._paging.is_taken_in

    def reject_rest(self) -> None:
        """Rate what is undecided on the page 0, as one act, and turn the page."""
        if self._paging.is_unseen:
            return
        if not self.may_end_page:
            self._store.notify(
                "info", "The page before was complete already: press once more to end this one"
            )
            return
        rows = self._store.state.undecided
        with self._store.together():
            if not rows or self._rating.decide(rows, "rating", 0):
                self._paging.turn()
                self._modelling.ask()

    def rate_rows(self, rows: Sequence[int] | NDArray[np.int64], rating: int) -> None:
        """Rate several galaxies alike, as one act."""
        if len(rows):
            self._decide([int(row) for row in rows], "rating", rating)

    def undo(self) -> None:
        """Take back the last act, whole, and show its galaxies again."""
        if rows := self._rating.undo():
            self._paging.return_to(rows)
            self._modelling.ask()

    def redo(self) -> None:
        """Repeat the act taken back last, and go on from it as when it was done first."""
        if rows := self._rating.redo():
            with self._store.together():
                self._paging.return_to(rows)
                self._paging.advance()
            self._modelling.ask()

    def _decide_current(self, kind: str, rating: int | None = None) -> None:
        row = self._store.state.current
        if self._paging.is_unseen:
            self._store.notify("info", "That key came before this page could be seen, and decided nothing")
            return
        with self._store.together():
            if row is not None and self._rating.decide([row], kind, rating):
                self._paging.advance()
                self._modelling.ask()

    def _on_refused(self, rows: tuple[int, ...]) -> None:
        self._paging.return_to(rows)
        self._modelling.ask()

    def _decide(self, rows: Sequence[int], kind: str, rating: int | None = None) -> None:
        if self._rating.decide(rows, kind, rating):
            self._modelling.ask()
