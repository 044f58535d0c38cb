"""Blind repeats and known examples: unmarked on the page, told apart in the journal, reckoned afterwards."""

import math
import threading
from collections.abc import Callable

import numpy as np
import pytest

from gzlabel.workbench import checks
from gzlabel.workbench.trust import Trust, noise_variance
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace
from tests.workbench.test_workbench import settled


def rate_page(workbench: Workbench, mailbox: Mailbox, rating: int) -> tuple[int, ...]:
    rows = workbench.state.page.rows
    for _ in rows:
        workbench.decisions.rate(rating)
    settled(workbench, mailbox)
    return rows


def test_without_a_share_nothing_is_shown_twice(workbench: Workbench, mailbox: Mailbox) -> None:
    seen = [row for _ in range(3) for row in rate_page(workbench, mailbox, 1)]
    assert len(seen) == len(set(seen))
    assert math.isnan(workbench.state.trust.completeness)


def test_a_reckoning_overtaken_by_another_name_of_the_interest_is_done_again_and_no_failure(
    workbench: Workbench, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    reckoned, renamed, asked = checks._reckoned, threading.Event(), list[str]()

    def late(workspace: Workspace, interest: str) -> Trust:
        renamed.wait()
        asked.append(interest)
        return reckoned(workspace, interest)

    monkeypatch.setattr(checks, "_reckoned", late)
    workbench.checks.reload()
    workbench.interests.rename("rings")
    renamed.set()
    assert mailbox.run_until(lambda: bool(workbench.state.notices) or "rings" in asked)
    assert workbench.state.notices == ()


def test_a_repeat_is_unmarked_and_tells_how_steady_the_rater_is(
    workbench: Workbench, mailbox: Mailbox
) -> None:
    for _ in range(3):
        rate_page(workbench, mailbox, 2)
    workbench.set_setting("repeat share", 1.0)
    workbench.next_page()
    page = workbench.state.page
    (repeated,) = page.purposes
    assert page.purposes == {repeated: "repeat"}
    assert repeated not in workbench.state.decisions
    n_ratings = workbench.state.counts.ratings
    workbench.go_to(repeated)
    workbench.decisions.rate(4)
    assert workbench.state.decisions[repeated].rating == 4
    assert workbench.state.counts.ratings == n_ratings
    assert mailbox.run_until(lambda: workbench.state.trust.n_repeats == 1)
    assert workbench.state.trust.share_same == 0
    assert workbench.state.trust.noise == pytest.approx(2 / math.sqrt(2))


def test_what_was_said_before_shows_again_when_the_page_is_left(
    workbench: Workbench, mailbox: Mailbox
) -> None:
    for _ in range(3):
        rate_page(workbench, mailbox, 2)
    workbench.set_setting("repeat share", 1.0)
    workbench.next_page()
    (repeated,) = workbench.state.page.purposes
    workbench.set_setting("repeat share", 0.0)
    workbench.show_rows([0, 1], "the selection")
    assert workbench.state.decisions[repeated].rating == 2


def test_known_examples_come_by_and_tell_the_completeness(workbench: Workbench, mailbox: Mailbox) -> None:
    known = [row for row in range(200, 210) if row not in workbench.state.page.rows][:2]
    workbench.checks.set_known(known)
    workbench.set_setting("known share", 1.0)
    for rating in (5, 0):
        workbench.next_page()
        settled(workbench, mailbox)
        (shown,) = workbench.state.page.purposes
        assert shown in known
        workbench.go_to(shown)
        workbench.decisions.rate(rating)
        settled(workbench, mailbox)
    assert mailbox.run_until(lambda: workbench.state.trust.n_known == 2)
    assert workbench.state.trust.completeness == 0.5


def test_the_noise_of_one_rating_needs_ten_repeats_and_is_no_less_than_that_of_rounding() -> None:
    assert noise_variance(Trust(9, 1.0, 0.5)) is None
    assert noise_variance(Trust(10, 0.5, 0.5)) == 0.25
    assert noise_variance(Trust(10, 1.0, 0.0)) == pytest.approx(1 / 12)


def test_the_model_takes_the_noise_of_the_repeats_where_wished(
    workbench: Workbench, mailbox: Mailbox
) -> None:
    reckoned: list[list[object]] = []
    workbench._runner.thread("trust", list, then=reckoned.append, failed=pytest.fail)
    assert mailbox.run_until(lambda: bool(reckoned))  # else what the opening reckoned could come after this
    workbench._store.replace(trust=Trust(12, 0.5, 0.6))
    workbench.set_setting("noise from repeats", True)
    for _ in range(11):
        workbench.decisions.rate(5 if workbench.state.page.current in range(30) else 0)
    settled(workbench, mailbox)
    assert mailbox.run_until(lambda: workbench._modelling._fitting.n_fits >= 1)
    settled(workbench, mailbox)
    choice = workbench._modelling.choice
    assert choice is not None
    assert "noise variance 0.36" in choice.model


def test_checks_are_on_again_after_a_restart_and_go_with_a_renamed_interest(
    open_workbench: Callable[[], Workbench],
) -> None:
    first = open_workbench()
    first.set_setting("repeat share", 0.25)
    first.set_setting("tile px", 96)
    first.checks.set_known([3, 4])
    first.interests.rename("arcs")
    first.close()
    second = open_workbench()
    assert (second.state.settings["repeat share"], second.state.settings["tile px"]) == (0.25, 96)
    assert (second.state.interest, second.checks.known) == ("arcs", (3, 4))


def test_no_check_leaves_the_cut(workbench: Workbench, mailbox: Mailbox) -> None:
    workbench.checks.set_known([30, 31])
    workbench.set_setting("known share", 1.0)
    workbench.cut.narrow("a cluster", np.arange(30))
    settled(workbench, mailbox)
    workbench.next_page()
    settled(workbench, mailbox)
    assert workbench.state.page.rows
    assert workbench.state.page.purposes == {}
    workbench.cut.widen()
    settled(workbench, mailbox)
    workbench.next_page()
    assert set(workbench.state.page.purposes) <= {30, 31}
    assert workbench.state.page.purposes
