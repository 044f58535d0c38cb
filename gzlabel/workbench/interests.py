"""Several interests over one catalogue: each has its own decisions and its own model."""

from gzlabel.errors import UserError
from gzlabel.workbench.modelling import Modelling
from gzlabel.workbench.paging import Paging
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.store import Store
from gzlabel.workspace import Workspace


class Interests:
    """Switches, adds and renames."""

    def __init__(
        self, workspace: Workspace, store: Store, rating: Rating, paging: Paging, modelling: Modelling
    ) -> None:
        self._workspace, self._store, self._rating = workspace, store, rating
        self._paging, self._modelling = paging, modelling

    def switch(self, name: str) -> None:
        """Work on ``name``."""
        if not self._workspace.read_only:
            self._workspace.current_interest = name
        self._store.replace(interest=name, interests=self._workspace.interests)
        self._rating.reload()
        self._modelling.restart()
        self._paging.turn()

    def add(self, name: str) -> None:
        """Begin ``name`` and work on it; a notice says so if that name can't be had."""
        try:
            self._workspace.add_interest(name)
        except UserError as error:
            self._store.notify("warning", str(error))
            return
        self.switch(name)

    def rename(self, name: str) -> None:
        """Give the present interest another name; its decisions stay."""
        try:
            self._workspace.rename_interest(self._store.state.interest, name)
        except UserError as error:
            self._store.notify("warning", str(error))
            return
        self._store.replace(interest=name, interests=self._workspace.interests)
