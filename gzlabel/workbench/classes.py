"""Galaxies by class, for a look at what the words of a catalogue mean."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from gzlabel.catalogue import Catalogue, categorical_columns, categories_of
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner

Examples = Mapping[str, NDArray[np.int64]]

_MOST_VALUES_OF_A_FLAG = 12
_LANE = "classes"


class Classes:
    """Tells which columns have classes, and draws examples of each."""

    def __init__(self, catalogue: Catalogue, store: Store, runner: JobRunner) -> None:
        self._catalogue, self._store, self._runner = catalogue, store, runner

    def columns(self, receive: Callable[[tuple[str, ...]], None]) -> None:
        """Hand over the names of columns of classes, codes and flags."""
        self._run(columns_of_classes, self._catalogue, then=receive)

    def examples(
        self, column: str, n: int, receive: Callable[[Examples], None], *, prefix: int | None = None
    ) -> None:
        """Hand over ``n`` rows of each class, chosen by chance; ``prefix`` letters of a code make the class."""
        self._run(_examples, self._catalogue, column, n, prefix, then=receive)

    def _run(self, function: Callable[..., Any], *args: Any, then: Callable[[Any], None]) -> None:
        self._runner.thread(_LANE, function, *args, then=then, failed=self._on_failed)

    def _on_failed(self, failure: Failure) -> None:
        self._store.notify("warning", failure.text, failure.traceback)


def columns_of_classes(catalogue: Catalogue) -> tuple[str, ...]:
    """Names of the columns of classes and flags, then of codes whose first letters may be classes."""
    known = categorical_columns(catalogue)
    flags, codes = [], []
    for info in catalogue.columns:
        if info.name in known or info.name == catalogue.id_column:
            continue
        values = catalogue.arrow_column(info.name) if info.dtype == "text" or "int" in info.dtype else None
        if values is None:
            continue
        if pa.types.is_integer(values.type):
            if 2 <= pc.count_distinct(values).as_py() <= _MOST_VALUES_OF_A_FLAG:
                flags.append(info.name)
        elif len(values) > pc.count_distinct(values).as_py() > 1:
            codes.append(info.name)
    return (*known, *flags, *codes)


def _examples(catalogue: Catalogue, column: str, n: int, prefix: int | None) -> Examples:
    found = categories_of(catalogue, column, prefix=prefix)
    counts = found.counts
    examples = found.examples(n)
    return {f"{label} ({counts[place]:,})": examples[label] for place, label in enumerate(found.labels)}
