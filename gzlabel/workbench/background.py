"""The long jobs: vectors, map and clusters, each in its own process, each with a line that can be cancelled."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from gzlabel.atlas import Atlas, CondensedTree, Recipe, quick_map, successors
from gzlabel.embedding import EmbeddingMatrix, similar
from gzlabel.errors import UserError
from gzlabel.progress import Step
from gzlabel.workbench.cluster_acts import ClusterActs
from gzlabel.workbench.jobs import JobRunner
from gzlabel.workbench.modelling import Modelling
from gzlabel.workbench.preparation import (
    load_features,
    make_atlas,
    make_vectors,
    reduce_so_far,
    reduce_vectors,
)
from gzlabel.workbench.state import Job, Map
from gzlabel.workbench.store import Store
from gzlabel.workbench.worker import Failure
from gzlabel.workspace import Workspace

_EMBEDDING = "embedding"
_FIRST_LOOK = 2_000

_STAGES = {
    "none": "no map yet",
    "linear": "first map: two principal components",
    "landmarks": "provisional map: UMAP of landmarks",
    "map": "UMAP",
}


class Background:
    """Starts what is missing, shows how far it is, and puts its result to use.

    Parameters
    ----------
    workspace, store, runner
        What to work on, where to show it, who runs it.
    modelling
        Receives vectors and cluster tree.
    clusters
        Carries what was said of clusters over to those of a new tree.

    Attributes
    ----------
    features_path
        ``.npy`` of the reduced vectors; None until they are made.
    """

    def __init__(
        self,
        workspace: Workspace,
        store: Store,
        runner: JobRunner,
        modelling: Modelling,
        clusters: ClusterActs,
    ) -> None:
        self._workspace, self._store, self._runner, self._modelling = workspace, store, runner, modelling
        self._clusters = clusters
        self._atlas_stage, self._grown_to = "", 0
        self.features_path: Path | None = None

    def start(self, encoder: str) -> None:
        """Go on from what the workspace already holds."""
        try:
            matrix = EmbeddingMatrix.open(self._workspace.embedding_folder)
        except UserError as error:
            if any(self._workspace.embedding_folder.glob("*")):
                self._store.notify("warning", str(error))
            if not self._workspace.read_only:
                self.embed(encoder)
            return
        if matrix.reduced_path.exists():
            self._use(matrix.reduced_path)
        elif not self._workspace.read_only:
            self._launch(
                _EMBEDDING, "Vectors", reduce_vectors, self._workspace.embedding_folder, then=self._use
            )

    def embed(self, encoder: str) -> None:
        """Turn the images into vectors with a named encoder."""
        if self._refused():
            return
        self._grown_to = 0
        folders = (self._workspace.path, self._workspace.embedding_folder)
        self._launch(_EMBEDDING, "Vectors", make_vectors, *folders, encoder, then=self._use)

    def build_map(self, recipe: Recipe | None = None) -> None:
        """Build map and clusters; the stages appear one after the other."""
        if self._refused():
            return
        if self.features_path is None:
            self._store.notify("warning", "The map needs vectors: wait for them, or run `gzlabel embed`")
            return
        folder = self._workspace.atlas_folder
        self._launch(
            "atlas", "Map", make_atlas, self.features_path, folder, recipe, then=lambda _: self._show_atlas()
        )

    def similar(self, row: int, n: int, receive: Callable[[Any], None]) -> None:
        """Hand over the rows of the ``n`` galaxies most like one, nearest first, itself left out."""
        path = self.features_path
        if path is not None:
            self._runner.thread(
                "similar", _most_like, path, row, n, then=receive, failed=self._failed("similar")
            )

    def cancel(self, key: str) -> None:
        """End a job; what it finished stays."""
        self._runner.cancel(key)
        self._store.end_job(key)
        self._store.notify("info", f"{key.capitalize()} stopped; what was finished is kept")

    def _refused(self) -> bool:
        """Whether nothing may be written, since the workspace is open for reading only; a notice says so."""
        if self._workspace.read_only:
            self._store.notify(
                "warning", "This workspace is open for reading only: nothing can be made in it"
            )
        return self._workspace.read_only

    def _use(self, features_path: Path) -> None:
        self.features_path = features_path
        self._modelling.use(features_path)
        self._show_atlas()
        self._map_linearly(features_path)
        present = self._store.state.map
        is_complete = present is not None and present.is_final and self._modelling.tree is not None
        wanted = self._store.state.settings["map by itself"] and not self._workspace.read_only
        if wanted and not is_complete:
            self.build_map()

    def _grow(self, step: Step) -> None:
        """Model and map the vectors there are, each time their number has doubled."""
        if max(_FIRST_LOOK, 2 * self._grown_to) <= step.done < step.total:
            self._grown_to = step.done
            folder, failed = self._workspace.embedding_folder, self._failed("growing")
            self._runner.process(
                "growing", reduce_so_far, folder, step=lambda step: None, then=self._use_some, failed=failed
            )

    def _use_some(self, features_path: Path) -> None:
        if any(job.key == _EMBEDDING for job in self._store.state.jobs):
            self._modelling.use(features_path)
            self._map_linearly(features_path)

    def _map_linearly(self, features_path: Path) -> None:
        present = self._store.state.map
        if present is None or present.stage == stage_in_words("linear"):
            self._runner.thread(
                "map", _linear_map, features_path, then=self._show_linear, failed=self._failed("map")
            )

    def _show_linear(self, positions: Any) -> None:
        present = self._store.state.map
        if present is None or present.stage == stage_in_words("linear"):
            self._store.replace(map=Map(positions, stage_in_words("linear"), False))

    def _show_atlas(self) -> None:
        try:
            atlas = Atlas.open(self._workspace.atlas_folder)
        except UserError:
            return
        if atlas.positions is not None and len(atlas.positions) == self._store.state.n_galaxies:
            self._store.replace(map=Map(atlas.positions, stage_in_words(atlas.stage), atlas.stage == "map"))
        if atlas.tree is not None:
            if atlas.manifest is not None:
                self._modelling.selection = atlas.manifest.recipe.selection
            self._use_tree(atlas.tree)

    def _use_tree(self, tree: CondensedTree) -> None:
        """Choose clusters from a tree, after those of the tree before have found their continuations."""
        before, edits = self._modelling.tree, self._modelling.edits
        said_of = [*edits.names, *chain(*edits.merges), *edits.splits, *edits.dismissed]

        def use(keys: dict[str, str]) -> None:
            self._modelling.tree = tree
            self._clusters.carry_over(keys)
            self._modelling.ask()

        if before is None or before.identity == tree.identity or not said_of:
            use({})
        else:
            self._runner.thread(
                "map", successors, before, tree, set(said_of), then=use, failed=self._failed("map")
            )

    def _launch(
        self, key: str, title: str, function: Callable[..., Any], *args: Any, then: Callable[[Any], None]
    ) -> None:
        def step(step: Step) -> None:
            if key == _EMBEDDING:
                self._grow(step)
            self._store.put_job(Job(key, title, step.message, step.fraction))
            if key == "atlas" and step.message != self._atlas_stage:
                self._atlas_stage = step.message
                self._show_atlas()

        def done(result: Any) -> None:
            self._store.end_job(key)
            then(result)

        self._store.put_job(Job(key, title, "Starting", None))
        self._runner.process(key, function, *args, step=step, then=done, failed=self._failed(key))

    def _failed(self, key: str) -> Callable[[Failure], None]:
        def failed(failure: Failure) -> None:
            self._store.end_job(key)
            self._store.notify("error", failure.text, failure.traceback)

        return failed


def stage_in_words(stage: str) -> str:
    """What a map of this stage is, for a person."""
    return _STAGES[stage]


def _linear_map(features_path: Path) -> Any:
    return quick_map(load_features(features_path))


def _most_like(features_path: Path, row: int, n: int) -> Any:
    features = load_features(features_path)
    valid = np.isfinite(features[:, 0])
    rows, _ = similar(features, valid, features[row : row + 1], n + 1)
    return rows[0][rows[0] != row][:n]
