"""Decisions, undo and redo: worked by hand, and against a plain model over random sessions."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from gzlabel.errors import WorkspaceError
from gzlabel.workspace import NewDecision, Workspace
from tests.workspace.conftest import small_table

RINGS = "interesting"


def rated(row: int, rating: int) -> NewDecision:
    return NewDecision(row, "rating", rating, 1.5, 1, 7, "expected_improvement")


def test_a_decision_is_recorded_with_who_why_and_how_long(workspace: Workspace) -> None:
    workspace.journal.append(RINGS, [rated(3, 5)])
    (decision,) = workspace.journal.current(RINGS)
    assert (decision.row, decision.kind, decision.rating, decision.rater) == (3, "rating", 5, "Anna")
    assert (decision.seconds, decision.page, decision.model_version) == (1.5, 1, 7)
    assert (decision.acquisition, decision.purpose) == ("expected_improvement", "search")
    assert decision.at.endswith("+00:00")


def test_the_last_word_on_a_galaxy_counts(workspace: Workspace) -> None:
    workspace.journal.append(RINGS, [rated(3, 5), rated(4, 1)])
    workspace.journal.append(RINGS, [rated(3, 2)])
    assert [(d.row, d.rating) for d in workspace.journal.current(RINGS)] == [(4, 1), (3, 2)]


def test_labels_hold_skips_as_nan(workspace: Workspace) -> None:
    workspace.journal.append(RINGS, [rated(3, 5), NewDecision(4, "skip")])
    labels = workspace.journal.labels(RINGS)
    np.testing.assert_array_equal(labels.rows, [3, 4])
    np.testing.assert_array_equal(labels.ratings, np.array([5, np.nan], np.float32))
    assert labels.kinds.tolist() == ["rating", "skip"]


def test_one_undo_takes_a_page_back_whole(workspace: Workspace) -> None:
    workspace.journal.append(RINGS, [rated(0, 4)])
    workspace.journal.append(RINGS, [rated(row, 0) for row in range(12)])
    assert workspace.journal.undo(RINGS) == tuple(range(12))
    assert [(d.row, d.rating) for d in workspace.journal.current(RINGS)] == [(0, 4)]


def test_undo_and_redo_walk_the_same_path(workspace: Workspace) -> None:
    for row in range(3):
        workspace.journal.append(RINGS, [rated(row, row)])
    assert [workspace.journal.undo(RINGS) for _ in range(4)] == [(2,), (1,), (0,), ()]
    assert not workspace.journal.can_undo(RINGS)
    assert [workspace.journal.redo(RINGS) for _ in range(4)] == [(0,), (1,), (2,), ()]
    assert not workspace.journal.can_redo(RINGS)


def test_a_new_decision_ends_what_could_be_redone(workspace: Workspace) -> None:
    workspace.journal.append(RINGS, [rated(0, 4)])
    workspace.journal.undo(RINGS)
    workspace.journal.append(RINGS, [rated(1, 4)])
    assert workspace.journal.redo(RINGS) == ()


def test_undo_reaches_over_a_restart(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        workspace.journal.append(RINGS, [rated(0, 4)])
        workspace.journal.append(RINGS, [rated(1, 4)])
        workspace.journal.undo(RINGS)
    with Workspace.open(folder) as workspace:
        assert workspace.journal.can_redo(RINGS)
        assert workspace.journal.undo(RINGS) == (0,)
        assert workspace.journal.current(RINGS) == ()


def test_what_was_taken_back_stays_in_the_history(workspace: Workspace) -> None:
    workspace.journal.append(RINGS, [rated(0, 4)])
    workspace.journal.undo(RINGS)
    assert [(d.row, d.undone) for d in workspace.journal.history(RINGS)] == [(0, True)]


def test_the_history_of_galaxies_shown_for_a_purpose_holds_all_that_was_said_of_them(
    workspace: Workspace,
) -> None:
    workspace.journal.append(RINGS, [rated(0, 4), rated(1, 3)])
    workspace.journal.append(RINGS, [NewDecision(1, "rating", 2, purpose="repeat")])
    found = workspace.journal.history(RINGS, shown_as="repeat")
    assert [(d.row, d.rating) for d in found] == [(1, 3), (1, 2)]
    assert workspace.journal.history(RINGS, shown_as="known") == ()


def test_recent_is_newest_first(workspace: Workspace) -> None:
    workspace.journal.append(RINGS, [rated(row, 1) for row in range(5)])
    assert [d.row for d in workspace.journal.recent(RINGS, 3)] == [4, 3, 2]
    assert workspace.journal.recent(RINGS, 0) == ()


def test_what_an_undo_brings_back_is_as_old_as_it_was(workspace: Workspace) -> None:
    for row, rating in ((0, 5), (1, 4), (0, 1)):
        workspace.journal.append(RINGS, [rated(row, rating)])
    assert [d.row for d in workspace.journal.current(RINGS)] == [1, 0]
    workspace.journal.undo(RINGS)
    assert [(d.row, d.rating) for d in workspace.journal.current(RINGS)] == [(0, 5), (1, 4)]
    workspace.journal.append(RINGS, [rated(2, 3)])
    assert [d.row for d in workspace.journal.recent(RINGS, 2)] == [2, 1]


def test_clearing_leaves_nothing_said(workspace: Workspace) -> None:
    workspace.journal.append(RINGS, [NewDecision(2, "artefact")])
    workspace.journal.append(RINGS, [NewDecision(2, "cleared")])
    assert workspace.journal.current(RINGS) == ()
    workspace.journal.undo(RINGS)
    assert [d.kind for d in workspace.journal.current(RINGS)] == ["artefact"]


def test_interests_do_not_touch_each_other(workspace: Workspace) -> None:
    workspace.add_interest("mergers")
    workspace.journal.append(RINGS, [rated(0, 4)])
    workspace.journal.append("mergers", [rated(0, 1)])
    assert workspace.journal.undo(RINGS) == (0,)
    assert [d.rating for d in workspace.journal.current("mergers")] == [1]


def test_a_second_opinion_does_not_replace_the_first(workspace: Workspace) -> None:
    workspace.journal.append(RINGS, [rated(0, 4)])
    opinions = [NewDecision(row, "rating", 1, purpose="second") for row in (0, 1)]
    workspace.journal.append(RINGS, opinions, rater="Bela")
    assert [(d.row, d.rating) for d in workspace.journal.current(RINGS)] == [(0, 4), (1, 1)]
    assert [(d.row, d.rating) for d in workspace.journal.current(RINGS, rater="Bela")] == [(0, 1), (1, 1)]
    assert workspace.journal.raters(RINGS) == ("Anna", "Bela")


def test_an_unknown_row_records_nothing(workspace: Workspace) -> None:
    with pytest.raises(IndexError, match="row 12 is outside this catalogue of 12"):
        workspace.journal.append(RINGS, [rated(0, 4), rated(12, 4)])
    assert workspace.journal.history(RINGS) == ()
    workspace.journal.append(RINGS, [rated(0, 4)])
    assert workspace.journal.current_of(RINGS, [0, 1])[0].rating == 4


def test_a_rating_outside_the_scale_is_refused(workspace: Workspace) -> None:
    with pytest.raises(ValueError, match="kind 'skip' cannot have the rating 3"):
        NewDecision(0, "skip", 3)


def test_an_unknown_interest_is_a_sentence(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceError, match="no interest named 'arcs'; there are: interesting"):
        workspace.journal.current("arcs")


class Session(RuleBasedStateMachine):
    """Random decisions, undos, redos and restarts, against a stack of dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self._scratch = TemporaryDirectory()
        self._path = Path(self._scratch.name) / "w.gzlabel"
        self.workspace = Workspace.create(self._path, small_table(), id_column="id")
        self.done: list[dict[int, int]] = []
        self.undone: list[dict[int, int]] = []

    @rule(batch=st.dictionaries(st.integers(0, 11), st.integers(0, 5), min_size=1, max_size=3))
    def decide(self, batch: dict[int, int]) -> None:
        self.workspace.journal.append(RINGS, [rated(row, rating) for row, rating in batch.items()])
        self.done.append(batch)
        self.undone.clear()

    @rule()
    def undo(self) -> None:
        expected = self.done.pop() if self.done else {}
        assert set(self.workspace.journal.undo(RINGS)) == set(expected)
        if expected:
            self.undone.append(expected)

    @rule()
    def redo(self) -> None:
        expected = self.undone.pop() if self.undone else {}
        assert set(self.workspace.journal.redo(RINGS)) == set(expected)
        if expected:
            self.done.append(expected)

    @precondition(lambda self: self.done)
    @rule()
    def restart(self) -> None:
        self.workspace.close()
        self.workspace = Workspace.open(self._path)

    @invariant()
    def holds_the_last_words(self) -> None:
        expected: dict[int, int] = {}
        for batch in self.done:
            expected.update(batch)
        assert {d.row: d.rating for d in self.workspace.journal.current(RINGS)} == expected
        by_view = self.workspace._database.read("SELECT key FROM current_decision ORDER BY key")
        assert [d.number for d in self.workspace.journal.current(RINGS)] == [row["key"] for row in by_view]
        assert self.workspace.journal.can_undo(RINGS) == bool(self.done)
        assert self.workspace.journal.can_redo(RINGS) == bool(self.undone)

    def teardown(self) -> None:
        self.workspace.close()
        self._scratch.cleanup()


TestSession = Session.TestCase
TestSession.settings = settings(max_examples=10, stateful_step_count=15, deadline=None)
