"""A cut through the catalogue: galaxies outside it are never offered, and greyed on the map."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue import Catalogue, Cut
from gzlabel.errors import UserError, WorkspaceError
from gzlabel.workbench.cut_view import CutView
from gzlabel.workbench.store import Store
from gzlabel.workspace import Workspace


class Cutting:
    """Sets the cut and remembers it with the workspace.

    Parameters
    ----------
    changed
        Called when another cut is in force.
    """

    def __init__(self, workspace: Workspace, store: Store, changed: Callable[[], None]) -> None:
        self._workspace, self._store, self._changed = workspace, store, changed
        self._name, self._within = "", None  # type: str, NDArray[np.bool_] | None

    def reload(self) -> None:
        """Put the remembered cut in force."""
        try:
            self._store.replace(cut=cut_in_force(self._workspace))
        except UserError as error:
            self._store.notify("warning", str(error))

    def count(self, text: str) -> int:
        """How many galaxies a cut would keep.

        Raises
        ------
        CatalogueError
            If it is no cut, with what to mend.
        """
        kept = self._view(text).kept
        return self._store.state.n_galaxies if kept is None else int(kept.sum())

    def set(self, text: str) -> None:
        """Put a cut in force; an empty one keeps every galaxy.

        Raises
        ------
        CatalogueError
            If it is no cut; the one before stays.
        """
        cut = self._view(text)
        if not self._store.state.read_only:
            try:
                self._workspace.set_setting("cut", cut.text)
            except WorkspaceError as error:  # in force, though it will not be remembered
                self._store.notify("warning", str(error))
        self._store.replace(cut=cut)
        self._changed()

    def narrow(self, name: str, rows: NDArray[np.int64]) -> None:
        """Keep, of what the cut keeps, only ``rows``, the members of a cluster as they are now.

        It lasts until `widen`, and no longer than the workspace is open.
        """
        self._name, self._within = name, np.zeros(self._store.state.n_galaxies, dtype=np.bool_)
        self._within[rows] = True
        self._store.replace(cut=self._view(self._store.state.cut.text))
        self._changed()

    def widen(self) -> None:
        """Keep again all that the cut keeps."""
        self._name, self._within = "", None
        self._store.replace(cut=self._view(self._store.state.cut.text))
        self._changed()

    def _view(self, text: str) -> CutView:
        masks = [kept_by(text, self._workspace.catalogue), self._within]
        given = [mask for mask in masks if mask is not None]
        kept = np.logical_and.reduce(given) if given else None
        return CutView(text.strip(), kept, self._name)


def kept_by(text: str, catalogue: Catalogue) -> NDArray[np.bool_] | None:
    """Which galaxies a cut keeps ``(n_galaxies,)``; None where it is empty and keeps all.

    Raises
    ------
    CatalogueError
        If it is no cut, with what to mend.
    """
    return Cut.parse(text.strip(), catalogue).mask(catalogue) if text.strip() else None


def cut_in_force(workspace: Workspace) -> CutView:
    """The cut that the workspace remembers.

    Raises
    ------
    CatalogueError
        If the catalogue no longer has a column of it.
    """
    text = workspace.setting("cut", "")
    return CutView(text, kept_by(text, workspace.catalogue))
