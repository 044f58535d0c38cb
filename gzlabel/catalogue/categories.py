"""Galaxies by class: the values of a column, the beginnings of its codes, or whether flags are set."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from gzlabel.catalogue.catalogue import Catalogue
from gzlabel.catalogue.columns import is_number, is_text
from gzlabel.errors import CatalogueError

_MOST = 200
_IN_NONE = -1


@dataclass(frozen=True)
class Categories:
    """Which class each galaxy is in.

    Attributes
    ----------
    name
        Of the column, or of what was asked.
    labels
        One a class, the most galaxies first.
    codes
        ``(n_galaxies,)`` int32: place in ``labels``, -1 where the value is missing.
    """

    name: str
    labels: tuple[str, ...]
    codes: NDArray[np.int32]

    @property
    def counts(self) -> NDArray[np.int64]:
        """``(n_classes,)``: galaxies in each class."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.labels)).astype(np.int64)

    def examples(self, n: int, *, seed: int = 0) -> dict[str, NDArray[np.int64]]:
        """Return up to ``n`` rows of each class, chosen by chance, in the order of the catalogue.

        Raises
        ------
        CatalogueError
            If ``n`` is not positive.
        """
        if n < 1:
            raise CatalogueError(f"{n} galaxies a class show nothing", remedy="Take 1 or more (-n 5)")
        rng = np.random.default_rng(seed)
        chosen = {}
        for code, label in enumerate(self.labels):
            rows = np.flatnonzero(self.codes == code)
            chosen[label] = np.sort(rng.choice(rows, size=min(n, len(rows)), replace=False))
        return chosen


def categories_of(catalogue: Catalogue, column: str, *, prefix: int | None = None) -> Categories:
    """Return the classes of a column of text, truth values or whole numbers.

    Parameters
    ----------
    prefix
        How many letters of a code make the class: with 2, ``SBb(r)`` and ``SBc`` are both ``SB``.

    Raises
    ------
    CatalogueError
        If the column is not there, holds other things, or has more than 200 classes.
    """
    values = catalogue.arrow_column(column)
    if prefix is not None and prefix < 1:
        raise CatalogueError(f"the first {prefix} letters of a code make no class", remedy="Take 1 or more")
    if not (is_text(values.type) or pa.types.is_boolean(values.type) or is_number(values.type)):
        raise CatalogueError(
            f"column {column!r} of {values.type} has no classes", remedy="Choose another column"
        )
    text = values.cast(pa.string())
    text = pc.utf8_trim_whitespace(text)
    if prefix is not None:
        text = pc.utf8_slice_codeunits(text, 0, prefix)
    return _counted(column if prefix is None else f"{column}, first {prefix} letters", text)


def flag_categories(catalogue: Catalogue, flags: Sequence[str]) -> dict[str, NDArray[np.int64]]:
    """Return the rows at which each flag is set (true, or not 0); a galaxy may have several.

    Raises
    ------
    CatalogueError
        If a column is not there, or is text.
    """
    rows = {}
    for flag in flags:
        values = catalogue.arrow_column(flag)
        if not (pa.types.is_boolean(values.type) or is_number(values.type)):
            raise CatalogueError(
                f"column {flag!r} of {values.type} is not a flag", remedy="Use it as a class"
            )
        is_set = values if pa.types.is_boolean(values.type) else pc.not_equal(values, 0)
        rows[flag] = np.flatnonzero(is_set.fill_null(False).to_numpy())
    return rows


def categorical_columns(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the columns of text or truth values that have from 2 to 200 classes, with galaxies in common."""
    found = []
    for info in catalogue.columns:
        if info.dtype not in ("text", "bool") or info.name == catalogue.id_column:
            continue
        n_classes = pc.count_distinct(catalogue.arrow_column(info.name)).as_py()
        if 2 <= n_classes <= min(_MOST, catalogue.n_galaxies // 2):
            found.append(info.name)
    return tuple(found)


def _counted(name: str, text: pa.ChunkedArray) -> Categories:
    counted = pc.value_counts(pc.drop_null(text))
    if len(counted) > _MOST:
        raise CatalogueError(
            f"{name} has {len(counted)} different values, too many for classes",
            remedy=f"Choose a column with at most {_MOST}, or only the first letters of its codes",
        )
    by_count = sorted(counted.to_pylist(), key=lambda one: (-one["counts"], one["values"]))
    labels = [one["values"] for one in by_count]
    codes = pc.index_in(text, value_set=pa.array(labels, pa.string())).fill_null(_IN_NONE)
    return Categories(name, tuple(labels), np.asarray(codes.to_numpy(), dtype=np.int32))
