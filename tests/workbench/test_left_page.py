"""The next morning begins with the page that was left, at once, where the model would be asked the same."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gzlabel.embedding import import_matrix
from gzlabel.workbench.choices import looks_key
from gzlabel.workbench.model.priors import SETTING
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import NewDecision, Workspace

KEY = "left page"


class Evening:
    """A workbench on a page of six of which two are rated, closed and opened again without waiting for anything."""

    def __init__(self, path: Path, mailbox: Mailbox) -> None:
        self._path, self._mailbox = path, mailbox
        self.workbench = self._open()
        self.workbench.set_setting("map by itself", False)
        self.workbench.set_page_size(6)
        self.settle()
        self.workbench.next_page()
        self.settle()
        self.rate(5, 0)

    def rate(self, *ratings: int) -> None:
        for rating in ratings:
            self.workbench.decisions.rate(rating)
        self.settle()

    def settle(self) -> None:
        """Until the model has answered everything, and the next page is chosen."""
        assert self._mailbox.run_until(
            lambda: (
                bool(self.workbench.state.upcoming)
                and not (
                    self.workbench.state.busy or self.workbench.state.choosing or self.workbench.state.jobs
                )
            )
        )

    def morning(self, read_only: bool = False) -> Workbench:
        self.workbench.close()
        self.workbench = self._open(read_only)
        return self.workbench

    def changed_meanwhile(self, change: Callable[[Workspace], None]) -> Workbench:
        """What is there in the morning after another program had the workspace in the night."""
        self.workbench.close()
        with Workspace.open(self._path) as workspace:
            change(workspace)
        self.workbench = self._open()
        return self.workbench

    def _open(self, read_only: bool = False) -> Workbench:
        workspace = Workspace.open(self._path, rater="Vera", read_only=read_only)
        workbench = Workbench(workspace, JobRunner(self._mailbox.put))
        workbench.start()
        return workbench


@pytest.fixture
def evening(workspace_path: Path, mailbox: Mailbox) -> Iterator[Evening]:
    one = Evening(workspace_path, mailbox)
    yield one
    one.workbench.close()


def test_the_page_is_there_before_the_model_and_stays(evening: Evening, mailbox: Mailbox) -> None:
    undecided = evening.workbench.state.undecided
    workbench = evening.morning()
    assert workbench.state.page.rows == undecided
    assert workbench.state.page.source == "model"
    assert workbench.state.scores is None
    assert mailbox.run_until(lambda: bool(workbench.state.upcoming))
    assert workbench.state.page.rows == undecided
    assert not set(workbench.state.upcoming) & set(undecided)


def test_the_journal_says_which_model_chose_it(evening: Evening) -> None:
    evening.rate(1, 1, 1, 1)  # a second page
    page = evening.workbench.state.page
    assert page.model_version > 0
    workbench = evening.morning()
    workbench.decisions.rate(3)
    interest = workbench.state.interest
    said = workbench._workspace.journal.current_of(interest, [page.rows[0]])[page.rows[0]]
    assert (said.model_version, said.acquisition) == (page.model_version, page.acquisition)


def test_versions_of_the_model_go_on_from_the_day_before(evening: Evening) -> None:
    evening.rate(1, 1, 1, 1, 2)
    before = evening.workbench.state.scores
    assert before is not None
    version = evening.workbench.state.page.model_version
    assert version > 1
    evening.morning()
    evening.settle()
    assert evening.workbench.state.scores is not None
    assert evening.workbench.state.scores.model_version > version


@pytest.mark.parametrize("n_rated", [4, 5])
def test_of_a_page_nearly_done_the_next_one_is_shown(evening: Evening, n_rated: int) -> None:
    evening.rate(*([1] * (n_rated - 2)))
    upcoming, version = evening.workbench.state.upcoming, evening.workbench._paging.ready[1]
    page = evening.morning().state.page
    assert (page.rows, page.model_version) == (upcoming, version)


def test_of_a_page_that_the_person_chose_the_next_one_is_shown(evening: Evening) -> None:
    evening.workbench.show_rows(range(40, 46), "the selection")
    evening.settle()
    upcoming = evening.workbench.state.upcoming
    assert evening.morning().state.page.rows == upcoming


def test_a_check_on_the_page_does_not_show_by_its_absence(evening: Evening) -> None:
    paging = evening.workbench._paging
    paging.show([*evening.workbench.state.undecided, 200], "model", purposes={200: "known"})
    evening.settle()
    upcoming = evening.workbench.state.upcoming
    assert evening.morning().state.page.rows == upcoming


def test_a_page_of_another_acquisition_function_is_not_told_as_of_this_one(
    evening: Evening, mailbox: Mailbox
) -> None:
    before = evening.workbench.state.undecided
    evening.workbench.set_acquisition("thompson")
    assert evening.morning().state.page.rows != before


def test_before_the_model_chose_the_next_page_an_old_one_is_forgotten(evening: Evening) -> None:
    evening.morning()
    assert evening.workbench.state.page.rows
    for _ in evening.workbench.state.page.rows:
        evening.workbench.decisions.rate(1)
    assert not evening.morning().state.page.rows


def test_what_is_learnt_from_it_is_counted_from_the_first_answer(evening: Evening, mailbox: Mailbox) -> None:
    workbench = evening.morning()
    assert mailbox.run_until(lambda: bool(workbench.state.upcoming))
    workbench.decisions.rate(5)
    assert mailbox.run_until(lambda: bool(workbench.state.lesson.rose or workbench.state.lesson.fell))


def test_rated_before_the_model_is_there_it_waits_for_the_model_with_all_of_that(
    evening: Evening, mailbox: Mailbox
) -> None:
    workbench = evening.morning()
    left = workbench.state.page.rows
    for _ in left:
        workbench.decisions.rate(1)
    assert workbench.state.choosing
    assert mailbox.run_until(lambda: bool(workbench.state.page.rows))
    assert not set(workbench.state.page.rows) & set(left)


def test_a_second_program_that_may_only_read_shows_it_too(evening: Evening) -> None:
    undecided = evening.workbench.state.undecided
    assert evening.morning(read_only=True).state.page.rows == undecided
    assert evening.morning().state.page.rows == undecided


def say(workspace: Workspace, row: int, rating: int) -> None:
    decision = NewDecision(row, "rating", rating, 1.0, 0, 0, "elsewhere")
    workspace.journal.append(workspace.current_interest, [decision])


def another_rating(workspace: Workspace) -> None:
    say(workspace, min({*range(100, 110)} - set(workspace.setting(KEY)["rows"])), 5)


def a_changed_rating(workspace: Workspace) -> None:
    say(workspace, workspace.journal.current(workspace.current_interest)[0].row, 3)


def another_acquisition(workspace: Workspace) -> None:
    workspace.set_setting("acquisition", "thompson")


def a_cut(workspace: Workspace) -> None:
    workspace.set_setting("cut", "magnitude < 30")


def other_looks(workspace: Workspace) -> None:
    workspace.set_setting(looks_key(workspace.current_interest), 500)


def new_vectors(workspace: Workspace) -> None:
    vectors = np.random.default_rng(3).normal(size=(300, 12)).astype(np.float32)
    np.save(workspace.path / "others.npy", vectors)
    import_matrix(workspace.path / "others.npy", workspace.embedding_folder, 300).reduced()


def another_interest(workspace: Workspace) -> None:
    workspace.add_interest("rings")
    workspace.current_interest = "rings"


@pytest.mark.parametrize(
    "change",
    [
        another_rating,
        a_changed_rating,
        another_acquisition,
        a_cut,
        other_looks,
        another_interest,
        new_vectors,
    ],
)
def test_where_the_model_would_be_asked_something_else_it_is_asked(
    evening: Evening, change: Callable[[Workspace], None]
) -> None:
    assert not evening.changed_meanwhile(change).state.page.rows


def test_galaxies_that_left_the_cut_are_not_shown(evening: Evening) -> None:
    evening.workbench.cut.set("magnitude < 19")
    evening.settle()

    def change(workspace: Workspace) -> None:
        workspace.set_setting(KEY, {**workspace.setting(KEY), "rows": [299]})

    assert not evening.changed_meanwhile(change).state.page.rows


def test_an_interest_that_starts_from_a_column_waits_for_the_model(evening: Evening) -> None:
    evening.workbench.set_setting(SETTING, {evening.workbench.state.interest: "magnitude"})
    evening.settle()
    assert not evening.morning().state.page.rows


@pytest.mark.parametrize(
    "rows", ["0, 1", [1, 1], [-1], [300], [1.0], [True], list(range(101)), [], None, {"0": 1}, "decided"]
)
def test_a_page_that_a_stranger_wrote_is_not_shown(evening: Evening, rows: Any) -> None:
    def change(workspace: Workspace) -> None:
        decided = workspace.journal.current(workspace.current_interest)[0].row
        written = [decided] if rows == "decided" else rows
        workspace.set_setting(KEY, {**workspace.setting(KEY), "rows": written})

    assert not evening.changed_meanwhile(change).state.page.rows


@pytest.mark.parametrize("kept", [[], "page", {}, {"rows": [1]}, {"asked": None, "rows": [1]}])
def test_what_is_no_page_at_all_is_not_shown(evening: Evening, kept: Any) -> None:
    assert not evening.changed_meanwhile(lambda workspace: workspace.set_setting(KEY, kept)).state.page.rows


def test_a_full_disk_keeps_nobody_from_closing(evening: Evening, full_disk: Callable[[], None]) -> None:
    full_disk()
    evening.workbench.close()
