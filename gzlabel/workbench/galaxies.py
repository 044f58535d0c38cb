"""What is known of single galaxies: names, columns, what was said of them elsewhere."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from gzlabel.catalogue import Catalogue
from gzlabel.errors import UserError
from gzlabel.workbench.jobs import JobRunner
from gzlabel.workbench.state import Part
from gzlabel.workbench.store import Store
from gzlabel.workspace import Workspace, agreement, ratings_everywhere

Facts = list[tuple[str, str]]


class Galaxies:
    """Tells names and columns by catalogue row; those of the page are read from disk before they are asked for."""

    def __init__(self, workspace: Workspace, store: Store, runner: JobRunner) -> None:
        self._workspace, self._store, self._runner = workspace, store, runner
        self._facts: dict[int, Facts] = {}
        self._awaited: frozenset[int] = frozenset()
        store.changed.connect(self._follow)

    def id_of(self, row: int) -> str:
        """A galaxy's name in the user's catalogue."""
        return str(self._workspace.catalogue.ids[row])

    def describe(self, row: int) -> Facts:
        """Every column of one galaxy, as text."""
        return self._facts[row] if row in self._facts else _read(self._workspace.catalogue, [row])[row]

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

    def said_elsewhere(self, row: int) -> list[tuple[str, str]]:
        """What was decided on one galaxy in the other interests: interest, and the rating or kind."""
        elsewhere = ratings_everywhere(self._workspace, row, but_in=self._store.state.interest)
        return [
            (interest, str(one.rating) if one.rating is not None else one.kind.replace("_", " "))
            for interest, one in elsewhere.items()
        ]

    def _follow(self, parts: frozenset[Part]) -> None:
        if not parts & {Part.PAGE, Part.UPCOMING}:
            return
        state = self._store.state
        wanted = {*state.page.rows, *state.upcoming}
        new = frozenset(wanted - self._facts.keys())
        if new and not new <= self._awaited:
            self._awaited = new

            def arrived(facts: dict[int, Facts]) -> None:
                self._facts = {row: kept for row, kept in self._facts.items() if row in wanted} | facts
                failed(None)

            def failed(_: object) -> None:
                self._awaited = self._awaited - new

            rows = sorted(new)
            self._runner.thread("facts", _read, self._workspace.catalogue, rows, then=arrived, failed=failed)


def _read(catalogue: Catalogue, rows: Sequence[int]) -> dict[int, Facts]:
    table = catalogue.table(np.asarray(rows, dtype=np.int64))
    columns = [(name, table.column(name).to_pylist()) for name in table.column_names]
    return {
        row: [(name, _as_text(values[place])) for name, values in columns] for place, row in enumerate(rows)
    }


def _as_text(value: object) -> str:
    """A value as a person reads it: floats to eight figures, which a right ascension needs."""
    if value is None:
        return "–"
    return f"{value:.8g}" if isinstance(value, float) else str(value)
