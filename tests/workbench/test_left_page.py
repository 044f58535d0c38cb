"""The next morning begins with the page that was left, at once, where the model would be asked the same."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gzlabel.workbench.left_page import LeftPage
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import NewDecision, Workspace

KEY = "left page"


@pytest.fixture
def left(open_workbench: Callable[[], Workbench], mailbox: Mailbox) -> tuple[int, ...]:
    """What was undecided of a page of six, of which two were rated, and the head of the next."""
    workbench = open_workbench()
    workbench.set_page_size(6)
    assert mailbox.run_until(lambda: workbench.state.page.source == "model" and not workbench.state.choosing)
    for rating in (5, 0):
        workbench.decisions.rate(rating)
    assert mailbox.run_until(lambda: bool(workbench.state.upcoming) and not workbench.state.busy)
    rows = (*workbench.state.undecided, *workbench.state.upcoming)[:6]
    workbench.close()
    assert len(rows) == 6
    return rows


@pytest.fixture
def reopened(workspace_path: Path, left: tuple[int, ...], mailbox: Mailbox) -> Any:
    """Opens the workspace without waiting for anything."""
    opened: list[Workbench] = []

    def reopen() -> Workbench:
        workbench = Workbench(Workspace.open(workspace_path, rater="Vera"), JobRunner(mailbox.put))
        opened.append(workbench)
        workbench.start()
        return workbench

    yield reopen
    for workbench in opened:
        workbench.close()


def test_the_page_is_there_before_the_model(
    reopened: Callable[[], Workbench], left: tuple[int, ...], mailbox: Mailbox
) -> None:
    workbench = reopened()
    assert workbench.state.page.rows == left
    assert workbench.state.page.source == "model"
    assert workbench.state.scores is None
    assert mailbox.run_until(lambda: bool(workbench.state.upcoming))
    assert workbench.state.page.rows == left
    assert not set(workbench.state.upcoming) & set(left)


def test_what_is_learnt_from_it_is_counted_from_the_first_answer(
    reopened: Callable[[], Workbench], mailbox: Mailbox
) -> None:
    workbench = reopened()
    assert mailbox.run_until(lambda: bool(workbench.state.upcoming))
    workbench.decisions.rate(5)
    assert mailbox.run_until(lambda: bool(workbench.state.lesson.rose or workbench.state.lesson.fell))


def test_rated_before_the_model_is_there_it_waits_for_the_model_with_all_of_that(
    reopened: Callable[[], Workbench], left: tuple[int, ...], mailbox: Mailbox
) -> None:
    workbench = reopened()
    for _ in left:
        workbench.decisions.rate(1)
    assert workbench.state.choosing
    assert mailbox.run_until(lambda: bool(workbench.state.page.rows))
    assert not set(workbench.state.page.rows) & set(left)


def test_where_another_program_rated_meanwhile_the_model_is_asked(
    reopened: Callable[[], Workbench], workspace_path: Path, left: tuple[int, ...]
) -> None:
    with Workspace.open(workspace_path) as workspace:
        free = next(row for row in range(100, 300) if row not in left)
        decision = NewDecision(free, "rating", 5, 1.0, 0, 0, "elsewhere")
        workspace.journal.append(workspace.current_interest, [decision])
    assert not reopened().state.page.rows


def test_under_other_terms_the_model_is_asked(
    reopened: Callable[[], Workbench], workspace_path: Path
) -> None:
    with Workspace.open(workspace_path) as workspace:
        workspace.set_setting("acquisition", "thompson")
    assert not reopened().state.page.rows


@pytest.mark.parametrize(
    "rows", ["0, 1", [1, 1], [-1], [300], [1.0], [True], list(range(101)), [], None, {"0": 1}, "decided"]
)
def test_a_page_that_a_stranger_wrote_is_not_shown(
    reopened: Callable[[], Workbench], workspace_path: Path, rows: Any
) -> None:
    with Workspace.open(workspace_path) as workspace:
        if rows == "decided":
            rows = [workspace.journal.current(workspace.current_interest)[0].row]
        workspace.set_setting(KEY, {**workspace.setting(KEY), "rows": rows})
    assert not reopened().state.page.rows


@pytest.mark.parametrize("kept", [[], "page", {}, {"rows": [1]}, {"asked": None, "rows": [1]}])
def test_what_is_no_page_at_all_is_not_shown(
    reopened: Callable[[], Workbench], workspace_path: Path, kept: Any
) -> None:
    with Workspace.open(workspace_path) as workspace:
        workspace.set_setting(KEY, kept)
    assert not reopened().state.page.rows


def test_a_full_disk_keeps_nobody_from_closing(
    reopened: Callable[[], Workbench], full_disk: Callable[[], None], mailbox: Mailbox
) -> None:
    workbench = reopened()
    assert isinstance(workbench._left_page, LeftPage)
    assert mailbox.run_until(lambda: workbench.state.saved and not workbench.state.busy)
    full_disk()
    workbench._left_page.keep()
