"""A decision lands on the galaxy that was before the eyes, whatever arrived meanwhile."""

from pathlib import Path

import numpy as np
import pytest

from gzlabel.workbench.jobs import JobRunner
from gzlabel.workbench.mailbox import Mailbox
from gzlabel.workbench.paging import Paging
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
