"""What was done since the workspace was opened, and by whom."""

from collections.abc import Callable

import pytest

from gzlabel.errors import WorkspaceError
from gzlabel.workbench.session import summarised
from gzlabel.workbench.state import Decision
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace


def test_looks_finds_and_their_rate() -> None:
    decisions = [
        Decision(row, "rating", rating, "Vera", "2026-01-01", seconds)
        for row, rating, seconds in ((0, 5, 2.0), (1, 0, 8.0), (2, 3, 3600.0))
    ]
    found = summarised(decisions)
    assert (found.looks, found.finds, found.found) == (3, 2, (1, 1, 2))
    assert found.per_minute == pytest.approx(3 * 60 / (2 + 8 + 60))


def test_who_looked_is_told_in_order() -> None:
    decisions = [Decision(row, "rating", 0, rater, "2026-01-01", 1.0) for row, rater in enumerate("BAB")]
    assert summarised(decisions).raters == ("B", "A")


def test_what_was_taken_over_is_no_look(workbench: Workbench) -> None:
    workbench.decisions.rate(5)
    workbench.interests.copy("the same again")
    assert len(workbench.state.decisions) == 1
    assert workbench.session.summary().looks == 0
    workbench.decisions.rate_rows([3], 0)
    assert workbench.session.summary().looks == 1


def test_a_session_is_remembered_for_the_next(open_workbench: Callable[[], Workbench]) -> None:
    first = open_workbench()
    assert first.session.last is None
    first.decisions.rate(5)
    first.decisions.rate(0)
    assert (first.session.summary().looks, first.session.summary().finds) == (2, 1)
    first.close()
    second = open_workbench()
    assert second.session.summary().looks == 0
    last = second.session.last
    assert last is not None
    assert (last.looks, last.finds) == (2, 1)


def test_after_a_hand_over_the_other_name_stands_beside_what_is_said(workbench: Workbench) -> None:
    row = workbench.state.page.current
    workbench.session.hand_over("Edwin")
    workbench.decisions.rate(3)
    assert workbench.state.decisions[row].rater == "Edwin"
    assert workbench.state.rater == "Edwin"
    assert workbench.session.raters == ("Edwin",)


def test_redo_reaches_beyond_a_restart(open_workbench: Callable[[], Workbench]) -> None:
    first = open_workbench()
    row = first.state.page.current
    first.decisions.rate(3)
    first.decisions.undo()
    first.close()
    second = open_workbench()
    assert second.state.can_redo
    second.decisions.redo()
    assert second.state.decisions[row].rating == 3


def test_a_full_disk_does_not_keep_the_program_from_closing(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disk_is_full(*_: object) -> None:
        raise WorkspaceError("the disk is full", remedy="Make room")

    workbench.decisions.rate(3)
    monkeypatch.setattr(Workspace, "set_setting", disk_is_full)
    workbench.close()
