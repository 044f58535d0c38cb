"""Which galaxies a list holds, and what is written beside them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

import gzlabel
from gzlabel.catalogue import Known, known_in, refuse_unwritable
from gzlabel.errors import CatalogueError, WorkspaceError
from gzlabel.interest import acquisition_titles
from gzlabel.rating_scale import LIKED
from gzlabel.workbench.cutting import cut_in_force
from gzlabel.workbench.model.outlook import Choice
from gzlabel.workbench.record import Record
from gzlabel.workbench.state import Clusters
from gzlabel.workspace import Beside, Workspace, export_list


@dataclass(frozen=True)
class Against:
    """Another catalogue to look the galaxies up in, within ``radius_arcsec``; its columns are guessed unless told."""

    path: Path
    radius_arcsec: float = 2.0
    id_column: str | None = None
    ra_column: str | None = None
    dec_column: str | None = None


@dataclass(frozen=True)
class Wanted:
    """What a list is to hold; galaxies outside the cut are in none.

    Attributes
    ----------
    which
        ``rating``: rated ``minimum`` or more, best first. ``top``: the ``n`` of highest expected interest.
        ``rows``: these ``rows``, in their order. ``all``: the whole catalogue, in its order.
    against
        Where to look up whether a galaxy is known already.
    """

    which: Literal["rating", "top", "rows", "all"] = "rating"
    minimum: int = LIKED
    n: int = 100
    rows: tuple[int, ...] = ()
    against: Against | None = None


@dataclass(frozen=True)
class Written:
    """What became of a list.

    Attributes
    ----------
    n
        Galaxies written.
    n_cut
        Wanted, but outside the cut.
    n_unranked
        Without a vector, so that they have no rank; counted where the list is one of ranks.
    n_known
        Known to the other catalogue; None where none was asked.
    is_settled
        Whether the standard deviations, where there are any, were worked out; else they are missing values.
    """

    n: int
    n_cut: int = 0
    n_unranked: int = 0
    n_known: int | None = None
    is_settled: bool = True

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should be told, a sentence each."""
        told = (
            (self.n_cut, f"{self.n_cut:,} outside the cut were left out"),
            (
                self.n_unranked,
                f"{self.n_unranked:,} galaxies without a vector have no rank and were left out",
            ),
            (self.n_known is not None, f"{self.n_known or 0:,} of {self.n:,} are known already"),
            (
                not self.is_settled,
                "standard deviations were still being worked out and are left blank; write the list again for them",
            ),
        )
        return tuple(sentence for is_worth_it, sentence in told if is_worth_it)


def export(
    workspace: Workspace,
    interest: str,
    record: Record,
    choice: Choice | None,
    clusters: Clusters | None,
    path: Path,
    wanted: Wanted,
) -> Written:
    """Write the list.

    Without a model (``choice`` None) or ``clusters``, means and clusters are missing values; so are the standard
    deviations of a choice that is not settled, which are only bounds.

    Raises
    ------
    WorkspaceError
        If no galaxy is wanted, or the model is needed and there is none.
    CatalogueError
        If the other catalogue cannot be used.
    """
    refuse_unwritable(path)
    mean = choice.scores.mean if choice else None
    cut = cut_in_force(workspace)
    rows, n_cut = wanted_rows(workspace, record, mean, wanted)
    if len(rows) == 0:
        raise WorkspaceError(
            "no galaxy fits what is to be exported", where=path, remedy="Rate some, or export all"
        )
    known = known_to(workspace, wanted.against) if wanted.against else None
    named = cluster_names(clusters) if clusters else None
    std = choice.scores.std if choice and choice.is_settled else None
    beside = Beside(mean, std, named, known)
    n_away = 0 if cut.kept is None else int((~cut.kept).sum())
    header = _header(record, choice, wanted, known, n_away)
    n_written = export_list(workspace, path, interest=interest, rows=rows, beside=beside, header=header)
    return Written(
        n_written,
        n_cut,
        int(np.isnan(mean).sum()) if wanted.which == "top" and mean is not None else 0,
        None if known is None else int(np.isfinite(known.separations_arcsec[rows]).sum()),
        choice is None or choice.is_settled,
    )


def known_to(workspace: Workspace, against: Against) -> Known:
    """Look every galaxy of a workspace up in another catalogue.

    Raises
    ------
    CatalogueError
        If either has no positions.
    """
    try:
        return known_in(
            workspace.catalogue.positions,
            against.path,
            against.radius_arcsec,
            id_column=against.id_column,
            ra_column=against.ra_column,
            dec_column=against.dec_column,
        )
    except CatalogueError as error:
        raise error.at(workspace.path) from error


def cluster_names(clusters: Clusters) -> NDArray[np.object_]:
    """``(n_galaxies,)`` the name of each galaxy's cluster, None for noise."""
    names = np.array([*(summary.name for summary in clusters.summaries), None], dtype=object)
    return names[clusters.labels]


def liked_rows(record: Record, minimum: int = LIKED) -> NDArray[np.int64]:
    """Rows rated ``minimum`` or more, the best first."""
    chosen = record.ratings >= minimum
    rows, ratings = record.rated_rows[chosen], record.ratings[chosen]
    return rows[np.argsort(-ratings, kind="stable")]


def wanted_rows(
    workspace: Workspace, record: Record, mean: NDArray[np.float32] | None, wanted: Wanted
) -> tuple[NDArray[np.int64], int]:
    """The rows wanted, and how many more the cut takes away; ranks are counted within the cut."""
    kept = cut_in_force(workspace).kept
    if wanted.which == "top":
        return _top(workspace, mean, wanted.n, kept), 0
    if wanted.which == "all":
        rows = np.arange(workspace.catalogue.n_galaxies, dtype=np.int64)
    elif wanted.which == "rows":
        rows = np.array(wanted.rows, dtype=np.int64)
    else:
        rows = liked_rows(record, wanted.minimum)
    within = rows if kept is None else rows[kept[rows]]
    return within, len(rows) - len(within)


def _top(
    workspace: Workspace, mean: NDArray[np.float32] | None, n: int, kept: NDArray[np.bool_] | None
) -> NDArray[np.int64]:
    if mean is None:
        raise WorkspaceError(
            "there is no model to rank by yet", where=workspace.path, remedy="Wait for the vectors, or embed"
        )
    if n < 1:
        raise WorkspaceError(f"the {n} of highest expected interest are none", remedy="Take 1 or more")
    usable = np.nan_to_num(mean, nan=-np.inf)
    if kept is not None:
        usable[~kept] = -np.inf
    order = np.argsort(-usable, kind="stable")[:n]
    return order[np.isfinite(usable[order])].astype(np.int64)


def _header(
    record: Record, choice: Choice | None, wanted: Wanted, known: Known | None, n_away: int
) -> dict[str, str]:
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
        "cannot tell": str(counts.unclear),
        "artefacts": str(counts.artefacts),
    }
    if n_away:
        header["outside the cut"] = f"{n_away} galaxies, none of them listed"
    if known is not None:
        header["known"] = f"looked up in {known.source} within {known.radius_arcsec:g} arcsec"
    if choice is not None:
        name = choice.question.acquisition
        header |= {
            "model": choice.model,
            "acquisition": f"{name}: {acquisition_titles().get(name, name)}",
        }
    return header
