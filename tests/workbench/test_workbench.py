"""The program driven without a window: every verb, and what follows from it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from gzlabel.errors import WorkspaceError
from gzlabel.workbench.state import Part
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Journal, Workspace

RARE = range(30)


def settled(workbench: Workbench, mailbox: Mailbox) -> None:
    """Wait until the model has seen every decision."""
    assert mailbox.run_until(
        lambda: (
            workbench.state.scores is not None
            and workbench.state.scores.n_labels == workbench.state.counts.ratings
            and not workbench.state.choosing
            and not workbench.state.busy
            and not workbench.state.jobs
        )
    )


def test_a_rating_that_is_shown_as_saved_is_there_for_others(
    workbench: Workbench, workspace_path: Path, mailbox: Mailbox
) -> None:
    row = workbench.state.page.current
    workbench.decisions.rate(4)
    assert not workbench.state.saved
    assert mailbox.run_until(lambda: workbench.state.saved)
    with Workspace.open(workspace_path, read_only=True) as reader:
        entries = reader.journal.current(workbench.state.interest)
    assert [(one.row, one.rating, one.rater) for one in entries] == [(row, 4, "Vera")]


def test_a_rating_goes_on_to_the_next_undecided_galaxy(workbench: Workbench) -> None:
    rows = workbench.state.page.rows
    workbench.decisions.rate(0)
    assert workbench.state.page.current == rows[1]
    workbench.move(-1)
    workbench.decisions.rate(5)
    assert workbench.state.decisions[rows[0]].rating == 5
    assert workbench.state.page.current == rows[1]


def test_the_posterior_follows_every_rating(workbench: Workbench, mailbox: Mailbox) -> None:
    row = workbench.state.page.current
    workbench.decisions.rate(5)
    settled(workbench, mailbox)
    scores = workbench.state.scores
    assert scores is not None
    assert scores.mean[row] == scores.mean.max()
    assert np.median(scores.mean) < 2


def test_the_search_finds_the_group_apart(workbench: Workbench, mailbox: Mailbox) -> None:
    workbench.set_page_size(6)
    for _ in range(72):
        row = workbench.state.page.current
        workbench.decisions.rate(5 if row in RARE else 0)
        settled(workbench, mailbox)
    assert workbench.state.counts.liked >= 20  # chance finds seven
    assert workbench.state.found[-1] == workbench.state.counts.liked


def test_a_page_never_offers_what_is_decided(workbench: Workbench, mailbox: Mailbox) -> None:
    seen: set[int] = set()
    for _ in range(4):
        page = workbench.state.page.rows
        assert not seen & set(page)
        seen |= set(page)
        workbench.decisions.skip()
        workbench.decisions.artefact()
        workbench.decisions.reject_rest()
        settled(workbench, mailbox)
    assert len(seen) == 4 * 24


def test_rejecting_the_rest_is_one_act_and_one_undo_takes_it_back(
    workbench: Workbench, mailbox: Mailbox
) -> None:
    page = workbench.state.page.rows
    workbench.decisions.rate(5)
    workbench.decisions.reject_rest()
    settled(workbench, mailbox)
    assert workbench.state.counts.ratings == 24
    workbench.decisions.undo()
    assert set(workbench.state.decisions) == {page[0]}
    assert workbench.state.page.rows == page
    assert workbench.state.page.current == page[1]
    workbench.decisions.redo()
    assert workbench.state.counts.ratings == 24
    assert mailbox.run_until(lambda: bool(workbench.state.page.rows))
    assert not set(workbench.state.page.rows) & set(page)


def test_a_rating_done_again_leaves_the_frame_where_it_was_after_it(workbench: Workbench) -> None:
    first, second = workbench.state.page.rows[:2]
    workbench.decisions.rate(4)
    workbench.decisions.undo()
    assert workbench.state.page.current == first
    workbench.decisions.redo()
    assert workbench.state.page.current == second
    workbench.decisions.rate(2)
    assert {row: one.rating for row, one in workbench.state.decisions.items()} == {first: 4, second: 2}


def test_undo_reaches_back_beyond_a_restart(
    open_workbench: Callable[[], Workbench], mailbox: Mailbox
) -> None:
    first = open_workbench()
    row = first.state.page.current
    first.decisions.rate(3)
    first.close()
    second = open_workbench()
    assert second.state.decisions[row].rating == 3
    second.decisions.undo()
    assert row not in second.state.decisions
    assert second.state.current == row


def test_what_the_disk_refuses_is_taken_back_and_looked_at_again(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch, mailbox: Mailbox
) -> None:
    def disk_is_full(*_: object) -> None:
        raise WorkspaceError("the disk is full", remedy="Make room")

    row = workbench.state.page.current
    monkeypatch.setattr(Journal, "_append", disk_is_full)
    workbench.decisions.rate(5)
    assert not workbench.state.saved
    assert mailbox.run_until(lambda: bool(workbench.state.notices))
    assert workbench.state.current == row
    assert workbench.state.decisions == {}
    assert not workbench.state.can_undo
    assert not mailbox.run_until(lambda: workbench.state.saved, timeout_s=0.2)
    assert workbench.state.notices[-1].text == "the disk is full. Make room."


def test_each_interest_has_its_own_decisions(workbench: Workbench, mailbox: Mailbox) -> None:
    first = workbench.state.interest
    workbench.decisions.rate(5)
    workbench.interests.add("mergers")
    assert workbench.state.interest == "mergers"
    assert workbench.state.decisions == {}
    workbench.interests.rename("interacting")
    assert workbench.state.interests == (first, "interacting")
    workbench.interests.switch(first)
    assert workbench.state.counts.ratings == 1
    settled(workbench, mailbox)


def test_a_name_that_is_taken_is_refused_with_a_notice(workbench: Workbench) -> None:
    workbench.interests.add(workbench.state.interest)
    assert "already" in workbench.state.notices[-1].text
    assert len(workbench.state.interests) == 1


def test_followers_hear_of_the_parts_that_changed(workbench: Workbench) -> None:
    heard: list[frozenset[Part]] = []
    workbench.changed.connect(heard.append)
    workbench.select([3, 1, 3])
    assert heard == [frozenset({Part.SELECTION})]
    assert workbench.state.selection.tolist() == [1, 3]


def test_similar_galaxies_come_from_within_the_cut(workbench: Workbench, mailbox: Mailbox) -> None:
    workbench.cut.set("magnitude > 15")
    workbench.show_similar(3)
    assert mailbox.run_until(lambda: workbench.state.page.source.startswith("similar"))
    kept = workbench.state.cut.kept
    assert kept is not None
    assert not kept.all()
    assert kept[list(workbench.state.page.rows)].all()


def test_similar_galaxies_come_as_a_page(workbench: Workbench, mailbox: Mailbox) -> None:
    workbench.show_similar(3)
    assert mailbox.run_until(lambda: workbench.state.page.source.startswith("similar"))
    rows = workbench.state.page.rows
    assert len(rows) == 24
    assert 3 not in rows
    assert sum(row in RARE for row in rows) >= 20


def test_hyperparameters_are_refitted_after_ten_ratings(workbench: Workbench, mailbox: Mailbox) -> None:
    for _ in range(11):
        row = workbench.state.page.current
        workbench.decisions.rate(5 if row in RARE else 0)
    settled(workbench, mailbox)
    assert mailbox.run_until(lambda: workbench._modelling._fitting.n_fits == 1)


def test_a_galaxy_is_found_by_its_id_or_its_absence_told(workbench: Workbench) -> None:
    assert workbench.galaxies.find_id("G042") == 42
    assert workbench.galaxies.find_id("M31") is None
    assert "M31" in workbench.state.notices[-1].text


def test_a_galaxy_is_described_by_every_column(workbench: Workbench, mailbox: Mailbox) -> None:
    told: list[list[tuple[str, str]]] = []
    workbench.galaxies.describe(0, told.append)
    assert mailbox.run_until(lambda: bool(told))
    assert told == [[("name", "G000"), ("magnitude", "14")]]
