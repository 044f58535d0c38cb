"""What a list was drawn from: the pool, the cut, what was looked at and what was rated, by rank of the model.

It is what a paper needs to quote a completeness. Probabilities are those of the model's Gaussian posterior.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.rating_scale import LIKED
from gzlabel.workspace.exports.export import provenance, write_listed
from gzlabel.workspace.workspace import Workspace

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class RankBin:
    """Galaxies of consecutive ranks; rank 1 has the highest expected rating."""

    first_rank: int
    last_rank: int
    n_looked_at: int
    n_rated: int
    n_liked: int
    n_liked_expected: float  # among those not looked at


@dataclass(frozen=True)
class SelectionFunction:
    """The way from the catalogue to the list.

    Attributes
    ----------
    n_galaxies, n_cut, n_unranked
        In the catalogue; taken out by the cut; kept, but without a vector to rank them by.
    bins
        Of the ranked galaxies, in order.
    n_liked
        Rated ``LIKED`` or more, within the pool.
    completeness
        ``n_liked`` over itself plus the number expected among those not looked at; NaN without a model.
    """

    n_galaxies: int
    n_cut: int
    n_unranked: int
    bins: tuple[RankBin, ...]
    n_liked: int
    completeness: float


def selection_function(
    workspace: Workspace,
    interest: str,
    mean: NDArray[np.floating],
    std: NDArray[np.floating],
    in_pool: NDArray[np.bool_] | None = None,
) -> SelectionFunction:
    """Count looks, ratings and finds by rank.

    Parameters
    ----------
    workspace, interest
        What was rated.
    mean, std
        Of the expected rating, ``(n_galaxies,)``; NaN where there is no vector.
    in_pool
        Galaxies that passed the cut, ``(n_galaxies,)``; None where there was none.
    """
    mean, std = np.asarray(mean, dtype=float), np.asarray(std, dtype=float)
    pool = np.ones(len(mean), dtype=bool) if in_pool is None else np.asarray(in_pool, dtype=bool)
    looked_at, rated, liked = _decided(workspace, interest, len(mean))
    order = _ranked(mean, pool)
    expected = np.where(looked_at, 0.0, _probability_liked(mean, std))
    bins = tuple(
        RankBin(
            start + 1,
            stop,
            int(looked_at[order[start:stop]].sum()),
            int(rated[order[start:stop]].sum()),
            int(liked[order[start:stop]].sum()),
            float(expected[order[start:stop]].sum()),
        )
        for start, stop in _edges(len(order))
    )
    n_liked = int(liked[pool].sum())
    unseen = sum(one.n_liked_expected for one in bins)
    completeness = n_liked / (n_liked + unseen) if n_liked + unseen > 0 else float("nan")
    return SelectionFunction(
        len(mean), int((~pool).sum()), int(pool.sum()) - len(order), bins, n_liked, completeness
    )


def export_selection_function(
    workspace: Workspace,
    path: Path | str,
    interest: str,
    mean: NDArray[np.floating],
    std: NDArray[np.floating],
    in_pool: NDArray[np.bool_] | None = None,
    header: Mapping[str, str] | None = None,
) -> int:
    """Write one line a galaxy: id, rank, in the pool, looked at, rated, liked, expected. Returns how many.

    Arguments are those of `selection_function`; ``header`` is added to what the workspace knows itself.
    """
    mean, std = np.asarray(mean, dtype=float), np.asarray(std, dtype=float)
    pool = np.ones(len(mean), dtype=bool) if in_pool is None else np.asarray(in_pool, dtype=bool)
    table = _table(workspace, interest, mean, std, pool)
    found = selection_function(workspace, interest, mean, std, in_pool)
    facts = {"cut away": str(found.n_cut), "completeness": f"{found.completeness:.3f}"}
    write_listed(table, Path(path), {**provenance(workspace, interest, len(mean)), **facts, **(header or {})})
    return len(mean)


def _table(
    workspace: Workspace,
    interest: str,
    mean: NDArray[np.floating],
    std: NDArray[np.floating],
    pool: NDArray[np.bool_],
) -> "pa.Table":
    import pyarrow as pa

    from gzlabel.catalogue import described

    looked_at, rated, liked = _decided(workspace, interest, len(mean))
    rank = np.zeros(len(mean), dtype=np.int64)
    order = _ranked(mean, pool)
    rank[order] = np.arange(1, len(order) + 1)
    ids, flag = workspace.catalogue.ids, pa.int16()
    id_type = pa.int64() if ids.dtype.kind in "iu" else pa.string()
    chance = f"Of {LIKED} or more"
    columns = [
        (described("id", id_type, ucd="meta.id;meta.main"), ids.tolist()),
        (described("rank", pa.int64(), description="By expected rating; 0: cut, or no vector"), rank),
        (described("in_pool", flag, description="1: passed the cut"), pool),
        (described("looked_at", flag, description="1: shown and decided on"), looked_at),
        (described("rated", flag, description="1: given a rating 0-5"), rated),
        (described("liked", flag, description=f"1: rated {LIKED} or more"), liked),
        (
            described("probability_liked", pa.float64(), ucd="stat.probability", description=chance),
            _probability_liked(mean, std),
        ),
    ]
    values = [pa.array(_countable(given), field.type) for field, given in columns]
    return pa.Table.from_arrays(values, schema=pa.schema([field for field, _ in columns]))


def _countable(given: Any) -> Any:
    """Truths as 0 and 1, which every format can hold."""
    return given.astype(np.int16) if isinstance(given, np.ndarray) and given.dtype == bool else given


def _decided(
    workspace: Workspace, interest: str, n_galaxies: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    labels = workspace.journal.labels(interest)
    looked_at, rated, liked = (np.zeros(n_galaxies, dtype=bool) for _ in range(3))
    looked_at[labels.rows] = True
    rated[labels.rows] = np.isfinite(labels.ratings)
    liked[labels.rows] = labels.ratings >= LIKED
    return looked_at, rated, liked


def _ranked(mean: NDArray[np.floating], pool: NDArray[np.bool_]) -> NDArray[np.int64]:
    rows = np.flatnonzero(pool & np.isfinite(mean))
    return rows[np.argsort(-mean[rows], kind="stable")]


def _probability_liked(mean: NDArray[np.floating], std: NDArray[np.floating]) -> NDArray[np.float64]:
    """Of a rating that rounds to ``LIKED`` or more; 0 where there is no vector."""
    from scipy.special import ndtr

    with np.errstate(divide="ignore", invalid="ignore"):
        probability = ndtr((mean - (LIKED - 0.5)) / std)
    return np.asarray(np.nan_to_num(probability, nan=0.0), dtype=np.float64)


def _edges(n_ranked: int) -> list[tuple[int, int]]:
    """Ranks 1-10, 11-30, 31-100, 101-300 and so on."""
    edges, stop = [], 0
    for start_of_decade in (10**power for power in range(1, 12)):
        for factor in (1, 3):
            start, stop = stop, min(n_ranked, factor * start_of_decade)
            if stop > start:
                edges.append((start, stop))
    return edges
