"""The atlas made in stages, each of them kept: linear map, map for the eye, space for clusters, tree."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas.graph import neighbour_graph
from gzlabel.atlas.linear import quick_map
from gzlabel.atlas.neighbours import nearest_neighbours
from gzlabel.atlas.projection import lay_out
from gzlabel.atlas.recipe import Recipe
from gzlabel.atlas.stages import Manifest, read_positions, read_tree, write_positions
from gzlabel.atlas.tree import grow_tree
from gzlabel.errors import AtlasError
from gzlabel.progress import Report, Step, silent


def build_atlas(
    features_path: Path | str, folder: Path | str, recipe: Recipe | None = None, report: Report = silent
) -> None:
    """Make or finish the atlas in ``folder``. Meant for a process of its own: it imports UMAP and HDBSCAN.

    Parameters
    ----------
    features_path
        ``.npy`` of ``(n_galaxies, n_features)`` float32; rows with values that are not finite get no place.
    recipe
        None for the default one.

    Raises
    ------
    AtlasError
        If the features cannot be read or are too few.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _Build(_open_features(Path(features_path)), folder, recipe, report).run()


class _Build:
    """One run through the stages; those already on disk are read instead of made."""

    def __init__(
        self, features: NDArray[np.float32], folder: Path, recipe: Recipe | None, report: Report
    ) -> None:
        report(Step("Reading features"))
        self.features, self.folder, self.report = features, folder, report
        self.rows = _finite_rows(features)
        recipe = recipe or Recipe.preset("default", len(self.rows))
        self.recipe = recipe.fitted_to(len(self.rows))
        self.manifest = Manifest.of(features, self.recipe)
        self._graph: object | None = None

    def run(self) -> None:
        self.manifest.write(self.folder)
        self._stage("linear", lambda: quick_map(self.features))
        self._stage("map", lambda: self._laid_out(2, self.recipe.min_dist, "Map"))
        space = self._stage(
            "space", lambda: self._laid_out(self.recipe.n_cluster_dimensions, 0.0, "Space for clusters")
        )
        self._tree(space)

    def _stage(self, stage: str, make: Callable[[], NDArray[np.float32]]) -> NDArray[np.float32]:
        digest = self.manifest.digests[stage]
        positions = read_positions(self.folder, stage, digest)
        if positions is None:
            positions = make()
            write_positions(self.folder, stage, digest, positions)
        self.report(Step(f"Finished: {stage}"))
        return positions

    def _laid_out(self, n_dimensions: int, min_dist: float, message: str) -> NDArray[np.float32]:
        if self._graph is None:
            usable = np.asarray(self.features[self.rows])
            self._graph = neighbour_graph(
                nearest_neighbours(usable, self.recipe.n_neighbors, report=self.report)
            )
        start = quick_map(self.features[self.rows], n_dimensions)
        placed = lay_out(
            self._graph,
            start,
            min_dist=min_dist,
            n_epochs=self.recipe.n_epochs,
            seed=self.recipe.seed,
            report=self.report,
            message=message,
        )
        positions = np.full((len(self.features), n_dimensions), np.nan, dtype=np.float32)
        positions[self.rows] = placed
        return positions

    def _tree(self, space: NDArray[np.float32]) -> None:
        digest = self.manifest.digests["tree"]
        if read_tree(self.folder, digest) is None:
            self.report(Step("Cluster tree"))
            tree = grow_tree(space, self.recipe.min_cluster_size, self.recipe.min_samples, digest[:8])
            tree.save(self.folder / "tree.npz")
        self.report(Step("Finished: tree", 1, 1))


def _open_features(path: Path) -> NDArray[np.float32]:
    try:
        features = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as fault:
        raise AtlasError(
            f"the features cannot be read ({fault})", where=path, remedy="Embed the galaxies again"
        ) from fault
    if features.ndim != 2:
        raise AtlasError(f"features need one row a galaxy, but the shape is {features.shape}", where=path)
    return np.asarray(features) if features.dtype != np.float32 else features


def _finite_rows(features: NDArray[np.float32]) -> NDArray[np.int64]:
    finite = np.empty(len(features), dtype=np.bool_)
    for start in range(0, len(features), 65536):
        finite[start : start + 65536] = np.isfinite(features[start : start + 65536]).all(axis=1)
    return np.flatnonzero(finite)
