"""How fast the map answers, beside pyqtgraph's scatter plot, and whether the desk stalls while one is made.

Positions are drawn as a UMAP map of galaxies looks: many clumps of different size and density.
"""

import itertools
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas import (
    CondensedTree,
    NearestPoint,
    PointIndex,
    PointLayer,
    View,
    choose_clusters,
    density_contours,
    lasso,
    summarise_clusters,
)
from gzlabel.progress import Report, Step, silent

WIDTH_PX, HEIGHT_PX = 1200, 900
_REPEATS = 15


def run(
    points: int = 250_000, fit: int = 20_000, rival: int = 250_000, seed: int = 0, report: Report = silent
) -> dict[str, float]:
    """Medians in milliseconds for a map of ``points`` galaxies on 1200 x 900 pixels, offscreen.

    Parameters
    ----------
    fit
        Galaxies of the workspace whose map is built in the real desk while its heartbeat is listened to; 0
        leaves that out.
    rival
        Most points given to pyqtgraph's ScatterPlotItem, which needs seconds a frame for millions; 0 leaves
        it out.

    Returns
    -------
    ``frame_ms`` and ``frame_worst_ms`` over pans and zooms from the whole map to a thirtieth of it, the level
    of detail painted; ``first_frame_ms``, the median of those that paint it; ``recolour_ms``, ``hover_ms``,
    ``lasso_ms`` (200 vertices), ``contours_ms`` (of density, once a rest), ``rechoose_clusters_ms`` and
    ``summarise_clusters_ms`` (300 ratings), each of the bars with its ``_processor_ms``, which no other
    program lengthens; ``index_ms`` (sorting the points, once a map, in the background); ``extra_gb``, the
    memory above that of positions and values;
    ``scatter_frame_ms`` and ``scatter_recolour_ms``, pyqtgraph's on ``scatter_points``, with the ratios
    ``frame_speedup`` and ``recolour_speedup``; ``longest_stall_ms``, ``longest_task_ms`` and
    ``idle_stall_ms`` of the event loop, ``fit_s`` on ``fit_points``. ``wall_over_processor``: how much longer
    the machine let the drawing wait than it worked, 1 where nothing else runs.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rng = np.random.default_rng(seed)
    positions, values = clumped_positions(points, rng), rng.uniform(0, 5, points).astype(np.float32)
    began, worked = perf_counter(), process_time()
    report(Step("Drawing"))
    measured = _drawing(positions, values, rng)
    report(Step("Clusters"))
    measured |= _clusters(points, values, rng)
    measured["wall_over_processor"] = (perf_counter() - began) / max(process_time() - worked, 1e-9)
    if rival:
        report(Step("pyqtgraph's ScatterPlotItem"))
        measured |= _rival(positions[:rival], values[:rival], measured)
    return measured | (_stalls(fit, report) if fit else {})


def _drawing(
    positions: NDArray[np.float32], values: NDArray[np.float32], rng: np.random.Generator
) -> dict[str, float]:
    before = _peak_gb()
    started = perf_counter()
    index = PointIndex(positions)
    measured = {"index_ms": 1e3 * (perf_counter() - started)}
    layer, whole = PointLayer(index, values), View.around(positions, WIDTH_PX / HEIGHT_PX)
    measured |= _frames(layer, whole, positions, rng)
    turned = itertools.cycle((5 - values, values))
    measured |= both_ms("recolour", lambda: PointLayer(index, next(turned)).draw(whole, WIDTH_PX, HEIGHT_PX))
    nearest = NearestPoint(index)
    measured |= both_ms(
        "hover", lambda: nearest.query(*_near_a_point(positions, rng), radius=whole.width / 50), 300
    )
    outline = wavy_outline(whole)
    measured |= both_ms("lasso", lambda: lasso(positions, outline))
    measured |= both_ms("contours", lambda: density_contours(index, whole))
    return measured | {"extra_gb": _peak_gb() - before}


def _rival(
    positions: NDArray[np.float32], values: NDArray[np.float32], measured: dict[str, float]
) -> dict[str, float]:
    from gzlabel.bench._map_rival import scatter_figures

    theirs = scatter_figures(positions, values, WIDTH_PX, HEIGHT_PX)
    return {
        "scatter_points": len(positions),
        **theirs,
        "frame_speedup": theirs["scatter_frame_ms"] / measured["frame_ms"],
        "recolour_speedup": theirs["scatter_recolour_ms"] / measured["recolour_ms"],
    }


def _stalls(fit: int, report: Report) -> dict[str, float]:
    from gzlabel.bench._desk_workspace import make_workspace
    from gzlabel.bench._map_heartbeat import stalls

    with TemporaryDirectory(prefix="gzlabel-bench-") as folder:
        workspace = make_workspace(Path(folder), fit, 20, report)
        return {"fit_points": fit, **stalls(workspace, Path(folder) / "settings.ini", report)}


def median_ms(act: Callable[[], object], repeats: int = _REPEATS) -> float:
    """Median milliseconds of ``act`` over ``repeats`` calls."""
    return float(np.median([_milliseconds(act) for _ in range(repeats)]))


def both_ms(name: str, act: Callable[[], object], repeats: int = _REPEATS) -> dict[str, float]:
    """Median milliseconds of ``act`` by the clock, as ``{name}_ms``, and of the processor."""
    taken = np.array([_both(act) for _ in range(repeats)])
    wall, worked = np.median(taken, axis=0).tolist()
    return {f"{name}_ms": wall, f"{name}_processor_ms": worked}


def clumped_positions(n_points: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Positions ``(n_points, 2)`` in 300 clumps of gamma-distributed width."""
    centres, widths = rng.uniform(-10, 10, size=(300, 2)), rng.gamma(2.0, 0.3, size=300)
    clump = rng.integers(300, size=n_points)
    offsets = rng.normal(size=(n_points, 2)) * widths[clump, None]
    return np.asarray(centres[clump] + offsets, dtype=np.float32)


def wavy_outline(view: View, n_vertices: int = 200) -> NDArray[np.float64]:
    """A closed line around the middle of ``view``, as a hand would draw it, ``(n_vertices, 2)``."""
    angle = np.linspace(0, 2 * np.pi, n_vertices, endpoint=False)
    reach = 0.3 * (1 + 0.2 * np.sin(9 * angle))
    x = (view.x_min + view.x_max) / 2 + view.width * reach * np.cos(angle)
    y = (view.y_min + view.y_max) / 2 + view.height * reach * np.sin(angle)
    return np.stack([x, y], axis=1)


def nested_tree(n_galaxies: int, rng: np.random.Generator) -> CondensedTree:
    """A tree as HDBSCAN grows it on a large sample: some 5,000 nodes, galaxies leaving at all of them."""
    n_nodes = int(np.clip(n_galaxies // 50, 7, 5001)) | 1
    parents = np.full(n_nodes, -1, dtype=np.int64)
    open_nodes = [0]
    for child in range(1, n_nodes, 2):
        parent = open_nodes.pop(int(rng.integers(max(0, len(open_nodes) - 40), len(open_nodes))))
        parents[child : child + 2] = parent
        open_nodes += [child, child + 1]
    edges = np.zeros(
        n_galaxies + n_nodes - 1,
        dtype=[("parent", np.intp), ("child", np.intp), ("lambda_val", float), ("child_size", np.intp)],
    )
    edges["parent"] = n_galaxies + np.concatenate([parents[1:], rng.integers(n_nodes, size=n_galaxies)])
    edges["child"] = np.concatenate([np.arange(1, n_nodes) + n_galaxies, np.arange(n_galaxies)])
    edges["lambda_val"], edges["child_size"] = 1.0 + edges["parent"], 1
    return CondensedTree.from_edges(edges, np.arange(n_galaxies), n_galaxies, "bench")


def _near_a_point(positions: NDArray[np.float32], rng: np.random.Generator) -> tuple[float, float]:
    x, y = positions[rng.integers(len(positions))] + rng.normal(size=2) * 0.01
    return float(x), float(y)


def _frames(
    layer: PointLayer, whole: View, positions: NDArray[np.float32], rng: np.random.Generator
) -> dict[str, float]:
    first, taken = [], []
    for factor in np.geomspace(1, 30, 12):
        x, y = positions[rng.integers(len(positions))].tolist()
        view = whole.zoomed(float(factor), x, y)
        first.append(_milliseconds(partial(layer.draw, view, WIDTH_PX, HEIGHT_PX)))
        for step in range(5):
            panned = view.moved(0.01 * step * view.width, 0.0)
            taken.append(_both(partial(layer.draw, panned, WIDTH_PX, HEIGHT_PX)))
    wall, worked = np.array(taken).T
    return {
        "frame_ms": float(np.median(wall)),
        "frame_processor_ms": float(np.median(worked)),
        "frame_worst_ms": float(np.max(wall)),
        "first_frame_ms": float(np.median(first)),
    }


def _clusters(points: int, values: NDArray[np.float32], rng: np.random.Generator) -> dict[str, float]:
    tree = nested_tree(points, rng)
    rows, ratings = rng.choice(points, min(300, points), replace=False), rng.integers(0, 6, min(300, points))
    chosen = choose_clusters(tree, rows, ratings)
    std = np.ones_like(values)
    return {
        **both_ms("rechoose_clusters", lambda: choose_clusters(tree, rows, ratings)),
        "summarise_clusters_ms": median_ms(
            lambda: summarise_clusters(chosen, values, std, rows, ratings, density=tree.galaxy_density), 5
        ),
    }


def _milliseconds(act: Callable[[], object]) -> float:
    started = perf_counter()
    act()
    return 1e3 * (perf_counter() - started)


def _both(act: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds by the clock, and of the processor: these no other program lengthens."""
    started, worked = perf_counter(), process_time()
    act()
    return 1e3 * (perf_counter() - started), 1e3 * (process_time() - worked)


def _peak_gb() -> float:
    """Most memory this process has held so far; macOS counts bytes where Linux counts kilobytes."""
    if sys.platform == "win32":
        return float("nan")
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e9 if sys.platform == "darwin" else 1e6)
