"""The curated list: every column the astronomer brought, untouched, ours beside them, and how it was made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gzlabel import __version__
from gzlabel.rating_scale import LIKED
from gzlabel.workspace.annotations import Annotation
from gzlabel.workspace.decisions import Recorded
from gzlabel.workspace.failures import told
from gzlabel.workspace.workspace import Workspace

if TYPE_CHECKING:
    import pyarrow as pa

    from gzlabel.catalogue import Known

Column = tuple["pa.Field", "pa.Array"]

_TEXT_SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".dat")


@dataclass(frozen=True)
class Beside:
    """What is known of each galaxy besides what was said of it; None where there is no such thing.

    Attributes
    ----------
    mean, std
        Expected rating and its standard deviation, ``(n_galaxies,)`` on the scale 0-5.
    clusters
        Name of each galaxy's cluster, ``(n_galaxies,)``, None for noise.
    known
        Its name in another catalogue.
    """

    mean: NDArray[np.floating] | None = None
    std: NDArray[np.floating] | None = None
    clusters: Sequence[Any] | NDArray[Any] | None = None
    known: "Known | None" = None


def export_list(
    workspace: Workspace,
    path: Path | str,
    *,
    interest: str,
    rows: NDArray[np.int64],
    beside: Beside | None = None,
    header: Mapping[str, str] | None = None,
) -> int:
    """Write a list of galaxies, whole or not at all, in the format of the suffix of ``path``.

    Parameters
    ----------
    workspace, interest
        What was rated.
    path
        The file; ``.csv``, ``.fits``, ``.vot``, ``.parquet`` and whatever else the catalogue writes.
    rows
        Catalogue rows ``(n,)``, in the order wanted.
    beside
        What the model and another catalogue know.
    header
        What the model was and how the list was chosen; added to what the workspace knows itself.

    Returns
    -------
    How many galaxies were written.

    Raises
    ------
    CatalogueError
        Where no format has this suffix, or the format cannot hold the table.
    WorkspaceError
        Where the disk is full, or the folder cannot be written to.
    """
    rows = np.asarray(rows, dtype=np.int64)
    table = workspace.catalogue.table(rows)
    for field, values in _our_columns(workspace, interest, rows, beside or Beside()):
        table = table.append_column(field.with_name(_free_name(field.name, table.column_names)), values)
    write_listed(table, Path(path), {**provenance(workspace, interest, len(rows)), **(header or {})})
    return len(rows)


def write_listed(table: "pa.Table", path: Path, header: Mapping[str, str]) -> None:
    """Write a table whole or not at all, with nothing in it that a spreadsheet would run."""
    from gzlabel.catalogue import write_table
    from gzlabel.catalogue.formulas import disarmed

    table, n_disarmed = disarmed(table) if path.suffix.lower() in _TEXT_SUFFIXES else (table, 0)
    note = (
        {"formulae": f"{n_disarmed} cells that look like one begin with an apostrophe"} if n_disarmed else {}
    )
    with told(path):
        write_table(table, path, {**header, **note})


def provenance(workspace: Workspace, interest: str, n_written: int) -> dict[str, str]:
    """What the workspace knows of how a list came to be: program, catalogue, raters, counts, cut."""
    decisions = workspace.journal.current(interest)
    counts = {kind: sum(d.kind == kind for d in decisions) for kind in ("skip", "artefact", "cannot_tell")}
    ratings = [decision.rating for decision in decisions if decision.rating is not None]
    facts = {
        "program": f"gzlabel {__version__}",
        "written": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S} UTC",
        "workspace": workspace.path.name,
        "schema": str(workspace.schema_version),
        "interest": interest,
        "galaxies": str(workspace.catalogue.n_galaxies),
        "listed": str(n_written),
        "ratings": str(len(ratings)),
        "liked": str(sum(rating >= LIKED for rating in ratings)),
        "skips": str(counts["skip"]),
        "artefacts": str(counts["artefact"]),
        "cannot tell": str(counts["cannot_tell"]),
        "raters": ", ".join(workspace.journal.raters(interest)),
    }
    cut = workspace.setting("cut", "")
    return {**facts, "cut": str(cut)} if cut else facts


def _our_columns(
    workspace: Workspace, interest: str, rows: NDArray[np.int64], beside: Beside
) -> Iterator[Column]:
    decided = workspace.journal.current_of(interest, rows.tolist())
    yield from decision_columns([decided.get(row) for row in rows.tolist()], interest)
    yield from _model_columns(rows, beside)
    if beside.known is not None:
        yield from _known_columns(rows, beside.known)
    yield from _annotation_columns(workspace.annotations.all(), rows)


def _model_columns(rows: NDArray[np.int64], beside: Beside) -> Iterator[Column]:
    import pyarrow as pa

    from gzlabel.catalogue import described

    for name, values, ucd, what in (
        ("gz_mean", beside.mean, "stat.mean", "Expected rating, 0-5, by the model"),
        ("gz_std", beside.std, "stat.stdev", "Standard deviation of the expected rating"),
    ):
        picked = np.full(len(rows), np.nan) if values is None else np.asarray(values, dtype=np.float64)[rows]
        yield (
            described(name, pa.float64(), ucd=ucd, description=what),
            pa.array(picked, pa.float64(), from_pandas=True),
        )
    clusters = beside.clusters
    names = [None] * len(rows) if clusters is None else [_as_name(clusters[row]) for row in rows.tolist()]
    yield (
        described(
            "gz_cluster", pa.string(), ucd="meta.code.class", description="Cluster of similar galaxies"
        ),
        pa.array(names, pa.string()),
    )


def _known_columns(rows: NDArray[np.int64], known: "Known") -> Iterator[Column]:
    import pyarrow as pa

    from gzlabel.catalogue import described

    where = f"within {known.radius_arcsec:g} arcsec in {known.source}"
    yield (
        described("gz_known_id", pa.string(), ucd="meta.id.cross", description=f"Nearest {where}"),
        pa.array(known.ids[rows].tolist(), pa.string()),
    )
    yield (
        described(
            "gz_known_separation",
            pa.float64(),
            unit="arcsec",
            ucd="pos.angDistance",
            description=f"Distance from the nearest {where}",
        ),
        pa.array(known.separations_arcsec[rows], pa.float64(), from_pandas=True),
    )


def decision_columns(decisions: Sequence[Recorded | None], interest: str = "") -> Iterator[Column]:
    """Rating, kind, rater and time of each decision; missing where there is none."""
    import pyarrow as pa

    from gzlabel.catalogue import described

    of = f" for {interest!r}" if interest else ""
    yield (
        described(
            "gz_rating", pa.int16(), ucd="meta.code", description=f"Rating 0-5{of}; 5 is most interesting"
        ),
        pa.array([None if d is None else d.rating for d in decisions], pa.int16()),
    )
    for name, attribute, ucd, what in (
        ("gz_decision", "kind", "meta.code", "What was decided: rating, skip, artefact or cannot_tell"),
        ("gz_rater", "rater", "meta.id", "Who decided"),
        ("gz_rated_at", "at", "time.epoch", "When it was decided, UTC, ISO 8601"),
    ):
        said = [None if d is None else str(getattr(d, attribute)) for d in decisions]
        texts = [None if one is None else in_utc(one) for one in said] if attribute == "at" else said
        yield described(name, pa.string(), ucd=ucd, description=what), pa.array(texts, pa.string())


def in_utc(text: str) -> str:
    """A time with the letter of its zone, as ISO 8601 writes UTC; other words as they are."""
    return f"{text.removesuffix('+00:00')}Z" if text.endswith("+00:00") else text


def _annotation_columns(annotations: Mapping[int, Annotation], rows: NDArray[np.int64]) -> Iterator[Column]:
    """Tags, note and flag, where any galaxy has one."""
    import pyarrow as pa

    from gzlabel.catalogue import described

    if not annotations:
        return
    of_row = [annotations.get(row, Annotation()) for row in rows.tolist()]
    for name, ucd, what, texts in (
        ("gz_tags", "meta.code", "Tags, separated by semicolons", ["; ".join(a.tags) for a in of_row]),
        ("gz_note", "meta.note", "Note by a rater", [a.note for a in of_row]),
        ("gz_flag", "meta.code.qual", "1 where to be looked at again", [str(int(a.flagged)) for a in of_row]),
    ):
        yield described(name, pa.string(), ucd=ucd, description=what), pa.array(texts, pa.string())


def _as_name(cluster: Any) -> str | None:
    """A cluster's name as text; -1, the label of noise, is none."""
    return None if cluster is None or (not isinstance(cluster, str) and int(cluster) < 0) else str(cluster)


def _free_name(name: str, taken: Sequence[str]) -> str:
    """A name no input column has, whatever its case, since FITS does not tell cases apart."""
    lower, number, free = {column.lower() for column in taken}, 1, name
    while free.lower() in lower:
        number += 1
        free = f"{name}_{number}"
    return free
