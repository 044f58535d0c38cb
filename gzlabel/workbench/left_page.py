"""The page that was on the screen when the workspace was closed: the next morning begins where the evening ended."""

from contextlib import suppress
from hashlib import blake2b
from typing import Any

import numpy as np

from gzlabel.errors import UserError
from gzlabel.workbench.model.priors import prior_of
from gzlabel.workbench.paging import MOST_SHOWN, Paging
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.state import State
from gzlabel.workbench.store import Store
from gzlabel.workspace import Workspace

_KEY = "left page"


class LeftPage:
    """Keeps what the model had on offer, so that nobody waits for it to read thousands of ratings again.

    It is shown only where the model would still be asked the same: the same decisions on the same interest, the same
    acquisition function, prior and cut.
    """

    def __init__(self, workspace: Workspace, store: Store, rating: Rating, paging: Paging) -> None:
        self._workspace, self._store, self._rating, self._paging = workspace, store, rating, paging

    def keep(self) -> None:
        """Remember what is undecided of the page, and of the next one as far as that fills it up."""
        state, page = self._store.state, self._store.state.page
        rows = tuple(row for row in _chosen(state) if row not in state.decisions)[: self._paging.page_size]
        if rows and not state.read_only:
            kept = {"rows": rows, "model version": page.model_version, "asked": self._asked()}
            with suppress(UserError):  # a full disk must not keep a program from closing
                self._workspace.set_setting(_KEY, kept)

    def show(self) -> bool:
        """Show it again, if it still holds; whether it did."""
        kept = self._workspace.setting(_KEY, None)
        if not isinstance(kept, dict) or kept.get("asked") != self._asked():
            return False
        rows, version = self._on_offer(kept.get("rows")), kept.get("model version")
        if not rows or not isinstance(version, int):
            return False
        self._paging.show(rows, "model", model_version=version)
        return True

    def _on_offer(self, rows: Any) -> list[int]:
        """The rows, where they name a page of galaxies to be decided; none where a stranger wrote something else."""
        state = self._store.state
        if not isinstance(rows, list) or len(rows) > MOST_SHOWN or not all(type(row) is int for row in rows):
            return []
        there = all(0 <= row < state.n_galaxies and row not in state.decisions for row in rows)
        return rows if there and len(set(rows)) == len(rows) else []

    def _asked(self) -> str:
        """A name for what the model was asked."""
        state, record = self._store.state, self._rating.record
        terms = state.interest, state.settings["acquisition"], prior_of(state.settings, state.interest)
        name = blake2b(repr((*terms, state.cut.mark)).encode(), digest_size=16)
        order = np.argsort(record.rated_rows)
        for values in (record.rated_rows[order], record.ratings[order], np.sort(record.unrated_rows)):
            name.update(values.tobytes())
        return name.hexdigest()


def _chosen(state: State) -> tuple[int, ...]:
    """Galaxies of the model's choice, on the screen and after it; not those that checks put among them."""
    page = state.page
    shown = tuple(row for row in page.rows if row not in page.purposes) if page.source == "model" else ()
    return (*shown, *(row for row in state.upcoming if row not in page.rows))
