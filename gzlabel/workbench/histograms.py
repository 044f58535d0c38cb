"""How a quantity is distributed over the catalogue, and over what is selected or liked of it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue import Catalogue, quoted
from gzlabel.errors import UserError
from gzlabel.rating_scale import LIKED
from gzlabel.workbench.bins import Bins, binned
from gzlabel.workbench.cutting import Cutting
from gzlabel.workbench.ends import main_ends
from gzlabel.workbench.map.colouring import colouring
from gzlabel.workbench.state import State
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.newest import Newest

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

    @property
    def is_of_column(self) -> bool:
        """Whether a cut can speak of the quantity."""
        return self.name not in OF_THE_MODEL


class Histograms:
    """Counts on a thread, one histogram at a time; of several asked for meanwhile only the newest is made.

    Parameters
    ----------
    cutting
        Sets the cut.
    select
        Makes rows the selection.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        store: Store,
        runner: JobRunner,
        cutting: Cutting,
        select: Callable[[NDArray[np.int64]], None],
    ) -> None:
        self._catalogue, self._store, self._runner = catalogue, store, runner
        self._cutting, self._select = cutting, select
        self._columns: dict[str, tuple[NDArray[np.bool_] | None, Bins]] = {}
        self._newest = Newest(runner, _LANE)
        self._narrowed: tuple[str, str, str] | None = None

    def names(self) -> tuple[str, ...]:
        """What `ask` accepts."""
        return histogram_names(self._catalogue)

    def ask(self, name: str, receive: Callable[[Histogram], None]) -> None:
        """Hand over the histogram of a quantity, unless another is asked for before it is begun, or it fails."""
        self._newest.ask(self._counted, name, then=receive, failed=self._tell)

    def select(self, histogram: Histogram, first: int, last: int) -> None:
        """Make the galaxies from one bin to another, both included, the selection, but for those that are cut."""
        cut = self._store.state.cut

        def rows() -> NDArray[np.int64]:
            return cut.among(histogram.bins.rows(first, last))

        self._runner.thread(_LANE, rows, then=self._select, failed=self._tell)

    def cut(self, histogram: Histogram, first: int, last: int) -> None:
        """Narrow the cut in force to these bins of a column; what it was narrowed to before in this way is replaced.

        Raises
        ------
        ValueError
            The quantity is not a column, so no cut can speak of it.
        """
        if not histogram.is_of_column:
            raise ValueError(f"{histogram.name!r} is not a column")
        present = self._store.state.cut.text
        if self._narrowed is not None and self._narrowed[:2] == (histogram.name, present):
            present = self._narrowed[2]
        text = _narrowed(present, histogram, first, last)
        try:
            self._cutting.set(text)
        except UserError as error:
            self._store.notify("warning", str(error))
        else:
            self._narrowed = histogram.name, text, present

    def _counted(self, name: str) -> Histogram:
        state = self._store.state  # as it is when the counting begins
        bins = self._bins(name, state)
        kept = np.ones(state.n_galaxies, dtype=np.bool_) if state.cut.kept is None else state.cut.kept
        liked = [
            row for row, said in state.decisions.items() if said.rating is not None and said.rating >= LIKED
        ]
        return Histogram(
            name,
            next((column.unit for column in self._catalogue.columns if column.name == name), ""),
            bins,
            bins.counts(kept),
            bins.counts(state.cut.among(liked)),
            bins.counts(state.cut.among(state.selection)),
            int(np.count_nonzero(bins.places[kept] < 0)),
        )

    def _bins(self, name: str, state: State) -> Bins:
        """Of a column, so that they serve those the cut keeps; kept for the next time, unless it is made anew."""
        if name in OF_THE_MODEL:
            found = colouring(name, state, self._catalogue)
            return binned(found.values, found.vmin, found.vmax)
        kept = state.cut.kept
        if name in self._columns and self._columns[name][0] is kept:
            return self._columns[name][1]
        values = np.ma.filled(self._catalogue.column(name).astype(np.float64), np.nan)
        bins = binned(values, *main_ends(values if kept is None else values[kept]))
        self._columns = {} if name in self._catalogue.made.names else {name: (kept, bins)}
        return bins

    def _tell(self, failure: Failure) -> None:
        self._store.notify("warning", failure.text, failure.traceback)


def histogram_names(catalogue: Catalogue) -> tuple[str, ...]:
    """Of what a histogram can be: columns, but for any that is named as what the model expects, which comes last."""
    columns = (name for name in catalogue.numeric_columns() if name not in OF_THE_MODEL)
    return (*columns, *OF_THE_MODEL)


def _narrowed(cut: str, histogram: Histogram, first: int, last: int) -> str:
    """A cut narrowed to these bins, as it is where they reach everywhere."""
    low, high = histogram.bins.span(first, last)
    name = quoted(histogram.name)
    bounds = [f"{name} >= {_written(low)}"] if low is not None else []
    bounds += [f"{name} < {_written(high)}"] if high is not None else []
    before = [f"({cut})" if bounds else cut] if cut else []
    return " and ".join((*before, *bounds))


def _written(edge: float) -> str:
    """To the last digit; whole numbers as such, since a column of them may hold more than a double can."""
    return str(int(edge)) if edge.is_integer() else repr(edge)
