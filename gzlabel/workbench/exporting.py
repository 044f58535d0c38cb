"""Which galaxies a list holds, and what is written beside them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

import gzlabel
from gzlabel.errors import WorkspaceError
from gzlabel.workbench.outlook import Choice
from gzlabel.workbench.record import Record
from gzlabel.workbench.state import Clusters
from gzlabel.workspace import LIKED, Workspace, export_list


@dataclass(frozen=True)
class Wanted:
    """What a list is to hold.

    Attributes
    ----------
    which
        ``rating``: rated ``minimum`` or more, best first. ``top``: the ``n`` of highest expected interest.
        ``rows``: these ``rows``, in their order. ``all``: the whole catalogue, in its order.
    """

    which: Literal["rating", "top", "rows", "all"] = "rating"
    minimum: int = LIKED
    n: int = 100
    rows: tuple[int, ...] = ()


def export(
    workspace: Workspace,
    interest: str,
    record: Record,
    choice: Choice | None,
    clusters: Clusters | None,
    path: Path,
    wanted: Wanted,
) -> int:
    """Write the list; return how many galaxies it holds.

    Without a model (``choice`` None) or ``clusters``, means and clusters are missing values.

    Raises
    ------
    WorkspaceError
        If no galaxy is wanted, or the model is needed and there is none.
    """
    mean = choice.scores.mean if choice else None
    rows = _rows(workspace, record, mean, wanted)
    if len(rows) == 0:
        raise WorkspaceError(
            "no galaxy fits what is to be exported", where=path, remedy="Rate some, or export all"
        )
    return export_list(
        workspace,
        path,
        interest=interest,
        rows=rows,
        mean=mean,
        std=choice.scores.std if choice else None,
        clusters=cluster_names(clusters) if clusters else None,
        header=_header(record, choice, wanted),
    )


def cluster_names(clusters: Clusters) -> NDArray[np.object_]:
    """``(n_galaxies,)`` the name of each galaxy's cluster, None for noise."""
    names = np.array([*(summary.name for summary in clusters.summaries), None], dtype=object)
    return names[clusters.labels]


def liked_rows(record: Record, minimum: int = LIKED) -> NDArray[np.int64]:
    """Rows rated ``minimum`` or more, the best first."""
    chosen = record.ratings >= minimum
    rows, ratings = record.rated_rows[chosen], record.ratings[chosen]
    return rows[np.argsort(-ratings, kind="stable")]


def _rows(
    workspace: Workspace, record: Record, mean: NDArray[np.float32] | None, wanted: Wanted
) -> NDArray[np.int64]:
    if wanted.which == "all":
        return np.arange(workspace.catalogue.n_galaxies, dtype=np.int64)
    if wanted.which == "rows":
        return np.array(wanted.rows, dtype=np.int64)
    if wanted.which == "rating":
        return liked_rows(record, wanted.minimum)
    if mean is None:
        raise WorkspaceError(
            "there is no model to rank by yet", where=workspace.path, remedy="Wait for the vectors, or embed"
        )
    order = np.argsort(-np.nan_to_num(mean, nan=-np.inf), kind="stable")[: wanted.n]
    return order[np.isfinite(mean[order])].astype(np.int64)


def _header(record: Record, choice: Choice | None, wanted: Wanted) -> dict[str, str]:
    counts = record.counts
    header = {
        "program": f"gzlabel {gzlabel.__version__}",
        "selection": {
            "rating": f"rated {wanted.minimum} or more",
            "top": f"the {wanted.n} of highest expected interest",
            "rows": "chosen by hand",
            "all": "the whole catalogue",
        }[wanted.which],
        "ratings": str(counts.ratings),
        "skips": str(counts.skips),
        "artefacts": str(counts.artefacts),
    }
    if choice is not None:
        header |= {"model": choice.model, "acquisition": choice.question.acquisition}
    return header
