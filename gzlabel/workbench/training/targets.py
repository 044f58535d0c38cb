"""Which galaxies are labelled, and as what: by ratings, by a tag, or by a column of the catalogue."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue import Catalogue, categorical_columns, categories_of
from gzlabel.errors import CatalogueError
from gzlabel.rating_scale import LIKED
from gzlabel.workbench.training.presets import PRESETS
from gzlabel.workspace import NOT, Workspace

RATING = "rating"
_OTHER = "other"
_READ_AT_ONCE = 1_000_000
_NEGATIVE_WORDS = ("0", "0.0", "false", "no", "n", "f")


@dataclass(frozen=True)
class Labelled:
    """Galaxies with their classes.

    Attributes
    ----------
    name
        What is to be told: an interest, a tag, a column.
    rows, labels
        ``(n,)`` of the catalogue, and indices of ``classes``. Of two classes the second is what is looked for.
    """

    name: str
    rows: NDArray[np.int64]
    labels: NDArray[np.int64]
    classes: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Galaxies of each class."""
        found = np.bincount(self.labels, minlength=len(self.classes))
        return dict(zip(self.classes, found.tolist(), strict=True))


def targets(workspace: Workspace) -> tuple[str, ...]:
    """What a classifier can be taught here: the ratings, the tags, the columns that hold classes."""
    tags = dict.fromkeys(tag.removeprefix(NOT) for tag in workspace.annotations.tags())
    catalogue = workspace.catalogue
    known = [column.name for column in catalogue.columns if column.name in PRESETS.values()]
    return tuple(dict.fromkeys([RATING, *tags, *known, *categorical_columns(catalogue), *_flags(catalogue)]))


def labelled_galaxies(
    workspace: Workspace, target: str | None = None, *, interest: str | None = None, preset: str | None = None
) -> Labelled:
    """Read the labels.

    Parameters
    ----------
    target
        ``rating`` (3 and more is what is looked for), a tag, or a column.
    interest
        With ``rating``: which; the present one unless told.
    preset
        One of `PRESETS`; its classes are read from ``target``, or from the column usual for it.

    Raises
    ------
    CatalogueError
        If there is no such tag or column, or it holds no classes.
    """
    columns = {column.name for column in workspace.catalogue.columns}
    if preset is not None or target == PRESETS["gz2"]:
        return _galaxy_zoo_2(workspace, target or PRESETS[preset or "gz2"])
    if target == RATING and RATING not in columns:
        return _rated(workspace, interest or workspace.current_interest)
    if target is not None and target in columns:
        return _column(workspace, target)
    return _tagged(workspace, target or "")


def _flags(catalogue: Catalogue) -> Iterator[str]:
    """Columns of whole numbers that hold 0 and 1 alone; not looked for where that takes long."""
    for column in catalogue.columns if catalogue.n_galaxies <= _READ_AT_ONCE else ():
        if "int" in column.dtype and column.name != catalogue.id_column:
            values = catalogue.column(column.name).compressed()
            if len(values) and values.min() == 0 and values.max() == 1:
                yield column.name


def _rated(workspace: Workspace, interest: str) -> Labelled:
    labels = workspace.journal.labels(interest)
    rated = np.isfinite(labels.ratings)
    liked = (labels.ratings[rated] >= LIKED).astype(np.int64)
    return Labelled(interest, labels.rows[rated], liked, (_OTHER, interest))


def _galaxy_zoo_2(workspace: Workspace, column: str) -> Labelled:
    from gzlabel.embedding.gz2_classes import GZ2_CLASSES, gz2_classes

    codes = gz2_classes(map(str, workspace.catalogue.arrow_column(column).to_pylist()))
    rows = np.flatnonzero(codes >= 0)
    if len(rows) == 0:
        raise CatalogueError(
            f"no value of {column!r} is a code of Galaxy Zoo 2 such as Sc2t or Er",
            where=workspace.path,
            remedy="Name the column that holds gz2class",
        )
    return Labelled(column, rows, codes[rows], tuple(GZ2_CLASSES))


def _column(workspace: Workspace, column: str) -> Labelled:
    found = categories_of(workspace.catalogue, column)
    order = sorted(
        range(len(found.labels)), key=lambda code: found.labels[code].lower() not in _NEGATIVE_WORDS
    )
    rows = np.flatnonzero(found.codes >= 0)
    labels = np.argsort(order)[found.codes[rows]]
    classes = tuple(found.labels[code] for code in order)
    if len(classes) == 2 and classes[0].lower() in _NEGATIVE_WORDS:
        classes = (f"{NOT}{column}", column)
    return Labelled(column, rows, labels.astype(np.int64), classes)


def _tagged(workspace: Workspace, tag: str) -> Labelled:
    """Galaxies that carry the tag against those that carry its opposite; without any, against all other tags."""
    tags_of = {row: one.tags for row, one in workspace.annotations.all().items() if one.tags}
    positive = _rows(row for row, tags in tags_of.items() if tag in tags)
    negative = _rows(row for row, tags in tags_of.items() if NOT + tag in tags)
    if len(negative) == 0:
        negative = _rows(row for row, tags in tags_of.items() if tag not in tags)
    if not tag or len(positive) == 0:
        raise CatalogueError(
            f"there is neither a column nor a tag {tag!r}",
            where=workspace.path,
            remedy="Name a column of the catalogue, a tag given at the desk or by `gzlabel tag`, or rating",
        )
    rows = np.concatenate([negative, positive])
    labels = np.repeat(np.arange(2), [len(negative), len(positive)])
    return Labelled(tag, rows, labels, (f"{NOT}{tag}", tag))


def _rows(rows: Iterable[int]) -> NDArray[np.int64]:
    return np.array(sorted(rows), dtype=np.int64)
