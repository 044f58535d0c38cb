"""Several interests over one catalogue: each has its own decisions and its own model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gzlabel.errors import UserError
from gzlabel.rating_scale import LIKED
from gzlabel.workbench.choices import kept_looks, looks_key
from gzlabel.workbench.model.fitted import fitted_key
from gzlabel.workbench.model.modelling import Modelling
from gzlabel.workbench.model.priors import keep_prior, prior_of
from gzlabel.workbench.paging import Paging
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.store import Store
from gzlabel.workbench.trust import Trust, known_key
from gzlabel.workspace import Workspace, combine_interests


@dataclass(frozen=True)
class InterestFigures:
    """How far one interest has come."""

    name: str
    n_rated: int
    n_liked: int


class Interests:
    """Switches, adds, copies, combines, renames and removes."""

    def __init__(
        self, workspace: Workspace, store: Store, rating: Rating, paging: Paging, modelling: Modelling
    ) -> None:
        self._workspace, self._store, self._rating = workspace, store, rating
        self._paging, self._modelling = paging, modelling

    def switch(self, name: str) -> None:
        """Work on ``name``."""
        if not self._workspace.read_only:
            try:
                self._workspace.current_interest = name
            except UserError as error:  # a full disk forgets where we were, and no more
                self._store.notify("warning", str(error))
        self._store.replace(
            interest=name,
            interests=self._workspace.interests,
            looks=kept_looks(self._workspace, name),
            trust=Trust(),
        )
        self._rating.hide(())
        self._rating.reload()
        self._rating.checked()
        self._modelling.restart()
        self._paging.turn()

    def add(self, name: str) -> None:
        """Begin ``name`` and work on it; a notice says so if that name can't be had."""
        if self._done(lambda: self._workspace.add_interest(name)):
            self.switch(name.strip())

    def copy(self, name: str) -> None:
        """Begin ``name`` with everything said in the present interest, and work on it."""
        self.combine(name, [self._store.state.interest])

    def combine(self, name: str, wanted: Sequence[str], unwanted: Sequence[str] = ()) -> None:
        """Begin ``name`` as "``wanted`` but not ``unwanted``", and work on it.

        A galaxy starts with the highest rating it has in any wanted interest, and with 0 where an unwanted one
        likes it; from there the new interest has ratings and a model of its own.
        """
        if self._done(lambda: combine_interests(self._workspace, name, wanted, unwanted)):
            self.switch(name.strip())

    def remove(self, name: str) -> None:
        """Take an interest out of sight; what was said in it stays in the journal."""
        if self._done(lambda: self._workspace.remove_interest(name)):
            self._done(lambda: self._forget(name))
            self.switch(self._workspace.current_interest)

    def figures(self) -> tuple[InterestFigures, ...]:
        """Ratings and finds of every interest, oldest first."""
        said = {
            name: [one.rating for one in self._workspace.journal.current(name) if one.rating is not None]
            for name in self._workspace.interests
        }
        return tuple(
            InterestFigures(name, len(ratings), sum(rating >= LIKED for rating in ratings))
            for name, ratings in said.items()
        )

    def rename(self, name: str) -> None:
        """Give the present interest another name; its decisions stay."""
        old, new = self._store.state.interest, name.strip()
        if new == old:
            return
        if self._done(lambda: self._workspace.rename_interest(old, name)):
            self._done(lambda: self._carry_over(old, new))
            self._store.replace(interest=new, interests=self._workspace.interests)

    def plan_looks(self, n_left: int | None) -> None:
        """Say how many more galaxies are to be looked at, so that the search makes the most of them."""
        total = None if n_left is None else n_left + len(self._rating.record.ratings)
        key = looks_key(self._store.state.interest)
        if not self._workspace.read_only and not self._done(lambda: self._workspace.set_setting(key, total)):
            return
        self._store.replace(looks=total)
        self._modelling.ask()

    def _carry_over(self, before: str, after: str) -> None:
        """Give what is kept under an interest's name to its new one."""
        for key_of in _KEPT_UNDER:
            value = self._workspace.setting(key_of(before), None)
            if value is not None:
                self._workspace.set_setting(key_of(after), value)
        column = prior_of(self._store.state.settings, before)
        keep_prior(self._workspace, self._store, after, column)
        self._forget(before)

    def _forget(self, name: str) -> None:
        """Another interest may have the name one day, and begins with nothing."""
        for key_of in _KEPT_UNDER:
            if self._workspace.setting(key_of(name), None) is not None:
                self._workspace.set_setting(key_of(name), None)
        keep_prior(self._workspace, self._store, name, "")

    def _done(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except UserError as error:
            self._store.notify("warning", str(error))
            return False
        return True


_KEPT_UNDER = (looks_key, known_key, fitted_key)
"""Keys of what is kept for an interest, by its name."""
