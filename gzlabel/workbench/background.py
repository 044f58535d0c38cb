"""The long jobs: vectors, map and clusters, each in its own process, each with a line that can be cancelled."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas import Recipe
from gzlabel.embedding import DEFAULT_ENCODER, EmbeddingMatrix, similar
from gzlabel.errors import UserError
from gzlabel.progress import Step
from gzlabel.workbench.features import are_whole, reading_features
from gzlabel.workbench.map.cluster_acts import ClusterActs
from gzlabel.workbench.map.jobs import MapJobs
from gzlabel.workbench.model.modelling import Modelling
from gzlabel.workbench.preparation import (
    make_vectors,
    reduce_so_far,
    reduce_vectors,
)
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.launching import Launching
from gzlabel.workspace import Workspace

_EMBEDDING = "embedding"
_FIRST_LOOK = 2_000
_FEWEST_TO_REDUCE = 2


class Background:
    """Starts what is missing, shows how far it is, and puts its result to use.

    Parameters
    ----------
    workspace, store, runner
        What to work on, where to show it, who runs it.
    rating
        Knows the ratings a map is refitted to.
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
        rating: Rating,
        modelling: Modelling,
        clusters: ClusterActs,
    ) -> None:
        self._workspace, self._store, self._runner = workspace, store, runner
        self._rating, self._modelling = rating, modelling
        self._launching = Launching(store, runner)
        self._maps = MapJobs(workspace, store, runner, self._launching, modelling, clusters)
        self._grown_to = 0
        self.features_path: Path | None = None

    def start(self, encoder: str) -> None:
        """Go on from what the workspace already holds.

        A run that was interrupted is finished where the encoder's name is all it needs; of another, whose
        weights are not known here, a notice says that it is unfinished.
        """
        try:
            matrix = EmbeddingMatrix.open(self._workspace.embedding_folder)
        except UserError as error:
            if any(self._workspace.embedding_folder.glob("*")):
                self._store.notify("warning", str(error))
            if not self._workspace.read_only:
                self.embed(encoder)
            return
        if matrix.unfinished:
            if encoder == DEFAULT_ENCODER == matrix.manifest.encoder and not self._workspace.read_only:
                self.embed(encoder)
                return
            self._store.notify("warning", matrix.unfinished[0].upper() + matrix.unfinished[1:])
            if matrix.valid.sum() < _FEWEST_TO_REDUCE:
                return
        if are_whole(matrix.reduced_path, matrix.n_galaxies):
            self._use(matrix.reduced_path)
        elif not self._workspace.read_only:
            self._launching.launch(
                _EMBEDDING, "Vectors", reduce_vectors, self._workspace.embedding_folder, then=self._use
            )

    def embed(self, encoder: str, options: Mapping[str, object] | None = None) -> None:
        """Turn the images into vectors with a named encoder; ``options`` as of `make_encoder`."""
        if self._refused():
            return
        self._grown_to = 0
        order = (self._workspace.path, self._workspace.embedding_folder, encoder, dict(options or {}))
        self._launching.launch(
            _EMBEDDING, "Vectors", make_vectors, *order, then=self._use_new, on_step=self._grow
        )

    @property
    def recipe(self) -> Recipe:
        """How the map was made, or how it would be."""
        return self._maps.recipe or Recipe.preset("default", self._store.state.n_galaxies)

    def build_map(self, recipe: Recipe | None = None) -> None:
        """Build map and clusters; the stages appear one after the other."""
        if not self._refused():
            self._maps.build(recipe)

    def refit_map(self) -> None:
        """Lay the map out anew with the ratings as a partial target; points rated alike draw together."""
        record = self._rating.record
        if not self._refused():
            self._maps.refit(record.rated_rows, record.ratings)

    def unfit_map(self) -> None:
        """Back to the map as it was before it was refitted."""
        if not self._refused():
            self._maps.unfit()

    def similar(self, row: int, n: int, receive: Callable[[Any], None]) -> None:
        """Hand over the rows of the ``n`` galaxies within the cut most like one, nearest first, itself left out."""
        path, kept = self.features_path, self._store.state.cut.kept
        if path is not None:
            failed = self._launching.failed("similar")
            self._runner.thread("similar", _most_like, path, row, n, kept, then=receive, failed=failed)

    def cancel(self, key: str) -> None:
        """End a job; what it finished stays."""
        self._launching.cancel(key)

    def _refused(self) -> bool:
        """Whether nothing may be written, since the workspace is open for reading only; a notice says so."""
        if self._workspace.read_only:
            self._store.notify(
                "warning", "This workspace is open for reading only: nothing can be made in it"
            )
        return self._workspace.read_only

    def _use_new(self, features_path: Path) -> None:
        self._use(features_path, are_new=True)

    def _use(self, features_path: Path, *, are_new: bool = False) -> None:
        self.features_path = features_path
        self._modelling.use(features_path)
        self._maps.use(features_path, are_new=are_new)

    def _grow(self, step: Step) -> None:
        """Model and map the vectors there are, each time their number has doubled; those of before stay in use."""
        if self.features_path is None and max(_FIRST_LOOK, 2 * self._grown_to) <= step.done < step.total:
            self._grown_to = step.done
            folder, failed = self._workspace.embedding_folder, self._launching.failed("growing")
            self._runner.process(
                "growing", reduce_so_far, folder, step=lambda step: None, then=self._use_some, failed=failed
            )

    def _use_some(self, features_path: Path) -> None:
        if any(job.key == _EMBEDDING for job in self._store.state.jobs):
            self._modelling.use(features_path)
            self._maps.show_linearly(features_path)


def _most_like(features_path: Path, row: int, n: int, kept: NDArray[np.bool_] | None) -> Any:
    with reading_features(features_path) as features:
        among = np.ones(len(features), dtype=bool) if kept is None else kept
        rows, _ = similar(features, among, features[row : row + 1], n + 1)
    return rows[0][rows[0] != row][:n]
