"""Ratings as a table of their own: out for a colleague, and in from one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.errors import CatalogueError, WorkspaceError
from gzlabel.workspace.decisions import KINDS, NewDecision, Recorded
from gzlabel.workspace.exports.export import in_utc, provenance, write_listed
from gzlabel.workspace.exports.rows_of_table import column_of, ids_of, is_blank, rows_of
from gzlabel.workspace.failures import told
from gzlabel.workspace.workspace import Workspace

if TYPE_CHECKING:
    import pyarrow as pa

_RATING_NAMES = ("rating", "gz_rating")
_KIND_NAMES = ("decision", "gz_decision", "kind")
_RATER_NAMES = ("rater", "gz_rater")


def export_ratings(workspace: Workspace, path: Path | str, interest: str, *, rater: str | None = None) -> int:
    """Write a table of id, rating, decision, rater, time, seconds; return how many decisions it holds.

    Raises
    ------
    CatalogueError
        Where no format has the suffix of ``path``.
    WorkspaceError
        Where the disk is full, or the folder cannot be written to.
    """
    decisions = workspace.journal.current(interest, rater=rater)
    ids = workspace.catalogue.ids[np.array([d.row for d in decisions], dtype=np.int64)]
    write_listed(_as_table(decisions, ids), Path(path), provenance(workspace, interest, len(decisions)))
    return len(decisions)


def _as_table(decisions: Sequence[Recorded], ids: NDArray[Any]) -> "pa.Table":
    import pyarrow as pa

    from gzlabel.catalogue import described

    kind_of_id = pa.int64() if ids.dtype.kind in "iu" else pa.string()
    look = {"unit": "s", "ucd": "time.duration", "description": "Length of the look"}
    columns = [
        (described("id", kind_of_id, ucd="meta.id;meta.main", description="Galaxy"), ids.tolist()),
        (described("rating", pa.int16(), ucd="meta.code", description="0-5"), [d.rating for d in decisions]),
        (described("decision", pa.string(), description=", ".join(KINDS)), [d.kind for d in decisions]),
        (described("rater", pa.string(), ucd="meta.id"), [d.rater for d in decisions]),
        (
            described("rated_at", pa.string(), ucd="time.epoch", description="UTC, ISO 8601"),
            [in_utc(d.at) for d in decisions],
        ),
        (described("seconds", pa.float64(), **look), [d.seconds for d in decisions]),
    ]
    schema = pa.schema([field for field, _ in columns])
    return pa.Table.from_arrays([pa.array(values, field.type) for field, values in columns], schema=schema)


@dataclass(frozen=True)
class _Line:
    number: int  # of the table's data rows, from 1, as a person counts
    row: int
    kind: str
    rating: int | None
    rater: str


def import_ratings(workspace: Workspace, path: Path | str, interest: str, *, rater: str | None = None) -> int:
    """Record the ratings of a table; all of one rater's are one batch, which one undo takes back.

    A rating never replaces one given here by somebody else: it is then kept as a second opinion.

    Parameters
    ----------
    workspace, interest
        Where the ratings go.
    path
        A table with the id, ``rating`` 0-5 and, where given, ``decision`` and ``rater``. Rows with neither
        rating nor decision are passed over.
    rater
        Whose ratings they are; otherwise the table says, and else it is the workspace's rater.

    Returns
    -------
    How many were recorded.

    Raises
    ------
    CatalogueError, WorkspaceError
        Naming the row, where an id is unknown, a rating is none of 0-5, or two rows disagree; then nothing
        was recorded.
    """
    from gzlabel.catalogue import read_table

    path = Path(path)
    with told(path):
        table = read_table(path)
    lines = _lines(workspace, table, path, rater)
    current = {decision.row: decision.rater for decision in workspace.journal.current(interest)}
    for name in dict.fromkeys(line.rater for line in lines):
        batch = [
            NewDecision(
                line.row,
                line.kind,
                line.rating,
                purpose="import" if current.get(line.row, name) == name else "second",
            )
            for line in lines
            if line.rater == name
        ]
        workspace.journal.append(interest, batch, rater=name)
    return len(lines)


def _lines(workspace: Workspace, table: "pa.Table", path: Path, rater: str | None) -> list[_Line]:
    ratings = column_of(table, _RATING_NAMES)
    kinds = column_of(table, _KIND_NAMES)
    raters = column_of(table, _RATER_NAMES)
    if ratings is None and kinds is None:
        raise CatalogueError(
            f"there is no column of ratings among {', '.join(map(repr, table.column_names))}",
            where=path,
            remedy="Name it 'rating'; the column of ids 'id', or as in the catalogue",
        )
    blank: list[Any] = [None] * table.num_rows
    said = [
        (number, _decision(number, rating, kind, path))
        for number, (rating, kind) in enumerate(zip(ratings or blank, kinds or blank, strict=True), start=1)
        if not (is_blank(rating) and is_blank(kind))
    ]
    ids = ids_of(workspace, table, path)
    rows = rows_of(workspace, [(number, ids[number - 1]) for number, _ in said], path)
    names = [rater or (str(raters[n - 1]) if raters and raters[n - 1] else workspace.rater) for n, _ in said]
    lines = [
        _Line(number, row, kind, rating, name)
        for (number, (kind, rating)), row, name in zip(said, rows, names, strict=True)
    ]
    _refuse_contradictions(lines, ids, path)
    return lines


def _decision(number: int, rating: Any, kind: Any, path: Path) -> tuple[str, int | None]:
    if not is_blank(kind) and str(kind) not in KINDS:
        raise WorkspaceError(
            f"row {number} says {str(kind)!r}, which is no decision",
            where=path,
            remedy=f"Use {', '.join(KINDS)}",
        )
    if not is_blank(kind) and str(kind) != "rating":
        return str(kind), None
    try:
        value = float(rating)
    except (TypeError, ValueError):
        value = np.nan
    if value not in (0, 1, 2, 3, 4, 5):
        raise WorkspaceError(
            f"row {number} has the rating {rating!r}",
            where=path,
            remedy="Ratings are whole numbers from 0 to 5",
        )
    return "rating", int(value)


def _refuse_contradictions(lines: Sequence[_Line], ids: Sequence[Any], path: Path) -> None:
    first: dict[tuple[int, str], _Line] = {}
    for line in lines:
        earlier = first.setdefault((line.row, line.rater), line)
        if (earlier.kind, earlier.rating) != (line.kind, line.rating):
            raise WorkspaceError(
                f"rows {earlier.number} and {line.number} disagree on the galaxy {ids[line.number - 1]}",
                where=path,
                remedy="Keep one of them",
            )
