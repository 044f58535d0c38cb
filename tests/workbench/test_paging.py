"""A decision lands on the galaxy that was before the eyes, whatever arrived meanwhile."""

import time
from pathlib import Path

import numpy as np
import pytest

from gzlabel.workbench import arrival
from gzlabel.workbench.paging import Paging
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace


def test_the_first_page_stays_when_the_vectors_arrive(workspace_path: Path, mailbox: Mailbox) -> None:
    with Workspace.open(workspace_path) as workspace:
        for one in workspace.embedding_folder.glob("reduced*"):
            one.unlink()
        workspace.set_setting("map by itself", False)
    workbench = Workbench(Workspace.open(workspace_path), JobRunner(mailbox.put))
    try:
        workbench.start()
        page = workbench.state.page
        assert page.source.startswith("random")
        assert mailbox.run_until(lambda: workbench.state.scores is not None and not workbench.state.busy)
        assert workbench.state.page is page
        workbench.next_page()
        assert workbench.state.page.source == "model"
    finally:
        workbench.close()


def test_a_key_meant_for_the_page_before_decides_nothing(workbench: Workbench, mailbox: Mailbox) -> None:
    workbench.show_similar(3)
    assert mailbox.run_until(lambda: workbench.state.page.source.startswith("similar"))
    workbench.decisions.rate(5)
    workbench.decisions.reject_rest()
    assert not workbench.state.decisions
    assert "before this page could be seen" in workbench.state.notices[-1].text


def test_once_it_was_seen_a_page_that_came_late_is_rated(
    workbench: Workbench, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbench.show_similar(3)
    assert mailbox.run_until(lambda: workbench.state.page.source.startswith("similar"))
    row = workbench.state.page.current
    monkeypatch.setattr(Paging, "is_unseen", False)
    workbench.decisions.rate(5)
    assert workbench.state.decisions[row].rating == 5


@pytest.fixture
def slow_eye(monkeypatch: pytest.MonkeyPatch) -> None:
    """An eye that takes a minute for a page, on a machine that may be busy."""
    monkeypatch.setattr(arrival, "_SIGHT_S", 10.0)
    monkeypatch.setattr(arrival, "_LONGEST_SIGHT_S", 60.0)


def complete(workbench: Workbench) -> None:
    """Rate every galaxy of the page; the next one comes by itself."""
    for _ in range(len(workbench.state.page.rows)):
        workbench.decisions.rate(2)


@pytest.mark.usefixtures("slow_eye")
def test_who_ends_a_page_that_was_complete_already_says_nothing_of_the_next(
    workbench: Workbench, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits_for_the_next_page(workbench, mailbox)
    complete(workbench)
    page = workbench.state.page.rows
    assert len(page) == 24
    workbench.decisions.reject_rest()
    assert workbench.state.page.rows == page
    assert not set(page) & set(workbench.state.decisions)
    assert "complete already" in workbench.state.notices[-1].text
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 60.0)
    workbench.decisions.reject_rest()
    assert set(page) <= set(workbench.state.decisions)


@pytest.mark.usefixtures("slow_eye")
def test_a_page_that_the_model_chose_late_is_not_ended_either(workbench: Workbench, mailbox: Mailbox) -> None:
    complete(workbench)
    assert workbench.state.choosing
    workbench.decisions.reject_rest()
    assert mailbox.run_until(lambda: bool(workbench.state.page.rows))
    page = workbench.state.page.rows
    workbench.decisions.reject_rest()
    assert workbench.state.page.rows == page
    assert not set(page) & set(workbench.state.decisions)


def test_the_page_taken_back_may_be_ended_at_once(workbench: Workbench, mailbox: Mailbox) -> None:
    waits_for_the_next_page(workbench, mailbox)
    page = workbench.state.page.rows
    complete(workbench)
    workbench.decisions.undo()
    assert workbench.state.page.rows == page
    workbench.decisions.reject_rest()
    assert workbench.state.decisions[page[-1]].rating == 0


def test_a_page_that_was_asked_for_may_be_ended_at_once(workbench: Workbench, mailbox: Mailbox) -> None:
    waits_for_the_next_page(workbench, mailbox)
    complete(workbench)
    workbench.show_rows(np.arange(200, 204), "the selection")
    workbench.decisions.reject_rest()
    assert set(range(200, 204)) <= set(workbench.state.decisions)


def test_one_galaxy_a_page_is_taken_in_at_once(
    workbench: Workbench, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbench.set_page_size(1)
    waits_for_the_next_page(workbench, mailbox)
    workbench.decisions.reject_rest()
    waits_for_the_next_page(workbench, mailbox)
    complete(workbench)
    (row,) = workbench.state.page.rows
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 0.04)
    workbench.decisions.reject_rest()
    assert workbench.state.decisions[row].rating == 0


def test_a_galaxy_beside_the_page_is_rated_and_the_page_stays(workbench: Workbench) -> None:
    page = workbench.state.page
    other = next(row for row in range(300) if row not in page.rows)
    workbench.go_to(other)
    assert (workbench.state.current, workbench.state.page) == (other, page)
    workbench.decisions.rate(4)
    assert set(workbench.state.decisions) == {other}
    assert (workbench.state.aside, workbench.state.current) == (None, page.rows[0])
    workbench.decisions.undo()
    assert not workbench.state.decisions
    assert (workbench.state.current, workbench.state.page) == (other, page)
    workbench.come_back()
    assert workbench.state.current == page.rows[0]


def test_a_decision_is_mended_or_taken_away(workbench: Workbench) -> None:
    first, second = workbench.state.page.rows[:2]
    workbench.decisions.rate(5)
    workbench.decisions.rate(4)
    workbench.decisions.rate_rows([first], 1)
    assert [one.row for one in workbench.state.recent] == [first, second]
    workbench.decisions.clear(second)
    assert {row: one.rating for row, one in workbench.state.decisions.items()} == {first: 1}
    assert [one.row for one in workbench.state.recent] == [first]
    workbench.decisions.undo()
    assert workbench.state.decisions[second].rating == 4


def test_why_a_galaxy_was_before_the_eyes_is_in_the_journal(workbench: Workbench) -> None:
    workbench.decisions.rate(0)
    workbench.go_to(next(row for row in range(300) if row not in workbench.state.page.rows))
    workbench.decisions.rate(0)
    workbench.show_rows(np.arange(3), "the selection")
    workbench.decisions.rate(0)
    found = workbench._workspace.journal.history(workbench.state.interest)
    assert [one.purpose for one in found] == ["search", "manual", "manual"]


def waits_for_the_next_page(workbench: Workbench, mailbox: Mailbox) -> None:
    assert mailbox.run_until(lambda: bool(workbench.state.upcoming) and not workbench.state.busy)


def test_enter_shows_at_once_what_was_chosen_while_the_page_was_looked_at(
    workbench: Workbench, mailbox: Mailbox
) -> None:
    workbench.set_page_size(5)
    waits_for_the_next_page(workbench, mailbox)
    expected, rejected = workbench.state.upcoming, workbench.state.page.rows
    workbench.decisions.reject_rest()
    page = workbench.state.page
    assert (page.rows, page.source, workbench.state.choosing) == (expected, "model", False)
    assert len(page.rows) == 5
    assert not set(rejected) & set(page.rows)


def test_the_page_after_knows_every_decision_made_before_this_page(
    workbench: Workbench, mailbox: Mailbox
) -> None:
    seen: list[int] = []
    for _ in range(4):
        waits_for_the_next_page(workbench, mailbox)
        n_decided = len(workbench.state.decisions)
        workbench.decisions.reject_rest()
        assert not set(workbench.state.page.rows) & set(workbench.state.decisions)
        seen.extend(workbench.state.page.rows)
        waits_for_the_next_page(workbench, mailbox)
        assert workbench.state.scores is not None
        assert workbench.state.scores.n_labels > n_decided
    assert len(set(seen)) == len(seen)


def test_a_choice_made_for_another_page_is_not_offered(workbench: Workbench, mailbox: Mailbox) -> None:
    waits_for_the_next_page(workbench, mailbox)
    workbench.decisions.reject_rest()
    workbench.decisions.reject_rest()
    assert workbench.state.choosing
    assert mailbox.run_until(lambda: not workbench.state.choosing)
    assert not set(workbench.state.page.rows) & set(workbench.state.decisions)


def test_after_undo_no_page_of_the_undone_is_offered(workbench: Workbench, mailbox: Mailbox) -> None:
    workbench.decisions.rate(5)
    waits_for_the_next_page(workbench, mailbox)
    workbench.decisions.undo()
    assert not workbench.state.decisions
    workbench.next_page()
    assert workbench.state.choosing
    assert mailbox.run_until(lambda: not workbench.state.choosing)
    assert workbench.state.scores is not None
    assert workbench.state.scores.n_labels == 0


def test_another_acquisition_offers_no_page_of_the_one_before(workbench: Workbench, mailbox: Mailbox) -> None:
    waits_for_the_next_page(workbench, mailbox)
    workbench.set_acquisition("most_uncertain")
    workbench.next_page()
    assert workbench.state.choosing
    assert mailbox.run_until(lambda: not workbench.state.choosing)
    assert workbench.state.page.acquisition == "most_uncertain"


def test_hyperparameters_chosen_anew_leave_the_page_as_it_is(workbench: Workbench, mailbox: Mailbox) -> None:
    workbench.set_page_size(15)
    waits_for_the_next_page(workbench, mailbox)
    workbench.next_page()
    for rating in (5, 4, *([0] * 9)):
        workbench.decisions.rate(rating)
    page = workbench.state.page
    assert mailbox.run_until(lambda: workbench._modelling._fitting.n_fits > 0 and not workbench.state.busy)
    assert workbench.state.page is page
    assert workbench.state.scores is not None
    assert workbench.state.scores.n_labels == 11
