"""How fast the map answers: what is measured here needs no window.

Positions are drawn as a UMAP map of galaxies looks: many clumps of different size and density.
"""

import resource
import sys
from collections.abc import Callable
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas import (
    CondensedTree,
    NearestPoint,
    PointIndex,
    PointLayer,
    View,
    choose_clusters,
    lasso,
    summarise_clusters,
)

WIDTH_PX, HEIGHT_PX = 1200, 900
_REPEATS = 15


def run(points: int, seed: int = 0) -> dict[str, float]:
    """Medians in milliseconds for a map of ``points`` galaxies on 1200 x 900 pixels.

    Returns
    -------
    ``frame_ms`` and ``frame_worst_ms`` over pans and zooms from the whole map to a thousandth of it,
    ``recolour_ms``, ``hover_ms``, ``lasso_ms`` (200 vertices), ``rechoose_clusters_ms`` and
    ``summarise_clusters_ms`` (300 ratings), ``index_ms`` (sorting the points, once a map), and ``extra_gb``,
    the memory above that of positions and values.
    """
    rng = np.random.default_rng(seed)
    positions, values = clumped_positions(points, rng), rng.uniform(0, 5, points).astype(np.float32)
    before = _peak_gb()
    started = perf_counter()
    index = PointIndex(positions)
    measured = {"index_ms": 1e3 * (perf_counter() - started)}
    layer, whole = PointLayer(index, values), View.around(positions, WIDTH_PX / HEIGHT_PX)
    measured |= _frames(layer, whole, positions, rng)
    measured["recolour_ms"] = median_ms(
        lambda: PointLayer(index, rng.permutation(5) @ np.ones(5) - values).draw(whole, WIDTH_PX, HEIGHT_PX)
    )
    nearest = NearestPoint(index)
    measured["hover_ms"] = median_ms(
        lambda: nearest.query(*_near_a_point(positions, rng), radius=whole.width / 50), 300
    )
    outline = wavy_outline(whole)
    measured["lasso_ms"] = median_ms(lambda: lasso(positions, outline))
    measured["extra_gb"] = _peak_gb() - before
    return measured | _clusters(points, values, rng)


def median_ms(act: Callable[[], object], repeats: int = _REPEATS) -> float:
    """Median milliseconds of ``act`` over ``repeats`` calls."""
    return float(np.median([_milliseconds(act) for _ in range(repeats)]))


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
    layer.draw(whole, WIDTH_PX, HEIGHT_PX)
    taken = []
    for factor in np.geomspace(1, 30, 12):
        x, y = positions[rng.integers(len(positions))].tolist()
        view = whole.zoomed(float(factor), x, y)
        layer.draw(view, WIDTH_PX, HEIGHT_PX)
        for step in range(5):
            panned = view.moved(0.01 * step * view.width, 0.0)
            taken.append(_milliseconds(lambda panned=panned: layer.draw(panned, WIDTH_PX, HEIGHT_PX)))  # type: ignore[misc]
    return {"frame_ms": float(np.median(taken)), "frame_worst_ms": float(np.max(taken))}


def _clusters(points: int, values: NDArray[np.float32], rng: np.random.Generator) -> dict[str, float]:
    tree = nested_tree(points, rng)
    rows, ratings = rng.choice(points, min(300, points), replace=False), rng.integers(0, 6, min(300, points))
    chosen = choose_clusters(tree, rows, ratings)
    std = np.ones_like(values)
    return {
        "rechoose_clusters_ms": median_ms(lambda: choose_clusters(tree, rows, ratings)),
        "summarise_clusters_ms": median_ms(
            lambda: summarise_clusters(chosen, values, std, rows, ratings, density=tree.galaxy_density), 5
        ),
    }


def _milliseconds(act: Callable[[], object]) -> float:
    started = perf_counter()
    act()
    return 1e3 * (perf_counter() - started)


def _peak_gb() -> float:
    """Most memory this process has held so far; macOS counts bytes where Linux counts kilobytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e9 if sys.platform == "darwin" else 1e6)
