"""The page that was on the screen when the workspace was closed: the next morning begins where the evening ended."""

from contextlib import suppress
from hashlib import blake2b
from typing import Any

import numpy as np

from gzlabel.embedding import EmbeddingMatrix
from gzlabel.errors import UserError
from gzlabel.workbench.model.priors import prior_of
from gzlabel.workbench.paging import MOST_SHOWN, Paging
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.store import Store
from gzlabel.workspace import Workspace

_KEY = "left page"
_LEAST_SHARE = 0.5


class LeftPage:
    """Keeps what the model had on offer, so that nobody waits for it to read thousands of ratings again.

    It is shown only where the model would still be asked the same: the same decisions, acquisition function, cut,
    looks, catalogue and vectors. Where an interest starts from a column, none is kept.
    """

    def __init__(self, workspace: Workspace, store: Store, rating: Rating, paging: Paging) -> None:
        self._workspace, self._store, self._rating, self._paging = workspace, store, rating, paging

    def keep(self) -> None:
        """Remember the page, or the next one, with the version of the model that chose it."""
        with suppress(UserError):  # neither a full disk nor a read-only one keeps a program from closing
            self._workspace.set_setting(_KEY, self._kept())

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

    def _kept(self) -> dict[str, object] | None:
        rows, version = self._chosen()
        if not rows or prior_of(self._store.state.settings, self._store.state.interest):
            return None
        return {"rows": rows, "model version": version, "asked": self._asked()}

    def _chosen(self) -> tuple[tuple[int, ...], int]:
        """The page on the screen, where the model chose all of it and much is undecided; else the next one."""
        state, page = self._store.state, self._store.state.page
        is_of_now = page.acquisition == state.settings["acquisition"]
        if is_of_now and not page.purposes and len(state.undecided) >= _LEAST_SHARE * self._paging.page_size:
            return state.undecided, page.model_version
        return self._paging.ready

    def _on_offer(self, rows: Any) -> list[int]:
        """The rows, where they name a page of galaxies to be decided; none where a stranger wrote something else."""
        state = self._store.state
        if not isinstance(rows, list) or len(rows) > MOST_SHOWN or not all(type(row) is int for row in rows):
            return []
        there = all(0 <= row < state.n_galaxies and row not in state.decisions for row in rows)
        if not there or len(set(rows)) < len(rows) or len(state.cut.among(rows)) < len(rows):
            return []
        return rows

    def _asked(self) -> str:
        """A name for what the model was asked."""
        state, record = self._store.state, self._rating.record
        prior = prior_of(state.settings, state.interest)
        terms = state.settings["acquisition"], prior, state.cut.mark, state.looks, state.n_galaxies
        name = blake2b(repr((*terms, self._vectors())).encode(), digest_size=16)
        order = np.argsort(record.rated_rows)
        for values in (record.rated_rows[order], record.ratings[order], np.sort(record.unrated_rows)):
            name.update(values.tobytes())
        return name.hexdigest()

    def _vectors(self) -> tuple[int, int] | None:
        """Size and time of the vectors that the model reads; None where there are none."""
        with suppress(UserError, OSError):
            status = EmbeddingMatrix.open(self._workspace.embedding_folder).reduced_path.stat()
            return status.st_size, status.st_mtime_ns
        return None
