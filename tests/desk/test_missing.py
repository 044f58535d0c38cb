"""A panel without content: is it on its way, did it fail, or is there nothing?"""

from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from gzlabel.desk.keys.keyboard import Keyboard
from gzlabel.desk.missing import clusters_missing, map_missing, model_missing, page_missing, ranking_missing
from gzlabel.desk.panels.ranking import RankingPanel
from gzlabel.desk.window import DeskWindow
from gzlabel.workbench.state import Clusters, Counts, CutView, Job, Page, Part, Scores, State
from tests.desk.fake_workbench import FakeWorkbench
from tests.desk.open_tab import tab

EMBEDDING, ATLAS = Job("embedding", "Vectors", "", None), Job("atlas", "Map", "", None)
NO_CLUSTERS = Clusters(np.full(9, -1, np.int32), ())
NO_ROWS = CutView("a > 1", np.zeros(9, dtype=bool))
SOME_ROWS = CutView("a > 1", np.arange(9) < 3)
SHOWN = Page((1, 2), number=1)
FAILED = {"atlas": "the disk is full"}


def state(**changes: Any) -> State:
    return State("rings", ("rings",), 9, **changes)


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("The vectors are being made; then comes the map.", {"jobs": (EMBEDDING,)}),
        ("The map is on its way.", {"jobs": (ATLAS,)}),
        ("the disk is full", {"ended": FAILED}),
        ("The map is on its way.", {"read_only": True}),
        ("No map yet: Ctrl+M builds it.", {"settings": {"map by itself": False}, "page": SHOWN}),
        (
            "No map was made yet, and this workspace is open for reading only.",
            {"read_only": True, "page": SHOWN},
        ),
    ],
)
def test_why_there_is_no_map(words: str, changes: dict[str, Any]) -> None:
    assert map_missing(state(**changes), Keyboard()) == words


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("The vectors are being made; then comes the map.", {"jobs": (EMBEDDING,)}),
        ("the disk is full", {"ended": FAILED}),
        ("Nothing stands apart on this map: no clusters, or all are dismissed.", {"clusters": NO_CLUSTERS}),
        ("No cluster has a galaxy within the cut.", {"clusters": NO_CLUSTERS, "cut": SOME_ROWS}),
    ],
)
def test_why_there_are_no_clusters(words: str, changes: dict[str, Any]) -> None:
    assert clusters_missing(state(**changes), Keyboard()) == words


@pytest.mark.parametrize(
    ("is_final", "jobs", "words"),
    [
        (False, (ATLAS,), "The clusters come when the map is finished."),
        (False, (), "No clusters yet: they come with the map, which Ctrl+M builds."),
        (True, (), "The clusters are being chosen."),
    ],
)
def test_clusters_wait_for_their_map(
    workbench: FakeWorkbench, is_final: bool, jobs: tuple[Job, ...], words: str
) -> None:
    present = workbench.state.map
    assert present is not None
    one = type(present)(present.positions, present.stage, is_final)
    assert clusters_missing(state(map=one, jobs=jobs), Keyboard()) == words


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("The vectors are being made; then comes the ranking.", {"jobs": (EMBEDDING,)}),
        ("no image can be read", {"ended": {"embedding": "no image can be read"}}),
        ("The model has yet to learn your ratings.", {"counts": Counts(ratings=3)}),
        ("No galaxy is within the cut.", {"cut": NO_ROWS}),
        ("The ranking comes with the first ratings.", {}),
    ],
)
def test_why_there_is_no_ranking(words: str, changes: dict[str, Any]) -> None:
    assert ranking_missing(state(**changes)) == words


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("Choosing the next galaxies …", {}),
        ("Choosing the next galaxies …", {"page": Page(number=2), "choosing": True}),
        ("No galaxy is within the cut.", {"page": Page(number=2), "cut": NO_ROWS}),
        ("Every galaxy within the cut is decided.", {"page": Page(number=2), "cut": SOME_ROWS}),
        ("Every galaxy that has a vector is decided: nothing is left to offer", {"page": Page(number=2)}),
    ],
)
def test_why_no_galaxy_is_on_offer(words: str, changes: dict[str, Any]) -> None:
    assert page_missing(state(**changes)) == words


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("There is no model yet: it comes with the vectors and the first ratings.", {}),
        ("The model has yet to learn your ratings.", {"counts": Counts(ratings=3)}),
        ("no image can be read", {"ended": {"embedding": "no image can be read"}}),
    ],
)
def test_why_there_is_no_model(words: str, changes: dict[str, Any]) -> None:
    assert model_missing(state(**changes)) == words


def test_the_panels_say_so_and_stop_when_there_is_something(
    desk: DeskWindow, workbench: FakeWorkbench
) -> None:
    views, full = desk.views, workbench.state
    empty = {"map": None, "clusters": None, "scores": None, "ranking": full.ranking[:0], "page": Page()}
    workbench.put(*Part, **empty, jobs=(EMBEDDING,))
    desk._unhurried.catch_up()
    assert views.clusters.lines.nothing_text() == "The vectors are being made; then comes the map."
    ranking = tab(desk, RankingPanel).lines
    assert ranking.nothing_text() == "The vectors are being made; then comes the ranking."
    desk.grab()
    workbench.put(Part.JOBS, jobs=(), ended=FAILED)
    desk._unhurried.catch_up()
    assert views.clusters.lines.nothing_text() == "the disk is full"
    desk.grab()
    workbench.put(*Part, map=full.map, clusters=full.clusters, scores=full.scores, ranking=full.ranking)
    desk._unhurried.catch_up()
    QApplication.processEvents()
    assert views.clusters.lines.n_lines == 6
    assert ranking.n_lines == 200


def test_before_the_first_rating_nothing_is_ranked(desk: DeskWindow, workbench: FakeWorkbench) -> None:
    same, n = np.full(300, 0.1, np.float32), workbench.state.n_galaxies
    alike = Scores(same, same, same, 1, 0, "exploring")
    workbench.put(Part.RANKING, Part.SCORES, scores=alike, ranking=np.arange(n))
    desk._unhurried.catch_up()
    assert tab(desk, RankingPanel).lines.n_lines == 0
    told_apart = Scores(np.linspace(2, 0, n, dtype=np.float32), same, same, 2, 0, "searching")
    workbench.put(Part.RANKING, Part.SCORES, scores=told_apart, ranking=np.arange(n))
    desk._unhurried.catch_up()
    assert tab(desk, RankingPanel).lines.n_lines == n
