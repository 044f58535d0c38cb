"""Which galaxies are on offer, where the cursor stands, and what comes next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from gzlabel.workbench.arrival import Arrival
from gzlabel.workbench.chance import undecided_by_chance
from gzlabel.workbench.model.outlook import Choice
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.state import Page
from gzlabel.workbench.store import Store

_HISTORY = 200
MOST_SHOWN = 100

Mix = Callable[[Sequence[int]], tuple[list[int], dict[int, str]]]


class Paging:
    """Turns pages. The next one was chosen while this one was looked at, so that turning waits for nothing.

    A page is therefore chosen by a model that knows every decision made before the present page came up, and
    those on the page itself as far as it has kept up; it is never older. A galaxy decided since is left out.

    Parameters
    ----------
    store
        Holds the page.
    rating
        Tells what is decided.

    Attributes
    ----------
    turned
        Called when a page of the model's choice is about to be shown.
    shown
        Called when other galaxies have come onto the screen, or are waited for.
    mixed
        Puts what checks want into a page of the model's choice, and tells what.
    """

    def __init__(self, store: Store, rating: Rating, page_size: int) -> None:
        self._store, self._rating = store, rating
        self.page_size = page_size
        self.model_expected = False
        self.turned: Callable[[], None] = lambda: None
        self.shown: Callable[[], None] = lambda: None
        self._left: tuple[int, ...] = ()
        self._not_before = 0
        self.mixed: Mix = lambda rows: (list(rows), {})
        self._arrival, self._is_completed = Arrival(), False
        self._choice: Choice | None = None
        self._history: list[Page] = []
        self._shuffled = np.random.default_rng(0)

    @property
    def on_show(self) -> tuple[int, ...]:
        """Galaxies on the screen, or just taken from it: the next page repeats none of them."""
        return self._store.state.page.rows or self._left

    @property
    def ready(self) -> tuple[tuple[int, ...], int]:
        """The next page as far as it is chosen, and the version of the model that chose it."""
        if self._choice is None or not self._suits(self._choice):
            return (), 0
        return self._undecided(self._choice), self._choice.scores.model_version

    @property
    def is_unseen(self) -> bool:
        """See `Arrival.is_unseen`."""
        return self._arrival.is_unseen

    @property
    def is_taken_in(self) -> bool:
        """See `Arrival.is_taken_in`."""
        return self._arrival.is_taken_in(self._store.state.page)

    def show_later(self, rows: Sequence[int], source: str, about: str = "") -> None:
        """Offer galaxies that took a while to find: the person may be looking at the page before."""
        if self._store.state.page.rows:
            self._arrival.note_unasked()
        self.show(rows, source, about=about)

    def show(
        self,
        rows: Sequence[int],
        source: str,
        *,
        about: str = "",
        cluster: str = "",
        purposes: Mapping[int, str] | None = None,
        model_version: int | None = None,
    ) -> None:
        """Offer these galaxies, chosen by a version of the model, or looked at under the present one."""
        before, scores = self._store.state.page, self._store.state.scores
        if model_version is None:
            model_version = scores.model_version if scores else 0
        self._remember(before)
        page = Page(
            rows=tuple(int(row) for row in rows),
            number=before.number + 1,
            source=source,
            about=about,
            cluster=cluster,
            purposes=purposes or {},
            model_version=model_version,
            acquisition=str(self._store.state.settings.get("acquisition", ""))
            if source == "model"
            else source,
        )
        self._left, self._is_completed = (), False
        self._rating.hide(row for row, purpose in page.purposes.items() if purpose == "repeat")
        self._place(page, choosing=False)
        self.shown()

    def _show_next(self, rows: Sequence[int], source: str, **how: Any) -> None:
        """Offer the page that follows; where nobody asked for it, that is remembered."""
        is_completed = self._is_completed
        self.show(rows, source, **how)
        if is_completed:
            self._arrival.note_after_completed(self._store.state.page)

    def first_of(self, rows: Sequence[int]) -> list[int]:
        """As many of these galaxies as a page can take: of too many those not decided first, so that one gets on."""
        decided = self._store.state.decisions
        in_turn = sorted(rows, key=decided.__contains__) if len(rows) > MOST_SHOWN else rows
        return list(in_turn[:MOST_SHOWN])

    def move(self, step: int) -> None:
        """Move the cursor, stopping at the page's ends."""
        page = self._store.state.page
        if page.rows:
            self._place(replace(page, cursor=min(max(page.cursor + step, 0), len(page.rows) - 1)))

    def go_to(self, row: int) -> None:
        """Look at one galaxy: the cursor goes to it on the page, or it is looked at beside the page."""
        page = self._store.state.page
        if row in page.rows:
            self._place(replace(page, cursor=page.rows.index(row)))
        else:
            self._rating.begin_look()
            self._store.replace(aside=row)

    def come_back(self) -> None:
        """From a galaxy beside the page to the one under the cursor."""
        if self._store.state.aside is not None:
            self._place(self._store.state.page)

    def advance(self) -> None:
        """Back to the page, or on to its next undecided galaxy, or to the next page where there is none."""
        if self._store.state.aside is not None:
            self.come_back()
            return
        page, decided = self._store.state.page, self._store.state.decisions
        after = [*range(page.cursor + 1, len(page.rows)), *range(page.cursor)]
        undecided = next((index for index in after if page.rows[index] not in decided), None)
        if undecided is None:
            self._is_completed = True
            self.turn()
        else:
            self._place(replace(page, cursor=undecided))

    def turn(self) -> None:
        """Offer the next page; wait for the model if it has not chosen one since this page came up."""
        choice = self._choice
        if choice is not None and self._suits(choice) and not self._is_used_up(choice):
            if self._undecided(choice) or not self._store.state.undecided:
                self._offer(choice)
            else:
                self._store.notify("info", "No galaxy is left to decide but those on this page")
        elif self.model_expected:
            self._remember(self._store.state.page)
            self._left = self.on_show
            self._place(replace(self._store.state.page, rows=(), cursor=0), choosing=True)
            self.shown()
        else:
            rows = undecided_by_chance(self._store.state, self.page_size, self._shuffled)
            self._show_next(rows, "random, until the vectors are ready")

    def turn_anew(self) -> None:
        """What was ready is of use no longer: wait for the model, or draw again."""
        self._choice, self._not_before = None, self._rating.n_recorded
        self.turn()

    def on_choice(self, choice: Choice) -> None:
        """Keep the next page at hand; turn to it if it was waited for."""
        if not self._suits(choice):
            return
        self._choice = choice
        if self._store.state.choosing or not self._store.state.page.rows:
            self._offer(choice)
        else:
            self._store.replace(upcoming=self._undecided(choice))

    def return_to(self, rows: Sequence[int]) -> None:
        """Show the page on which ``rows`` were decided, its cursor on the first of them."""
        self._choice, self._not_before = None, self._rating.n_recorded
        page, wanted = self._store.state.page, set(rows)
        if not wanted & set(page.rows):
            past = (one.rows for one in reversed(self._history) if wanted & set(one.rows))
            found = next(past, tuple(rows) if len(rows) > 1 else ())
            if not found:
                self.go_to(rows[0])
                return
            self.show(found, "taken back")
            page = self._store.state.page
        first = next(index for index, row in enumerate(page.rows) if row in wanted)
        self._place(replace(page, cursor=first))

    def forget_choice(self) -> None:
        """The interest changed: what was ready is ready no longer."""
        self._choice = None
        self._history = []

    def _suits(self, choice: Choice) -> bool:
        """Whether it was chosen while this page was on show, and on the terms that still hold."""
        question, state = choice.question, self._store.state
        return (
            question.page_rows == self.on_show
            and question.page_size == self.page_size
            and question.acquisition == str(state.settings["acquisition"])
            and question.cut == state.cut.mark
            and question.as_of >= self._not_before
        )

    def _is_used_up(self, choice: Choice) -> bool:
        """Whether all it offers was decided since, and the model may know of more."""
        return not self._undecided(choice) and choice.as_of < self._rating.n_recorded

    def _undecided(self, choice: Choice) -> tuple[int, ...]:
        decided = self._store.state.decisions
        return tuple(row for row in choice.next_page.tolist() if row not in decided)

    def _offer(self, choice: Choice) -> None:
        self.turned()
        rows, purposes = self.mixed(self._undecided(choice))
        self._show_next(rows, "model", purposes=purposes, model_version=choice.scores.model_version)
        if not rows:
            self._store.notify("info", self._all_decided())

    def _all_decided(self) -> str:
        if self._store.state.cut.kept is not None:
            return "Every galaxy within the cut is decided"
        return "Every galaxy that has a vector is decided: nothing is left to offer"

    def _remember(self, page: Page) -> None:
        if page.rows:
            self._history = [*self._history, page][-_HISTORY:]

    def _place(self, page: Page, *, choosing: bool = False) -> None:
        self._rating.begin_look()
        stays = page.rows == self._store.state.page.rows
        upcoming = self._store.state.upcoming if stays else ()
        self._store.replace(page=page, choosing=choosing, aside=None, upcoming=upcoming)
