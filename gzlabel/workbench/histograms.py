"""How a quantity is distributed over the catalogue, and over what is selected or liked of it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue import Catalogue, quoted
from gzlabel.rating_scale import LIKED
from gzlabel.workbench.bins import Bins, binned
from gzlabel.workbench.map.colouring import colouring, usual_ends
from gzlabel.workbench.state import State
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner

OF_THE_MODEL = ("expected interest", "uncertainty")
"""Quantities that change with the ratings; all others are columns of the catalogue."""

_LANE = "histogram"


@dataclass(frozen=True)
class Histogram:
    """How many galaxies each bin holds, ``(n_bins,)`` each.

    Attributes
    ----------
    name, unit
        Of the quantity, as `Histograms.names` has it; the unit empty where it has none.
    bins
        Their edges, and which galaxies they hold.
    kept, liked, selected
        Of the galaxies that the cut keeps: all, those rated 3 or more, those of the selection.
    n_unknown
        How many of all that the cut keeps have no value.
    """

    name: str
    unit: str
    bins: Bins
    kept: NDArray[np.int64]
    liked: NDArray[np.int64]
    selected: NDArray[np.int64]
    n_unknown: int


Receive = Callable[[Histogram], None]


class Histograms:
    """Counts on a thread, one histogram at a time; of several asked for meanwhile only the newest is made.

    Parameters
    ----------
    select
        Makes rows the selection.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        store: Store,
        runner: JobRunner,
        select: Callable[[NDArray[np.int64]], None],
    ) -> None:
        self._catalogue, self._store, self._runner, self._select = catalogue, store, runner, select
        self._units = {column.name: column.unit or "" for column in catalogue.columns}
        self._columns: dict[str, Bins] = {}
        self._is_busy, self._next = False, None  # type: bool, tuple[str, Receive] | None

    def names(self) -> tuple[str, ...]:
        """What `ask` accepts."""
        return histogram_names(self._catalogue)

    def ask(self, name: str, receive: Receive) -> None:
        """Hand over the histogram of a quantity."""
        if self._is_busy:
            self._next = name, receive
            return
        self._is_busy = True

        def home(found: Histogram) -> None:
            self._go_on()
            receive(found)

        self._runner.thread(_LANE, self._counted, name, self._store.state, then=home, failed=self._failed)

    def select(self, histogram: Histogram, first: int, last: int) -> None:
        """Make the galaxies from one bin to another, both included, the selection, but for those that are cut."""
        cut = self._store.state.cut
        self._runner.thread(
            _LANE,
            lambda: cut.among(histogram.bins.rows(first, last)),
            then=self._select,
            failed=self._failed,
        )

    def cut_text(self, histogram: Histogram, first: int, last: int) -> str:
        """The cut in force, narrowed to these bins; as it is where they reach everywhere.

        Raises
        ------
        ValueError
            The quantity is not a column, so no cut can speak of it.
        """
        if histogram.name in OF_THE_MODEL:
            raise ValueError(f"{histogram.name!r} is not a column")
        low, high = histogram.bins.span(first, last)
        name, present = quoted(histogram.name), self._store.state.cut.text
        bounds = [f"{name} >= {low:.12g}"] if low is not None else []
        bounds += [f"{name} < {high:.12g}"] if high is not None else []
        return " and ".join(([f"({present})"] if present and bounds else [present] * bool(present)) + bounds)

    def _counted(self, name: str, state: State) -> Histogram:
        bins = self._bins(name, state)
        kept = np.ones(state.n_galaxies, dtype=np.bool_) if state.cut.kept is None else state.cut.kept
        liked = [
            row for row, said in state.decisions.items() if said.rating is not None and said.rating >= LIKED
        ]
        return Histogram(
            name,
            self._units.get(name, ""),
            bins,
            bins.counts(kept),
            bins.counts(state.cut.among(liked)),
            bins.counts(state.cut.among(state.selection)),
            int(np.count_nonzero(bins.places[kept] < 0)),
        )

    def _bins(self, name: str, state: State) -> Bins:
        if name in self._columns:
            return self._columns[name]
        if name in OF_THE_MODEL:
            found = colouring(name, state, self._catalogue)
            return binned(found.values, found.vmin, found.vmax)
        values = np.ma.filled(self._catalogue.column(name).astype(np.float64), np.nan)
        self._columns = {name: binned(values, *usual_ends(values))}
        return self._columns[name]

    def _failed(self, failure: Failure) -> None:
        self._go_on()
        self._store.notify("warning", failure.text, failure.traceback)

    def _go_on(self) -> None:
        self._is_busy = False
        if self._next is not None:
            waiting, self._next = self._next, None
            self.ask(*waiting)


def histogram_names(catalogue: Catalogue) -> tuple[str, ...]:
    """Of what a histogram can be, the columns of the catalogue first."""
    return (*catalogue.numeric_columns(), *OF_THE_MODEL)
