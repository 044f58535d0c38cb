"""cuML where it is installed and works: neighbours and layout on a GPU. Never required; without it, or should
it fail, the same is done on the processor.

References
----------
Raschka, Patterson & Nolet 2020, arXiv:2002.04803 (RAPIDS); Nolet et al. 2021, arXiv:2008.00325 (UMAP on GPUs).
"""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.neighbours import Neighbours
from gzlabel.progress import Report, Step


def gpu_module(name: str) -> ModuleType | None:
    """The module ``name`` of cuML, None where there is no cuML or no GPU that it can use."""
    if find_spec("cuml") is None:
        return None
    try:
        return import_module(name)
    except Exception:  # drivers and libraries that do not fit raise whatever they like
        return None


def gpu_neighbours(points: NDArray[np.float32], k: int, report: Report) -> Neighbours | None:
    """As `nearest_neighbours` of the points among themselves; None where it cannot be done on a GPU."""
    library = gpu_module("cuml.neighbors")
    if library is None:
        return None
    report(Step("Neighbours, on the GPU"))
    try:
        search = library.NearestNeighbors(
            n_neighbors=k, algorithm="brute", metric="euclidean", output_type="numpy"
        )
        distances, rows = search.fit(points).kneighbors(points)
    except Exception as fault:
        report(Step(f"Not on the GPU ({type(fault).__name__})"))
        return None
    return own_first(np.asarray(rows, dtype=np.int32), np.asarray(distances, dtype=np.float32))


def own_first(rows: NDArray[np.int32], distances: NDArray[np.float32]) -> Neighbours:
    """Neighbours ``(n_points, k)`` with each point at the head of its own row, as UMAP expects.

    Where coinciding points crowded it out, the farthest neighbour gives way.
    """
    own = np.arange(len(rows), dtype=np.int32)[:, None]
    is_missing = ~(rows == own).any(axis=1)
    order = np.argsort(rows != own, axis=1, kind="stable")
    rows, distances = np.take_along_axis(rows, order, 1), np.take_along_axis(distances, order, 1)
    rows[is_missing, 1:] = rows[is_missing, :-1]
    distances[is_missing, 1:] = distances[is_missing, :-1]
    rows[:, 0], distances[:, 0] = own[:, 0], 0.0
    return Neighbours(rows, distances)


def gpu_layout(
    graph: Any, start: NDArray[np.float32], a: float, b: float, n_epochs: int, seed: int, report: Report
) -> NDArray[np.float32] | None:
    """UMAP's optimisation from ``start`` ``(n_galaxies, n_dimensions)``; None where no GPU can do it."""
    library = gpu_module("cuml.manifold.umap")
    if library is None:
        return None
    report(Step("Layout, on the GPU"))
    try:
        positions = library.simplicial_set_embedding(
            start,
            graph.tocoo(),
            n_components=start.shape[1],
            a=a,
            b=b,
            n_epochs=n_epochs,
            init=start,
            random_state=seed,
        )
        laid_out = np.asarray(positions.get() if hasattr(positions, "get") else positions, dtype=np.float32)
    except Exception as fault:
        report(Step(f"Not on the GPU ({type(fault).__name__})"))
        return None
    return laid_out if laid_out.shape == start.shape and np.isfinite(laid_out).all() else None
