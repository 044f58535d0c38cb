"""What is known of single galaxies: names, columns, what was said of them elsewhere."""

from collections.abc import Callable
from itertools import combinations

import numpy as np

from gzlabel.catalogue import Catalogue
from gzlabel.errors import UserError
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workspace import Workspace, agreement, ratings_everywhere

Facts = list[tuple[str, str]]


class Galaxies:
    """Tells names and columns by catalogue row."""

    def __init__(self, workspace: Workspace, store: Store, runner: JobRunner) -> None:
        self._workspace, self._store, self._runner = workspace, store, runner
        self._described = -1

    def id_of(self, row: int) -> str:
        """A galaxy's name in the user's catalogue."""
        return str(self._workspace.catalogue.ids[row])

    def describe(self, row: int, receive: Callable[[Facts], None]) -> None:
        """Call ``receive`` with every column of one galaxy, as text, once they are read; with none where they
        cannot be, or where another galaxy was asked for meanwhile."""
        self._described, catalogue = row, self._workspace.catalogue

        def read_if_wanted() -> Facts:
            return _read(catalogue, row) if self._described == row else []

        def failed(failure: Failure) -> None:
            self._store.notify("warning", failure.text, failure.traceback)
            receive([])

        self._runner.thread("facts", read_if_wanted, then=receive, failed=failed)

    def find_id(self, text: str) -> int | None:
        """Row of the galaxy with this name; None, with a notice, if there is none."""
        try:
            return int(self._workspace.catalogue.rows_of([text])[0])
        except UserError as error:
            self._store.notify("warning", str(error))
            return None

    def conflicts(self) -> tuple[int, ...]:
        """Rows that one rater of the present interest likes and another does not, the widest apart first."""
        interest = self._store.state.interest
        raters = self._workspace.journal.raters(interest)
        found = [agreement(self._workspace, interest, *pair).conflicts for pair in combinations(raters, 2)]
        return tuple(dict.fromkeys(int(row) for rows in found for row in rows))

    def said_elsewhere(self, row: int, receive: Callable[[Facts], None]) -> None:
        """Call ``receive`` with what was decided on one galaxy in the other interests, as interest and the rating or
        kind, once it is read; at once where there is no other."""
        here, interests = self._store.state.interest, self._store.state.interests
        if set(interests) <= {here}:
            receive([])
            return

        def read() -> Facts:
            elsewhere = ratings_everywhere(self._workspace, row, but_in=here)
            return [
                (interest, str(one.rating) if one.rating is not None else one.kind.replace("_", " "))
                for interest, one in elsewhere.items()
            ]

        def failed(failure: Failure) -> None:
            self._store.notify("warning", failure.text, failure.traceback)

        self._runner.thread("facts", read, then=receive, failed=failed)


def _read(catalogue: Catalogue, row: int) -> Facts:
    table = catalogue.table(np.array([row], dtype=np.int64))
    return [(name, _as_text(table.column(name)[0].as_py())) for name in table.column_names]


def _as_text(value: object) -> str:
    """A value as a person reads it: floats to eight figures, which a right ascension needs."""
    if value is None:
        return "–"
    return f"{value:.8g}" if isinstance(value, float) else str(value)
