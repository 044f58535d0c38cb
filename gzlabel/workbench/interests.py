"""Several interests over one catalogue: each has its own decisions and its own model."""

from gzlabel.errors import UserError
from gzlabel.workbench.modelling import Modelling
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.store import Store
from gzlabel.workspace import Workspace


class Interests:
    """Switches, adds and renames."""

    def __init__(self, workspace: Workspace, store: Store, rating: Rating, modelling: Modelling) -> None:
        self._workspace, self._store, self._rating, self._modelling = workspace, store, rating, modelling

    def switch(self, name: str) -> None:
        """Work on ``name``."""
        if not self._workspace.read_only:
            try:
                self._workspace.current_interest = name
            except UserError as error:  # a full disk forgets where we were, and no more
                self._store.notify("warning", str(error))
        self._store.replace(interest=name, interests=self._workspace.interests)
        self._rating.reload()
        self._modelling.restart()

    def add(self, name: str) -> bool:
        """Begin ``name`` and work on it; False, with a notice, if that name can't be had."""
        try:
            self._workspace.add_interest(name)
        except UserError as error:
            self._store.notify("warning", str(error))
            return False
        self.switch(name)
        return True

    def rename(self, name: str) -> None:
        """Give the present interest another name; its decisions stay."""
        try:
            self._workspace.rename_interest(self._store.state.interest, name)
        except UserError as error:
            self._store.notify("warning", str(error))
            return
        self._store.replace(interest=name, interests=self._workspace.interests)
