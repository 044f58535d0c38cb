"""The application without a face: verbs in, frozen state out.

Every verb returns at once. What is decided is on disk before a verb that decides returns; what follows
from it (posterior, next page, clusters, map) arrives later, and `Workbench.changed` says so.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas import Recipe
from gzlabel.catalogue import Catalogue
from gzlabel.errors import UserError
from gzlabel.interest import acquisition_titles
from gzlabel.workbench.annotating import Annotating
from gzlabel.workbench.background import Background
from gzlabel.workbench.cluster_acts import ClusterActs
from gzlabel.workbench.cutting import Cutting
from gzlabel.workbench.exporting import Wanted, export
from gzlabel.workbench.galaxies import Galaxies
from gzlabel.workbench.interests import Interests
from gzlabel.workbench.jobs import JobRunner
from gzlabel.workbench.map_view import MapView
from gzlabel.workbench.modelling import Modelling
from gzlabel.workbench.paging import Paging
from gzlabel.workbench.pictures import Pictures, Receive
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.signal import Signal
from gzlabel.workbench.state import State
from gzlabel.workbench.store import Store
from gzlabel.workbench.stretching import Stretching
from gzlabel.workspace import Workspace

DEFAULT_SETTINGS = {
    "acquisition": "default",
    "colour by": "expected interest",
    "encoder": "morphology",
    "map by itself": True,
    "page size": 24,
}


class Workbench:
    """Drives one workspace.

    Parameters
    ----------
    workspace
        Open; the workbench closes it.
    runner
        Runs what takes time.

    Attributes
    ----------
    clusters, annotations, cut
        What is done to clusters, written on galaxies, left out of the catalogue.
    galaxies, map, pictures, stretch
        What views ask of single galaxies, of the map, of images and their brightness.
    """

    def __init__(self, workspace: Workspace, runner: JobRunner) -> None:
        self._workspace, self._runner, self._closed = workspace, runner, False
        settings = {key: workspace.setting(key, value) for key, value in DEFAULT_SETTINGS.items()}
        self._store = Store(
            State(
                interest=workspace.current_interest,
                interests=workspace.interests,
                n_galaxies=workspace.catalogue.n_galaxies,
                read_only=workspace.read_only,
                settings=settings,
                stretch=workspace.images.stretch,
            )
        )
        self._rating = Rating(workspace, self._store)
        self._paging = Paging(self._store, self._rating, int(str(settings["page size"])))
        self._modelling = Modelling(self._store, runner, self._rating, self._paging)
        self._interests = Interests(workspace, self._store, self._rating, self._modelling)
        self.map = MapView(self._store, workspace.catalogue)
        self.galaxies = Galaxies(workspace, self._store)
        self.annotations = Annotating(workspace, self._store)
        self.cut = Cutting(workspace, self._store, self._on_cut)
        self.clusters = ClusterActs(workspace, self._store, self._modelling)
        self._background = Background(
            workspace, self._store, runner, self._rating, self._modelling, self.clusters
        )
        self.pictures = Pictures(workspace.images, runner)
        self.stretch = Stretching(workspace, self._store, self.pictures, runner)

    @property
    def state(self) -> State:
        """What there is to show."""
        return self._store.state

    @property
    def changed(self) -> Signal:
        """Says which parts of the state are new."""
        return self._store.changed

    @property
    def path(self) -> Path:
        """The workspace's folder."""
        return self._workspace.path

    @property
    def catalogue(self) -> Catalogue:
        """The user's table."""
        return self._workspace.catalogue

    # Life

    def start(self) -> None:
        """Show what is known, and begin what is missing."""
        self._rating.reload()
        self.clusters.refresh()
        self.annotations.reload()
        self.cut.reload()
        self._background.start(str(self.state.settings["encoder"]))
        if not self._modelling.is_ready:
            self._paging.turn()

    def close(self) -> None:
        """End every job and close the workspace; no decision is pending, each is on disk already."""
        if not self._closed:
            self._closed = True
            self._runner.close()
            self._workspace.close()

    # Deciding

    def rate(self, rating: int) -> None:
        """Rate the current galaxy 0-5 and go on."""
        self._decide_current("rating", rating)

    def skip(self) -> None:
        """Never offer the current galaxy again; say nothing of it to the model."""
        self._decide_current("skip")

    def artefact(self) -> None:
        """The current image is no galaxy's."""
        self._decide_current("artefact")

    def cannot_tell(self) -> None:
        """The current galaxy can't be judged."""
        self._decide_current("cannot_tell")

    def reject_rest(self) -> None:
        """Rate what is undecided on the page 0, as one act, and turn the page."""
        rows = [row for row in self.state.page.rows if row not in self.state.decisions]
        if not rows or self._decide(rows, "rating", 0):
            self.next_page()

    def rate_rows(self, rows: Sequence[int] | NDArray[np.int64], rating: int) -> None:
        """Rate several galaxies alike, as one act."""
        if len(rows):
            self._decide([int(row) for row in rows], "rating", rating)

    def undo(self) -> None:
        """Take back the last act, whole, and show its galaxies again."""
        self._after_travel(self._rating.undo())

    def redo(self) -> None:
        """Repeat the act taken back last."""
        self._after_travel(self._rating.redo())

    def _decide_current(self, kind: str, rating: int | None = None) -> None:
        row = self.state.page.current
        if row is not None and self._decide([row], kind, rating):
            self._paging.advance()

    def _decide(self, rows: Sequence[int], kind: str, rating: int | None = None) -> bool:
        done = self._rating.decide(rows, kind, rating)
        if done:
            self._modelling.ask()
        return done

    def _after_travel(self, rows: tuple[int, ...]) -> None:
        if rows:
            self._modelling.ask()
            self._paging.return_to(rows)

    def _on_cut(self) -> None:
        self._modelling.ask()
        self._paging.turn_anew()

    # Looking

    def next_page(self) -> None:
        """Turn to the next page."""
        self._paging.turn()

    def move(self, step: int) -> None:
        """Move the cursor along the page."""
        self._paging.move(step)

    def go_to(self, row: int) -> None:
        """Show one galaxy large."""
        self._paging.go_to(row)

    def set_page_size(self, n: int) -> None:
        """Offer ``n`` galaxies a page, 1 to 100, from the next page on."""
        self._paging.page_size = min(max(n, 1), 100)
        self.set_setting("page size", self._paging.page_size)

    def show_rows(self, rows: Sequence[int] | NDArray[np.int64], source: str) -> None:
        """Offer these galaxies as a page."""
        if len(rows):
            self._paging.show([int(row) for row in rows[:100]], source)

    def show_similar(self, row: int) -> None:
        """Offer the galaxies most like one."""
        self._background.similar(
            row,
            self._paging.page_size,
            lambda rows: self.show_rows(rows, f"similar to {self.galaxies.id_of(row)}"),
        )

    def select(self, rows: Sequence[int] | NDArray[np.int64]) -> None:
        """Make these galaxies the selection that map, page, clusters and ranking share."""
        self._store.replace(selection=np.unique(np.asarray(rows, dtype=np.int64)))

    def explain(self, row: int, receive: Callable[[Any], None]) -> None:
        """Hand over an `gzlabel.interest.Explanation` of one galaxy."""
        self._modelling.explain(row, receive)

    # Interests and settings

    def set_interest(self, name: str) -> None:
        """Work on another interest."""
        self._interests.switch(name)
        self._paging.turn()

    def add_interest(self, name: str) -> None:
        """Begin a new interest and work on it."""
        if self._interests.add(name):
            self._paging.turn()

    def rename_interest(self, name: str) -> None:
        """Give the present interest another name."""
        self._interests.rename(name)

    def set_acquisition(self, name: str) -> None:
        """Choose pages by another acquisition function."""
        self.set_setting("acquisition", name)
        self._modelling.ask()

    def set_setting(self, key: str, value: object) -> None:
        """Remember a setting with the workspace."""
        if not self.state.read_only:
            self._workspace.set_setting(key, value)
        self._store.replace(settings={**self.state.settings, key: value})

    def acquisition_titles(self) -> dict[str, str]:
        """What `set_acquisition` accepts, and what to call it on screen."""
        return acquisition_titles()

    # Long jobs and exports

    @property
    def recipe(self) -> Recipe:
        """How the map was made, or how it would be."""
        return self._background.recipe or Recipe.preset("default", self.state.n_galaxies)

    def build_map(self, recipe: Recipe | None = None) -> None:
        """Build map and clusters anew."""
        self._background.build_map(recipe)

    def refit_map(self) -> None:
        """Lay the map out anew with the ratings as a partial target; points rated alike draw together."""
        self._background.refit_map()

    def unfit_map(self) -> None:
        """Take the refit back."""
        self._background.unfit_map()

    def embed(self, encoder: str) -> None:
        """Turn the images into vectors with another encoder."""
        self.set_setting("encoder", encoder)
        self._background.embed(encoder)

    def cancel(self, key: str) -> None:
        """End a job."""
        self._background.cancel(key)

    def dismiss_notice(self, index: int) -> None:
        """Take a notice off the screen."""
        notices = self.state.notices
        self._store.replace(notices=(*notices[:index], *notices[index + 1 :]))

    def export(self, path: Path, wanted: Wanted) -> None:
        """Write the curated list; a notice says how many galaxies went where, or why none did."""
        try:
            n_written = export(
                self._workspace,
                self.state.interest,
                self._rating.record,
                self._modelling.choice,
                self.state.clusters,
                path,
                wanted,
            )
        except UserError as error:
            self._store.notify("error", str(error))
        else:
            self._store.notify("info", f"{n_written:,} galaxies written to {path}")

    # What views ask

    def image(self, row: int, size: int, receive: Receive) -> None:
        """Hand over one galaxy's pixels, its shorter side at least ``size`` where the image has as many."""
        self.pictures.request(row, size, receive)
