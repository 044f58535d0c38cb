"""The application without a face: verbs in, frozen state out.

Every verb returns at once. What is decided is shown at once, and on the disk when `State.saved` says so; what follows
from it (posterior, next page, clusters, map) arrives later, and `Workbench.changed` says so.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.catalogue import Catalogue
from gzlabel.errors import UserError
from gzlabel.interest import acquisition_titles
from gzlabel.workbench.annotating import Annotating
from gzlabel.workbench.background import Background
from gzlabel.workbench.beginnings import Beginnings
from gzlabel.workbench.checks import Checks
from gzlabel.workbench.choices import kept_looks, kept_settings
from gzlabel.workbench.classes import Classes
from gzlabel.workbench.cutting import Cutting
from gzlabel.workbench.decisions import Decisions
from gzlabel.workbench.elsewhere import Elsewhere
from gzlabel.workbench.galaxies import Galaxies
from gzlabel.workbench.histograms import Histograms
from gzlabel.workbench.interests import Interests
from gzlabel.workbench.kin import Kindred
from gzlabel.workbench.left_page import LeftPage
from gzlabel.workbench.lists import Lists
from gzlabel.workbench.map.cluster_acts import ClusterActs
from gzlabel.workbench.map.view import MapView
from gzlabel.workbench.mending import Mending
from gzlabel.workbench.model.modeller import EngineHere, EngineRoom
from gzlabel.workbench.model.modelling import Modelling
from gzlabel.workbench.model.priors import read_prior
from gzlabel.workbench.news import ask_for_news
from gzlabel.workbench.paging import Paging
from gzlabel.workbench.pictures import Pictures
from gzlabel.workbench.rating import Rating
from gzlabel.workbench.saving import Saving
from gzlabel.workbench.session import Session
from gzlabel.workbench.sharing import Sharing
from gzlabel.workbench.signal import Signal
from gzlabel.workbench.state import State
from gzlabel.workbench.store import Store
from gzlabel.workbench.stretching import Stretching
from gzlabel.workbench.trainings import Trainings
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workspace import Workspace


class Workbench:
    """Drives one workspace.

    Parameters
    ----------
    workspace
        Open; the workbench closes it.
    runner
        Runs what takes time.
    engines
        Where the model lives, ended with the workbench; in this process unless told.

    Attributes
    ----------
    decisions, interests, beginnings
        What is said of galaxies, in which of several searches, and how these begin.
    clusters, annotations, cut
        What is done to clusters, written on galaxies, left out of the catalogue.
    background
        The long jobs.
    checks, session
        What is done for the sake of trust, and what was done since the workspace was opened.
    kindred
        The rated galaxies most like one.
    galaxies, map, pictures, stretch
        What views ask of single galaxies, of the map, of images and their brightness.
    classes, elsewhere, lists, sharing
        Examples of classes; coordinates and links; lists on disk; what goes to other programs and comes from them.
    trainings
        Classifiers learnt from what was said.
    """

    def __init__(self, workspace: Workspace, runner: JobRunner, engines: EngineRoom | None = None) -> None:
        self._workspace, self._runner, self._engines = workspace, runner, engines or EngineHere()
        self._closed = False
        settings = kept_settings(workspace)
        self._store = Store(
            State(
                interest=workspace.current_interest,
                interests=workspace.interests,
                rater=workspace.rater,
                looks=kept_looks(workspace, workspace.current_interest),
                n_galaxies=workspace.catalogue.n_galaxies,
                read_only=workspace.read_only,
                settings=settings,
                stretch=workspace.images.stretch,
            )
        )
        self._rating = Rating(workspace, self._store, runner)
        self._saving = Saving(workspace, self._store, runner, self._rating)
        self._paging = Paging(self._store, self._rating, int(str(settings["page size"])))
        self._modelling = Modelling(workspace, self._store, runner, self._rating, self._paging, self._engines)
        self._modelling.read_prior = partial(read_prior, workspace.catalogue)
        self.decisions = Decisions(self._store, self._rating, self._paging, self._modelling)
        self.interests = Interests(workspace, self._store, self._rating, self._paging, self._modelling)
        self.map = MapView(self._store, workspace.catalogue)
        self.galaxies = Galaxies(workspace, self._store, runner)
        self.annotations = Annotating(workspace, self._store)
        self.cut = Cutting(workspace, self._store, self._on_cut)
        self.clusters = ClusterActs(workspace, self._store, self._modelling)
        self.background = Background(
            workspace, self._store, runner, self._rating, self._modelling, self.clusters
        )
        self.pictures = Pictures(workspace.images, runner)
        self.kindred = Kindred(self._store, self._rating, self.background, runner)
        self.checks = Checks(workspace, self._store, self._rating, runner)
        self.session = Session(workspace, self._store, self._rating)
        self._paging.mixed = self.checks.mixed
        self._left_page = LeftPage(workspace, self._store, self._rating, self._paging)
        self.stretch = Stretching(workspace, self._store, self.pictures, runner)
        self.classes = Classes(workspace.catalogue, self._store, runner)
        self.elsewhere = Elsewhere(workspace, self._store)
        self.lists = Lists(workspace, self._store, self._rating, self._modelling)
        self.sharing = Sharing(workspace, self._store, runner, self.lists.write, self.go_to, self.select)
        self.trainings = Trainings(workspace, self._store, runner, self._modelling)
        self.beginnings = Beginnings(workspace, self._store, runner, self.interests, self._paging)

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

    @property
    def mending(self) -> Mending:
        """Whether the folder is sound."""
        return Mending(self.path, self._runner)

    @cached_property
    def histograms(self) -> Histograms:
        """How columns are distributed."""
        return Histograms(self.catalogue, self._store, self._runner, self.cut, self.select)

    def start(self) -> None:
        """Show what is known, and begin what is missing."""
        for text in filter(None, (*self._workspace.problems, self._workspace.read_only_because)):
            self._store.notify("warning", text)
        self._rating.reload()
        self.clusters.refresh()
        self.annotations.reload()
        self.cut.reload()
        self.trainings.reload()
        self.checks.reload()
        ask_for_news(self._store, self._runner)
        is_page_there = self._left_page.show()
        self.background.start(str(self.state.settings["encoder"]))
        if not (is_page_there or self._modelling.is_ready):
            self._paging.turn()

    def save(self) -> bool:
        """Wait until all that was decided is on the disk; False where it is not, once, and notices say why."""
        if self._closed or self.state.read_only or self._saving.finish():
            return True
        self._store.notify(
            "warning", "Not all decisions reached the disk. Close the workspace again to leave it as it is"
        )
        return False

    def close(self) -> None:
        """End every job and close the workspace, which waits for what is on its way to the disk."""
        if not self._closed:
            self._closed = True
            self.session.keep()
            self._left_page.keep()
            self.sharing.close()
            model_is_gone = self._engines.dismiss()
            self._runner.close()
            model_is_gone()
            self._workspace.close()

    def _on_cut(self) -> None:
        self._paging.turn_anew()
        self._modelling.ask_anew()

    def next_page(self) -> None:
        """Turn to the next page."""
        self._paging.turn()

    def move(self, step: int) -> None:
        """Move the cursor along the page."""
        self._paging.move(step)

    def go_to(self, row: int) -> None:
        """Look at one galaxy; where it is not on the page, the page stays as it is."""
        self._paging.go_to(row)

    def come_back(self) -> None:
        """From a galaxy beside the page back to the page."""
        self._paging.come_back()

    def set_page_size(self, n: int) -> None:
        """Offer ``n`` galaxies a page, 1 to 100, from the next page on."""
        self._paging.page_size = min(max(n, 1), 100)
        self.set_setting("page size", self._paging.page_size)
        self._modelling.ask()

    def show_rows(
        self, rows: Sequence[int] | NDArray[np.int64], source: str, *, about: str = "", cluster: str = ""
    ) -> None:
        """Offer these galaxies as a page; ``source``, ``about`` and ``cluster`` as `Page` has them."""
        within = self.state.cut.among(rows)
        if len(within):
            offered = self._paging.first_of(within.tolist())
            self._paging.show(offered, source, about=about, cluster=cluster)
        elif len(rows):
            self._store.notify(
                "warning", f"All {len(rows):,} galaxies ({source.format(about)}) are outside the cut"
            )

    def show_similar(self, row: int) -> None:
        """Offer the galaxies most like one."""
        self.background.similar(
            row,
            self._paging.page_size,
            lambda rows: self._paging.show_later(rows, "similar to {0}", self.galaxies.id_of(row)),
        )

    def select(self, rows: Sequence[int] | NDArray[np.int64]) -> None:
        """Make these galaxies the selection that map, page, clusters and ranking share."""
        self._store.replace(selection=np.unique(np.asarray(rows, dtype=np.int64)))

    def explain(self, row: int, receive: Callable[[Any], None]) -> None:
        """Hand over an `gzlabel.interest.Explanation` of one galaxy."""
        self._modelling.explain(row, receive)

    def set_acquisition(self, name: str) -> None:
        """Choose pages by another acquisition function."""
        self.set_setting("acquisition", name)
        self._modelling.ask()

    def set_setting(self, key: str, value: object) -> None:
        """Remember a setting with the workspace."""
        if not self.state.read_only:
            try:
                self._workspace.set_setting(key, value)
            except UserError as error:
                self._store.notify("warning", str(error))
        self._store.replace(settings={**self.state.settings, key: value})

    def acquisition_titles(self) -> dict[str, str]:
        """What `set_acquisition` accepts, and what to call it on screen."""
        return acquisition_titles()

    def embed(self, encoder: str, options: Mapping[str, object] | None = None) -> None:
        """Turn the images into vectors with another encoder; ``options`` as of `make_encoder`."""
        self.set_setting("encoder", encoder)
        self.background.embed(encoder, options)

    def dismiss_notice(self, index: int) -> None:
        """Take a notice off the screen."""
        notices = self.state.notices
        self._store.replace(notices=(*notices[:index], *notices[index + 1 :]))
