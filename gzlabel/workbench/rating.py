"""Decisions: on their way to the journal, in the state at once, and out of it where the disk refuses them."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from gzlabel.errors import UserError, WorkspaceError
from gzlabel.workbench.record import Record
from gzlabel.workbench.state import Decision, State
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.failure import Failure, failure_of
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workspace import NewDecision, Workspace


class Rating:
    """Hands what the person decides to the journal, and shows it; takes back what did not get there.

    Attributes
    ----------
    checked
        Called when a galaxy that was shown for the sake of trust is decided.
    refused
        Called with the rows of an act that was shown, and that the disk did not take after all.
    n_recorded
        Grows with every decision taken or undone; tells how old an answer of the model is.
    """

    def __init__(self, workspace: Workspace, store: Store, runner: JobRunner) -> None:
        self._workspace, self._store, self._runner = workspace, store, runner
        self.record = Record()
        self.n_recorded, self._n_refused = 0, 0
        self._look_began = time.monotonic()
        self._blind: frozenset[int] = frozenset()
        self.checked: Callable[[], None] = lambda: None
        self.refused: Callable[[tuple[int, ...]], None] = lambda rows: None

    @property
    def is_taken(self) -> bool:
        """Whether no act that was shown waits to be taken back, since the journal refused it."""
        return self._n_refused == 0

    def hide(self, rows: Iterable[int]) -> None:
        """Let the state show nothing of what was said of ``rows``, until they are decided anew."""
        blind = frozenset(rows)
        if blind != self._blind:
            self._blind = blind
            self._store.replace(decisions=self._shown())

    def begin_look(self) -> None:
        """A new galaxy came under the person's eyes."""
        self._look_began = time.monotonic()

    def decide(self, rows: Sequence[int], kind: str, rating: int | None = None) -> bool:
        """Record one decision for each of ``rows`` as one batch, which one undo takes back.

        Returns
        -------
        bool
            Whether it is on its way to the journal. If not, a notice says why, and nothing has changed; where the
            disk refuses it later, it is taken back, and a notice says so then.
        """
        self._runner.courtesy.answer()
        state, seconds = self._store.state, time.monotonic() - self._look_began
        page = state.page
        new = [
            NewDecision(
                row=int(row),
                kind=kind,
                rating=rating,
                seconds=seconds,
                page=page.number,
                model_version=page.model_version,
                acquisition=page.acquisition,
                purpose=_purpose(state, int(row)),
            )
            for row in rows
        ]
        try:
            self._workspace.journal.append_later(state.interest, new, self._refusal_of(new))
        except WorkspaceError as error:
            self._not_saved(failure_of(error))
            return False
        at, rater = datetime.now(UTC).isoformat(timespec="milliseconds"), self._workspace.rater
        decided = [Decision(entry.row, kind, rating, rater, at, seconds) for entry in new]
        self._blind -= {entry.row for entry in new}
        self._show(
            self.record.extended(decided), len(new), can_undo=state.can_undo or bool(new), can_redo=False
        )
        if any(entry.purpose in ("repeat", "known") for entry in new):
            self.checked()
        return True

    def undo(self) -> tuple[int, ...]:
        """Take back the last batch; returns the rows it touched, none if there is nothing to undo."""
        return self._travel(self._workspace.journal.undo)

    def redo(self) -> tuple[int, ...]:
        """Repeat the batch undone last; returns the rows it touched."""
        return self._travel(self._workspace.journal.redo)

    def reload(self) -> None:
        """Read the interest's decisions from the journal."""
        self._show(Record.read(self._workspace, self._store.state.interest), 1, **self._ways())

    def _travel(self, act: Callable[[str], tuple[int, ...]]) -> tuple[int, ...]:
        try:
            self._workspace.write()
            if not self.is_taken:
                return ()  # the last act is being taken back already
            rows = act(self._store.state.interest)
        except WorkspaceError as error:
            self._not_saved(failure_of(error))
            return ()
        if rows:
            self._show_again(rows)
            self.n_recorded += len(rows)
            self.checked()
        return rows

    def _show_again(self, rows: tuple[int, ...]) -> None:
        """Show what the journal holds of ``rows`` now; where it cannot be read, nothing of them, and say why."""
        try:
            record = self.record.reread(self._workspace, self._store.state.interest, rows)
            self._show(record, 1, **self._ways())
        except WorkspaceError as error:
            self._forget(rows)
            self._store.notify("error", str(error))

    def _not_saved(self, failure: Failure) -> None:
        self._store.replace(saved=False, saving=False)
        self._store.notify("error", failure.text, failure.traceback)

    def _refusal_of(self, decisions: Sequence[NewDecision]) -> Callable[[Exception], None]:
        """What the journal calls, from any thread, where it could not take ``decisions`` after all."""
        interest, rows = self._store.state.interest, tuple(entry.row for entry in decisions)
        hidden = self._blind.intersection(rows)

        def take_back(failure: Failure) -> None:
            self._n_refused -= 1
            self._not_saved(failure)
            if interest == self._store.state.interest:
                self._blind |= hidden
                self._forget(rows)
                self.refused(rows)

        def refuse(error: Exception) -> None:
            self._n_refused += 1
            self._runner.hand_over(partial(take_back, failure_of(error)))

        return refuse

    def _forget(self, rows: tuple[int, ...]) -> None:
        """Show what the journal holds; where it cannot even be read, what is known less ``rows``."""
        try:
            self.reload()
        except UserError:
            self._show(self.record.without(rows), 1, can_undo=self._store.state.can_undo, can_redo=False)

    def _ways(self) -> dict[str, bool]:
        """Whether there is a way back, and one forth again."""
        journal, interest = self._workspace.journal, self._store.state.interest
        return {"can_undo": journal.can_undo(interest), "can_redo": journal.can_redo(interest)}

    def _show(self, record: Record, n_new: int, *, can_undo: bool, can_redo: bool) -> None:
        self.record = record
        self.n_recorded += n_new
        self._store.replace(
            decisions=self._shown(),
            recent=record.recent,
            counts=record.counts,
            found=record.found,
            can_undo=can_undo,
            can_redo=can_redo,
        )

    def _shown(self) -> Mapping[int, Decision]:
        decisions = self.record.decisions
        if not self._blind:
            return decisions
        return {row: one for row, one in decisions.items() if row not in self._blind}


def _purpose(state: State, row: int) -> str:
    """Why a galaxy is before the person's eyes, in the words of the journal."""
    if row in state.page.purposes:
        return state.page.purposes[row]
    chosen = row in state.page.rows and row != state.aside
    by_model = state.page.source == "model" or state.page.source.startswith("random")
    return "search" if chosen and by_model else "manual"
