"""What the map's points can be coloured by, as values of every galaxy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue import Catalogue, categorical_columns, categories_of
from gzlabel.rating_scale import BEST_RATING
from gzlabel.workbench.ends import usual_ends
from gzlabel.workbench.state import State


@dataclass(frozen=True)
class Colouring:
    """Values ``(n_galaxies,)`` float32 with NaN where there is none.

    ``categories`` names the integer values of a categorical colouring; it is empty for a continuous one.
    """

    name: str
    values: NDArray[np.float32]
    vmin: float
    vmax: float
    categories: tuple[str, ...] = ()


def _mean(state: State) -> NDArray[np.float32] | None:
    return state.scores.mean if state.scores else None


def _std(state: State) -> NDArray[np.float32] | None:
    return state.scores.std if state.scores else None


def _acquisition(state: State) -> NDArray[np.float32] | None:
    return state.scores.acquisition if state.scores else None


def _rating(state: State) -> NDArray[np.float32]:
    values = np.full(state.n_galaxies, np.nan, dtype=np.float32)
    for row, decision in state.decisions.items():
        if decision.rating is not None:
            values[row] = decision.rating
    return values


_OF_STATE: Mapping[str, Callable[[State], NDArray[np.float32] | None]] = {
    "expected interest": _mean,
    "uncertainty": _std,
    "acquisition": _acquisition,
    "rating": _rating,
}
_ON_THE_SCALE_OF_RATINGS = {"expected interest", "rating"}


def colouring_names(catalogue: Catalogue) -> tuple[str, ...]:
    """What `colouring` accepts, the model's own first."""
    return (
        *_OF_STATE,
        "cluster",
        "density",
        *catalogue.numeric_columns(),
        *categorical_columns(catalogue),
    )


def colouring(
    name: str,
    state: State,
    catalogue: Catalogue,
    density: Callable[[], NDArray[np.float32]] | None = None,
) -> Colouring:
    """Values of every galaxy under one name of `colouring_names`.

    Parameters
    ----------
    density
        Gives how many galaxies lie near each on the map ``(n_galaxies,)``, as logarithms; None without a map.
    """
    if name == "cluster":
        return _by_cluster(state)
    if name in _OF_STATE:
        values = _OF_STATE[name](state)
    elif name == "density":
        values = density() if density is not None else None
    elif name in catalogue.numeric_columns():
        values = np.ma.filled(catalogue.column(name).astype(np.float32), np.nan)
    else:
        return _by_class(name, catalogue)
    if values is None:
        return Colouring(name, np.full(state.n_galaxies, np.nan, dtype=np.float32), 0.0, 1.0)
    if name in _ON_THE_SCALE_OF_RATINGS:
        return Colouring(name, values, 0.0, BEST_RATING)
    return Colouring(name, values, *usual_ends(values))


def _by_class(name: str, catalogue: Catalogue) -> Colouring:
    classes = categories_of(catalogue, name)
    values = np.where(classes.codes < 0, np.nan, classes.codes).astype(np.float32)
    return Colouring(name, values, 0.0, max(1.0, len(classes.labels) - 1.0), classes.labels)


def _by_cluster(state: State) -> Colouring:
    if state.clusters is None:
        return Colouring("cluster", np.full(state.n_galaxies, np.nan, dtype=np.float32), 0.0, 1.0)
    labels = state.clusters.labels.astype(np.float32)
    names = tuple(summary.name for summary in state.clusters.summaries)
    return Colouring("cluster", np.where(labels < 0, np.nan, labels), 0.0, max(1.0, len(names) - 1.0), names)
