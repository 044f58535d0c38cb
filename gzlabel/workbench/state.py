"""What the desk shows, as frozen values: a verb replaces the state whole, so no view sees half a change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from gzlabel.atlas import PointIndex
from gzlabel.catalogue.images import Stretch
from gzlabel.interest import Forecast
from gzlabel.workbench.cut_view import CutView
from gzlabel.workbench.trust import Trust
from gzlabel.workspace import Annotation


class Part(StrEnum):
    """The parts of the state a view can follow."""

    PAGE = "page"
    UPCOMING = "upcoming"
    SCORES = "scores"
    CLUSTERS = "clusters"
    ATLAS = "atlas"
    CUT = "cut"
    IMAGES = "images"
    ANNOTATIONS = "annotations"
    RANKING = "ranking"
    DECISIONS = "decisions"
    SELECTION = "selection"
    INTERESTS = "interests"
    JOBS = "jobs"
    NOTICES = "notices"
    TRAINING = "training"
    SETTINGS = "settings"
    SAVING = "saving"


@dataclass(frozen=True)
class Decision:
    """What a person said of one galaxy: a rating 0-5, or that none can be given."""

    row: int
    kind: str
    rating: int | None
    rater: str
    at: str
    seconds: float

    @property
    def label(self) -> str:
        """One or two characters for a tile's corner."""
        marks = {"skip": "–", "artefact": "×", "cannot_tell": "?"}
        return str(self.rating) if self.rating is not None else marks[self.kind]


@dataclass(frozen=True)
class Page:
    """The galaxies on offer. ``cursor`` is the index within ``rows`` of the current one.

    ``source`` says in English why they are, with ``{0}`` in the place of ``about``: "similar to {0}".
    ``cluster`` is the key of the cluster they are from, if any. ``purposes`` names by row those that are on the
    page for the sake of trust: "repeat", rated before and shown again unmarked, and "known".
    """

    rows: tuple[int, ...] = ()
    cursor: int = 0
    number: int = 0
    source: str = "model"
    about: str = ""
    cluster: str = ""
    purposes: Mapping[int, str] = field(default_factory=dict)
    model_version: int = 0
    acquisition: str = ""

    @property
    def current(self) -> int | None:
        """Catalogue row under the cursor; None on an empty page."""
        return self.rows[self.cursor] if self.rows else None


@dataclass(frozen=True)
class Scores:
    """The posterior over the whole catalogue, on the scale of ratings 0-5.

    ``mean``, ``std``, ``acquisition`` are read-only float32 ``(n_galaxies,)``; NaN where there is no vector.
    """

    mean: NDArray[np.float32]
    std: NDArray[np.float32]
    acquisition: NDArray[np.float32]
    model_version: int
    n_labels: int
    phase: str  # see `gzlabel.interest.phases`


@dataclass(frozen=True)
class Lesson:
    """What the model learnt since the last page: rows with the change of their expected rating, largest first."""

    rose: tuple[tuple[int, float], ...] = ()
    fell: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True)
class ClusterSummary:
    """One line of the clusters panel."""

    key: str  # stable across re-choices as long as the tree node is the same
    name: str
    rows: NDArray[np.int64]
    n_rated: int
    n_liked: int
    mean: float
    std: float
    change: float  # of the mean since the last page
    typical: tuple[int, ...]
    borderline: tuple[int, ...]
    surprising: tuple[int, ...]
    share_liked: float = 0.0  # of the members, by their rating or by what the model expects
    alert: str = ""  # "expected interesting, unseen" or "likely artefacts"

    @property
    def size(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Clusters:
    """The clusters chosen at this moment. ``labels`` ``(n_galaxies,)`` indexes ``summaries``; -1 is noise."""

    labels: NDArray[np.int32]
    summaries: tuple[ClusterSummary, ...]


@dataclass(frozen=True)
class Map:
    """Positions ``(n_galaxies, 2)`` float32 for the eye; ``stage`` says which map this is, in plain words.

    ``index`` holds them sorted, where the background has done that already.
    """

    positions: NDArray[np.float32]
    stage: str
    is_final: bool
    index: PointIndex | None = None
    is_refitted: bool = False


@dataclass(frozen=True)
class Job:
    """A long task of the background."""

    key: str
    title: str
    message: str
    fraction: float | None
    can_cancel: bool = True
    seconds_left: float | None = None  # of what ``message`` says; None while that cannot be told


@dataclass(frozen=True)
class Notice:
    """Something to read. ``level`` is "info", "warning" or "error"; ``detail`` holds a traceback."""

    level: str
    text: str
    detail: str = ""


@dataclass(frozen=True)
class Counts:
    """How far this interest has come."""

    ratings: int = 0
    skips: int = 0
    unclear: int = 0  # marked "cannot tell"
    artefacts: int = 0
    liked: int = 0  # rated 3 or more


@dataclass(frozen=True)
class State:
    """Everything the desk can show.

    ``decisions`` leaves out what was said of galaxies that are shown again blind, until they are decided anew.
    """

    interest: str
    interests: tuple[str, ...]
    n_galaxies: int
    rater: str = ""
    page: Page = Page()
    aside: int | None = None  # looked at beside the page, which stays as it is
    choosing: bool = False  # the next page is being chosen
    upcoming: tuple[int, ...] = ()  # rows of the next page as chosen so far, for their pictures
    decisions: Mapping[int, Decision] = field(default_factory=dict)  # row -> current, of this interest
    recent: tuple[Decision, ...] = ()  # newest first, at most twenty
    counts: Counts = Counts()
    found: tuple[int, ...] = ()  # cumulative number of liked galaxies after each rating, in order
    scores: Scores | None = None
    forecast: Forecast | None = None
    looks: int | None = None  # to be rated in all, as the person means to; None where unsaid
    lesson: Lesson = Lesson()
    trust: Trust = field(default_factory=Trust)
    clusters: Clusters | None = None
    map: Map | None = None
    ranking: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    annotations: Mapping[int, Annotation] = field(default_factory=dict)  # of all interests
    cut: CutView = field(default_factory=CutView)
    stretch: Stretch | None = None  # of the images; None as they come
    selection: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    busy: bool = False  # model or clusters are behind the decisions
    jobs: tuple[Job, ...] = ()
    ended: Mapping[str, str] = field(default_factory=dict)  # key of a job -> why it ended without a result
    notices: tuple[Notice, ...] = ()
    trained: tuple[str, ...] = ()  # names of the classifiers, the newest first
    saved: bool = True  # everything decided is on the disk
    saving: bool = False  # some of it is on its way there
    read_only: bool = False
    can_undo: bool = False
    can_redo: bool = False
    settings: Mapping[str, object] = field(default_factory=dict)

    @property
    def current(self) -> int | None:
        """Row of the galaxy that is looked at, and that a key decides on; None where there is none."""
        return self.aside if self.aside is not None else self.page.current

    @property
    def undecided(self) -> tuple[int, ...]:
        """Rows of the page on which nothing is decided yet, in their order."""
        return tuple(row for row in self.page.rows if row not in self.decisions)

    @property
    def is_page_coming(self) -> bool:
        """Whether nothing is on offer only because the next page, or the first, is being chosen."""
        return not self.page.rows and (self.choosing or self.page.number == 0)

    @property
    def is_model_coming(self) -> bool:
        """Whether there are ratings that no model has learnt yet."""
        return self.scores is None and self.counts.ratings > 0
