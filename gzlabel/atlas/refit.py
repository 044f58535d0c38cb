"""The map laid out anew with the ratings as a partial target: rated alike draws together, apart pushes away.

On request only: on EFIGI 200 ratings of an attribute did not bring galaxies alike in it, but not rated,
nearer to each other, and the shorter layout lowered the trustworthiness from 0.927 to 0.920.

References
----------
McInnes, Healy & Melville 2018, arXiv:1802.03426 (UMAP with a target: the intersection of two fuzzy graphs, in
which an unknown label is at distance 1 and a different one at distance 5).
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.graph import neighbour_graph
from gzlabel.atlas.neighbours import nearest_neighbours
from gzlabel.atlas.projection import lay_out
from gzlabel.atlas.stages import REFITTED, Manifest, read_neighbours, read_positions, write_positions
from gzlabel.errors import AtlasError
from gzlabel.progress import Report, silent
from gzlabel.rating_scale import LIKED

_UNKNOWN_DISTANCE = 1.0
_OTHER_DISTANCE = 5.0
_EPOCHS = 100
_DULL_TO = 1


def refit_map(
    features_path: Path,
    folder: Path,
    rows: NDArray[Any],
    ratings: NDArray[Any],
    report: Report = silent,
) -> None:
    """Lay the finished map of ``folder`` out anew under the ratings, beside the one that is there.

    The layout starts from the present positions and is turned, scaled and moved to lie on them. Belongs in a
    process of its own, as `build_atlas` does. `drop_refit` takes it back.

    Parameters
    ----------
    features_path
        The vectors that the atlas was built from.
    rows, ratings
        ``(n_rated,)`` galaxies and their ratings, 0 to 5.

    Raises
    ------
    AtlasError
        If there is no finished map, or the sample is so large that it comes from landmarks.
    """
    manifest, positions = _finished(folder)
    recipe = manifest.recipe
    placed = np.flatnonzero(np.isfinite(positions).all(axis=1))
    neighbours = read_neighbours(folder, manifest.digests["neighbours"])
    if neighbours is None:
        features = np.load(features_path, mmap_mode="r", allow_pickle=False)
        neighbours = nearest_neighbours(np.asarray(features[placed]), recipe.n_neighbors, report=report)
    graph = with_target(neighbour_graph(neighbours), _liking(len(positions), rows, ratings)[placed])
    laid_out = lay_out(
        graph,
        positions[placed],
        min_dist=recipe.min_dist,
        n_epochs=_EPOCHS,
        seed=recipe.seed,
        report=report,
        message="Refitting the map",
    )
    refitted = positions.copy()
    refitted[placed] = aligned(laid_out, positions[placed])
    write_positions(folder, REFITTED, manifest.digest_of(REFITTED), refitted)


def _finished(folder: Path) -> tuple[Manifest, NDArray[np.float32]]:
    """The map in use, if it may be refitted."""
    manifest = Manifest.read(folder)
    positions = read_positions(folder, "map", manifest.digests["map"]) if manifest else None
    if manifest is None or positions is None:
        raise AtlasError("there is no finished map to refit", where=folder, remedy="Build the map first")
    if manifest.recipe.n_landmarks:
        raise AtlasError(
            "only a map fitted in full can be refitted, and this one has "
            f"{manifest.recipe.n_landmarks} landmarks"
        )
    return manifest, positions


def drop_refit(folder: Path) -> None:
    """Forget the refitted map of ``folder``; the one before is the map again."""
    (folder / f"{REFITTED}.npz").unlink(missing_ok=True)


def _liking(n_galaxies: int, rows: NDArray[Any], ratings: NDArray[Any]) -> NDArray[np.int8]:
    """1 for galaxies rated well, -1 for those rated dull, 0 for all others."""
    bins = np.rint(np.asarray(ratings, dtype=float))
    liking = np.zeros(n_galaxies, dtype=np.int8)
    liking[np.asarray(rows, dtype=np.int64)] = np.where(bins >= LIKED, 1, np.where(bins <= _DULL_TO, -1, 0))
    return liking


def with_target(graph: Any, liking: NDArray[np.int8]) -> Any:
    """The graph's memberships under the target ``(n_galaxies,)``: 1 liked, -1 dull, 0 unknown.

    Each galaxy's strongest membership is then set back to 1, and the two directions are united.
    """
    from scipy.sparse import csr_array

    edges = graph.tocoo()
    of, to = liking[edges.row], liking[edges.col]
    unknown = (of == 0) | (to == 0)
    distance = np.where(unknown, _UNKNOWN_DISTANCE, np.where(of == to, 0.0, _OTHER_DISTANCE))
    strengths = edges.data * np.exp(-distance)
    strongest = np.zeros(graph.shape[0])
    np.maximum.at(strongest, edges.row, strengths)
    scaled = strengths / np.where(strongest > 0, strongest, 1.0)[edges.row]
    directed = csr_array((scaled, (edges.row, edges.col)), shape=graph.shape)
    reverse = directed.T.tocsr()
    return (directed + reverse - directed.multiply(reverse)).tocsr()


def aligned(positions: NDArray[np.float32], onto: NDArray[np.float32]) -> NDArray[np.float32]:
    """``positions`` ``(n, 2)`` turned (or mirrored), scaled and moved to lie nearest to ``onto``.

    Procrustes (Schönemann 1966), with one scale for both axes.
    """
    centre, onto_centre = positions.mean(axis=0), onto.mean(axis=0)
    moved, target = positions - centre, onto - onto_centre
    left, singular, right = np.linalg.svd(moved.T.astype(float) @ target)
    scale = singular.sum() / max(float((moved.astype(float) ** 2).sum()), 1e-12)
    turned: NDArray[np.float32] = (scale * moved @ (left @ right) + onto_centre).astype(np.float32)
    return turned
