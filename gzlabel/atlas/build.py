"""The atlas made in stages, each of them kept: linear map, a first map from landmarks where the sample is
large, the map for the eye, the space for clusters, the tree, and the measured quality."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gzlabel.arrays import mapped_array
from gzlabel.atlas.landmarks import choose_landmarks
from gzlabel.atlas.layouts import Layouts
from gzlabel.atlas.linear import leading_components, quick_map
from gzlabel.atlas.quality import map_quality
from gzlabel.atlas.recipe import Recipe
from gzlabel.atlas.stages import (
    Manifest,
    read_neighbours,
    read_positions,
    read_quality,
    read_tree,
    write_neighbours,
    write_positions,
    write_quality,
    write_tree,
)
from gzlabel.atlas.tree_growth import grow_tree
from gzlabel.errors import AtlasError
from gzlabel.progress import Report, Step, silent

FIRST_LANDMARKS = 3000
"""Galaxies fitted for the map that is shown while the final one is made."""

_FIRST_COMPONENTS = 40

WORTH_LANDMARKS = 20_000
"""Smaller samples are fitted so soon that a map from landmarks is not worth the wait."""


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
        self._usable: NDArray[np.float32] | None = None
        self._layouts: Layouts | None = None

    def run(self) -> None:
        self.manifest.write(self.folder)
        start = self._stage("linear", lambda: quick_map(self.features))
        if self._wants_first_landmarks():
            start = self._stage("landmarks", self._first_landmarks)
        min_dist, n_dimensions = self.recipe.min_dist, self.recipe.n_cluster_dimensions
        positions = self._stage(
            "map", lambda: self._spread(self.layouts.of(2, min_dist, "Layout for the eye", start[self.rows]))
        )
        space = self._stage(
            "space", lambda: self._spread(self.layouts.of(n_dimensions, 0.0, "Space for clusters"))
        )
        self._tree(space)
        self._quality(positions)

    @property
    def usable(self) -> NDArray[np.float32]:
        """Features of the galaxies that have any, held in memory from first use."""
        if self._usable is None:
            self._usable = np.asarray(self.features[self.rows], dtype=np.float32)
        return self._usable

    @property
    def layouts(self) -> Layouts:
        """Made at first use: a build whose maps are all on disk needs no neighbours."""
        if self._layouts is None:
            digest = self.manifest.digests["neighbours"]
            known = read_neighbours(self.folder, digest)
            self._layouts = Layouts(self.usable, self.recipe, self.recipe.n_landmarks, self.report, known)
            if known is None:
                write_neighbours(self.folder, digest, self._layouts.neighbours)
        return self._layouts

    def _wants_first_landmarks(self) -> bool:
        waiting = read_positions(self.folder, "map", self.manifest.digests["map"]) is None
        return waiting and len(self.rows) > WORTH_LANDMARKS

    def _first_landmarks(self) -> NDArray[np.float32]:
        main_features = leading_components(self.usable, min(_FIRST_COMPONENTS, self.usable.shape[1]))
        few = Layouts(main_features, replace(self.recipe, n_epochs=0), FIRST_LANDMARKS, self.report)
        start = quick_map(self.usable)
        return self._spread(few.of(2, self.recipe.min_dist, "First map, from landmarks", start))

    def _stage(self, stage: str, make: Callable[[], NDArray[np.float32]]) -> NDArray[np.float32]:
        digest = self.manifest.digests[stage]
        positions = read_positions(self.folder, stage, digest)
        if positions is None:
            positions = make()
            write_positions(self.folder, stage, digest, positions)
        self.report(Step(f"Finished: {stage}"))
        return positions

    def _spread(self, placed: NDArray[np.float32]) -> NDArray[np.float32]:
        """Positions of the usable galaxies, NaN for the others."""
        positions = np.full((len(self.features), placed.shape[1]), np.nan, dtype=np.float32)
        positions[self.rows] = placed
        return positions

    def _tree(self, space: NDArray[np.float32]) -> None:
        digest = self.manifest.digests["tree"]
        if read_tree(self.folder, digest) is None:
            self.report(Step("Cluster tree"))
            size, samples = self.recipe.min_cluster_size, self.recipe.min_samples
            tree = grow_tree(space, size, samples, digest[:8], self.rows[self._fitted()])
            write_tree(self.folder, tree)
        self.report(Step("Finished: tree"))

    def _quality(self, positions: NDArray[np.float32]) -> None:
        digest = self.manifest.digests["map"]
        if not read_quality(self.folder, digest):
            fitted = self._fitted() if self.recipe.n_landmarks else None
            measured = map_quality(self.usable, positions[self.rows], fitted=fitted, report=self.report)
            write_quality(self.folder, digest, measured)
        self.report(Step("Finished: quality", 1, 1))

    def _fitted(self) -> NDArray[np.bool_]:
        """Which of the usable galaxies are fitted, not placed by others."""
        if not self.recipe.n_landmarks:
            return np.ones(len(self.rows), dtype=np.bool_)
        fitted = np.zeros(len(self.rows), dtype=np.bool_)
        fitted[choose_landmarks(len(self.rows), self.recipe.n_landmarks, self.recipe.seed)] = True
        return fitted


def _open_features(path: Path) -> NDArray[np.float32]:
    try:
        features = mapped_array(path)
    except (OSError, ValueError) as fault:
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
