"""Map and cluster tree: built in a process of their own, shown stage by stage, refitted on request."""

from contextlib import suppress
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas import CondensedTree, Recipe, drop_refit, refit_map, successors
from gzlabel.atlas.stages import Manifest
from gzlabel.errors import UserError
from gzlabel.progress import Step
from gzlabel.workbench.map.cluster_acts import ClusterActs
from gzlabel.workbench.map.reading import FoundMap, linear_map, read_map, stage_in_words
from gzlabel.workbench.model.modelling import Modelling
from gzlabel.workbench.preparation import make_atlas
from gzlabel.workbench.state import Map
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.launching import Launching
from gzlabel.workspace import Workspace

_GO_ON = "What was finished is kept: build the map anew and it goes on from there."
_CARRIED = "clusters carried to"


class MapJobs:
    """Makes the map of reduced vectors, and puts each stage to use.

    Parameters
    ----------
    modelling
        Receives the cluster tree.
    clusters
        Carries what was said of clusters over to those of a new tree.
    """

    def __init__(
        self,
        workspace: Workspace,
        store: Store,
        runner: JobRunner,
        launching: Launching,
        modelling: Modelling,
        clusters: ClusterActs,
    ) -> None:
        self._workspace, self._store, self._runner = workspace, store, runner
        self._launching, self._modelling, self._clusters = launching, modelling, clusters
        self._features_path: Path | None = None
        self._mark = ""
        self._is_first_look, self._are_new = True, False

    @property
    def recipe(self) -> Recipe | None:
        """Of the atlas that is there, so that a stopped build goes on with it; None where none was begun."""
        try:
            manifest = Manifest.read(self._workspace.atlas_folder)
        except UserError:
            return None
        return manifest.recipe if manifest is not None else None

    def use(self, features_path: Path, *, are_new: bool = False) -> None:
        """Show the map of these vectors, and begin what is missing of it; of new ones everything may be."""
        self._features_path, self._are_new = features_path, are_new
        self._is_first_look = True
        self._show()

    def show_linearly(self, features_path: Path) -> None:
        """Show the map that needs no waiting, unless there is a better one."""
        if self._may_be_linear():
            failed = self._launching.failed("map")
            self._runner.thread("map", linear_map, features_path, then=self._show_linear, failed=failed)

    def build(self, recipe: Recipe | None = None) -> None:
        """Build map and clusters; the stages appear one after the other."""
        if self._features_path is None:
            self._store.notify("warning", "The map needs vectors: wait for them, or run `gzlabel embed`")
            return
        self._launching.launch(
            "atlas",
            "Map",
            make_atlas,
            self._features_path,
            self._workspace.atlas_folder,
            recipe,
            then=lambda _: self._show(),
            on_step=self._on_step,
            otherwise=_GO_ON,
        )

    def refit(self, rows: NDArray[np.int64], ratings: NDArray[np.float32]) -> None:
        """Lay the map out anew with the ratings as a partial target; `unfit` takes it back."""
        if not self._is_final():
            self._store.notify("warning", "Only a finished map can be refitted: wait for it, or build it")
        elif len(rows) == 0:
            self._store.notify("warning", "The map is refitted to ratings, and there are none yet")
        else:
            self._launching.launch(
                "atlas",
                "Map",
                refit_map,
                self._features_path,
                self._workspace.atlas_folder,
                rows,
                ratings,
                then=lambda _: self._show(),
            )

    def unfit(self) -> None:
        """Back to the map as it was before it was refitted."""
        drop_refit(self._workspace.atlas_folder)
        self._show()

    def _is_final(self) -> bool:
        present = self._store.state.map
        return self._features_path is not None and present is not None and present.is_final

    def _on_step(self, step: Step) -> None:
        if step.message.startswith("Finished"):
            self._show()

    def _show(self) -> None:
        tree = self._modelling.tree
        self._runner.thread(
            "map",
            read_map,
            self._workspace.atlas_folder,
            self._mark,
            tree.identity if tree is not None else "",
            self._features_path if self._is_first_look else None,
            then=self._take,
            failed=self._launching.failed("map"),
        )

    def _take(self, found: FoundMap) -> None:
        self._are_new = self._are_new or found.is_of_earlier_vectors
        fits = found.map is None or len(found.map.positions) == self._store.state.n_galaxies
        if found.map is not None and fits and not self._is_worse(found.map):
            self._mark = found.mark
            self._store.replace(map=found.map)
            self._are_new = self._are_new and (self._is_first_look or not found.map.is_final)
        if found.tree is not None and fits:
            self._modelling.selection = found.selection
            self._use_tree(found.tree, found.earlier_tree)
        if self._is_first_look:
            self._is_first_look = False
            self._begin(is_complete=fits and self._is_final() and found.tree is not None)

    def _is_worse(self, other: Map) -> bool:
        """Whether the present map, of the same vectors, is final and the other is on the way to another."""
        return self._is_final() and not other.is_final and not self._are_new

    def _begin(self, is_complete: bool) -> None:
        if self._features_path is not None:
            self.show_linearly(self._features_path)
        wanted = self._store.state.settings["map by itself"] and not self._workspace.read_only
        if wanted and (self._are_new or not is_complete):
            self.build(self.recipe)

    def _show_linear(self, linear: Map) -> None:
        if self._may_be_linear():
            self._store.replace(map=linear)

    def _may_be_linear(self) -> bool:
        present = self._store.state.map
        return present is None or present.stage == stage_in_words("linear")

    def _use_tree(self, tree: CondensedTree, earlier: CondensedTree | None) -> None:
        """Choose clusters from a tree, after those of the tree before have found their continuations."""
        before, edits = self._modelling.tree or earlier, self._modelling.edits
        said_of = [*edits.names, *chain(*edits.merges), *edits.splits, *edits.dismissed]
        is_carried = self._workspace.setting(_CARRIED, "") == tree.identity

        def use(keys: dict[str, str]) -> None:
            self._modelling.tree = tree
            self._clusters.carry_over(keys)
            if not (is_carried or self._workspace.read_only):
                with suppress(UserError):  # it is carried anew the next time; a rating tells of a full disk
                    self._workspace.set_setting(_CARRIED, tree.identity)
            self._modelling.ask()

        if before is None or before.identity == tree.identity or not said_of or is_carried:
            use({})
        else:
            failed = self._launching.failed("map")
            self._runner.thread("map", successors, before, tree, tuple(set(said_of)), then=use, failed=failed)
