"""A key does not wait for the disk; the word "saved" does."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gzlabel.errors import WorkspaceError
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace
from gzlabel.workspace.journal import Journal

NOT_ALL = "Not all decisions reached the disk. Close the workspace again to leave it as it is"


class SlowDisk:
    """Every sync waits to be let through.

    Attributes
    ----------
    n_asked, n_synced
        How many were begun, and how many were let through.
    error
        What the next ones raise, if anything.
    """

    def __init__(self, sync: Callable[[Workspace], None]) -> None:
        self._sync = sync
        self._let_through = threading.Semaphore(0)
        self.n_asked, self.n_synced, self.error = 0, 0, ""

    def sync(self, workspace: Workspace) -> None:
        self.n_asked += 1
        assert self._let_through.acquire(timeout=30)
        self.n_synced += 1
        if self.error:
            raise WorkspaceError(self.error)
        self._sync(workspace)

    def let_through(self, n: int = 1) -> None:
        self._let_through.release(n)


@pytest.fixture
def disk(open_workbench: Callable[[], Workbench], monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    """Let go before the workbench is closed, which waits for it."""
    slow = SlowDisk(Workspace.sync)
    monkeypatch.setattr(Workspace, "sync", lambda workspace: slow.sync(workspace))
    yield slow
    slow.let_through(100)


@pytest.fixture
def rated(disk: SlowDisk, open_workbench: Callable[[], Workbench], mailbox: Mailbox) -> Workbench:
    """With all that opening wrote on the disk, and then one rating."""
    disk.let_through(20)
    workbench = open_workbench()
    assert mailbox.run_until(lambda: workbench.state.saved)
    while disk._let_through.acquire(blocking=False):
        pass
    disk.n_asked = disk.n_synced = 0
    workbench.decisions.rate(5)
    return workbench


def test_a_rating_is_shown_at_once_and_saved_when_it_is_on_the_disk(
    rated: Workbench, disk: SlowDisk, mailbox: Mailbox
) -> None:
    assert len(rated.state.decisions) == 1
    assert rated.state.saving
    assert not mailbox.run_until(lambda: rated.state.saved, timeout_s=0.2)
    disk.let_through()
    assert mailbox.run_until(lambda: rated.state.saved)
    assert not rated.state.saving


def test_what_is_written_during_a_sync_waits_for_the_next(
    rated: Workbench, disk: SlowDisk, mailbox: Mailbox
) -> None:
    assert mailbox.run_until(lambda: disk.n_asked == 1)
    for rating in (3, 2, 1):
        rated.decisions.rate(rating)
    assert mailbox.run_until(lambda: rated._saving._n_written == rated._saving._n_told)
    disk.let_through()
    assert mailbox.run_until(lambda: disk.n_asked == 2)
    assert not mailbox.run_until(lambda: rated.state.saved, timeout_s=0.2)
    assert disk.n_synced == 1
    disk.let_through()
    assert mailbox.run_until(lambda: rated.state.saved)
    assert disk.n_synced == 2
    assert len(rated.state.decisions) == 4


def test_what_the_disk_refuses_is_told_and_not_saved_until_it_takes_it(
    rated: Workbench, disk: SlowDisk, mailbox: Mailbox
) -> None:
    disk.error = "the disk failed"
    disk.let_through()
    assert mailbox.run_until(lambda: bool(rated.state.notices))
    assert rated.state.notices[-1].text == "the disk failed."
    assert not rated.state.saved
    assert not rated.state.saving
    disk.error = ""
    rated.decisions.rate(3)
    disk.let_through()
    assert mailbox.run_until(lambda: rated.state.saved)


def test_a_refused_act_is_taken_back_and_not_hidden_by_the_sync_that_met_it(
    rated: Workbench, disk: SlowDisk, mailbox: Mailbox, full_disk: Callable[[], None]
) -> None:
    disk.let_through()
    assert mailbox.run_until(lambda: rated.state.saved)
    full_disk()
    waiting = rated.state.current
    rated.decisions.rate(3)
    rated.decisions.rate(1)
    assert len(rated.state.decisions) == 3
    disk.let_through(2)
    assert mailbox.run_until(lambda: len(rated.state.decisions) == 1)
    assert not mailbox.run_until(lambda: rated.state.saved, timeout_s=0.2)
    assert not rated.state.saving
    assert waiting in rated.state.undecided


def test_what_waits_for_the_disk_is_there_for_whoever_reads(rated: Workbench, disk: SlowDisk) -> None:
    rated.decisions.rate(3)
    assert disk.n_synced == 0
    interest = rated.state.interest
    assert [entry.rating for entry in rated._workspace.journal.current(interest)] == [5, 3]
    assert len(rated.state.recent) == 2
    rated.decisions.undo()
    assert len(rated.state.decisions) == 1


def test_an_undo_of_what_is_refused_takes_nothing_else_back(
    rated: Workbench,
    disk: SlowDisk,
    mailbox: Mailbox,
    full_disk: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    disk.let_through()
    assert mailbox.run_until(lambda: rated.state.saved)
    with monkeypatch.context() as for_a_moment:
        for_a_moment.setattr(Journal, "_append", _busy)
        rated.decisions.rate(3)
        rated.decisions.undo()
    assert mailbox.run_until(lambda: len(rated.state.decisions) == 1)
    assert len(rated._workspace.journal.current(rated.state.interest)) == 1


def test_what_is_refused_is_taken_back_where_nothing_can_be_read_either(
    rated: Workbench, disk: SlowDisk, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.let_through()
    assert mailbox.run_until(lambda: rated.state.saved)
    monkeypatch.setattr(Journal, "_append", _busy)
    monkeypatch.setattr(Journal, "current", _busy)
    rated.decisions.rate(3)
    assert mailbox.run_until(lambda: len(rated.state.decisions) == 1)
    assert "the drive" in rated.state.notices[-1].text


def test_a_refusal_moves_nothing_in_another_interest(
    rated: Workbench, disk: SlowDisk, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.let_through(100)
    assert mailbox.run_until(lambda: rated.state.saved)
    first = rated.state.interest
    rated.interests.add("rings")
    rated.interests.switch(first)
    assert mailbox.run_until(lambda: rated.state.current is not None)
    with monkeypatch.context() as for_a_moment:
        for_a_moment.setattr(Journal, "_append", _busy)
        rated.decisions.rate(3)
        rated._workspace.write()
    assert len(rated.state.decisions) == 2
    rated.interests.switch("rings")
    current = rated.state.current
    assert mailbox.run_until(lambda: bool(rated.state.notices))
    assert rated.state.current == current


def _busy(*_: object) -> None:
    raise WorkspaceError("the drive does not answer")


def test_what_waits_for_the_disk_is_written_at_closing(
    rated: Workbench, disk: SlowDisk, workspace_path: Path
) -> None:
    rated.decisions.rate(3)
    disk.let_through(100)
    rated.close()
    with Workspace.open(workspace_path, read_only=True) as workspace:
        assert len(workspace.journal.current(workspace.current_interest)) == 2


def test_a_change_by_another_thread_is_saved_too(rated: Workbench, disk: SlowDisk, mailbox: Mailbox) -> None:
    disk.let_through()
    assert mailbox.run_until(lambda: rated.state.saved)
    writing = threading.Thread(target=rated._workspace.set_setting, args=("colour by", "spread"))
    writing.start()
    writing.join()
    assert mailbox.run_until(lambda: rated.state.saving)
    disk.let_through()
    assert mailbox.run_until(lambda: rated.state.saved)


def test_who_wants_to_leave_waits_for_the_disk(rated: Workbench, disk: SlowDisk, mailbox: Mailbox) -> None:
    disk.let_through(2)
    assert rated.save()
    assert disk.n_synced >= 1
    disk.let_through(2)
    assert mailbox.run_until(lambda: rated.state.saved)
    assert not rated.state.saving


def test_who_wants_to_leave_hears_once_of_a_disk_that_fails(rated: Workbench, disk: SlowDisk) -> None:
    disk.error = "the disk failed"
    disk.let_through(2)
    assert not rated.save()
    assert [notice.text for notice in rated.state.notices] == ["the disk failed.", NOT_ALL]
    assert not rated.state.saved
    assert rated.save()


def test_a_sync_that_was_under_way_and_fails_too_tells_nothing_new(
    rated: Workbench, disk: SlowDisk, mailbox: Mailbox
) -> None:
    assert not mailbox.run_until(
        lambda: rated.state.saved, timeout_s=0.1
    )  # its sync is under way, for one rating
    rated.decisions.rate(3)
    disk.error = "the disk failed"
    disk.let_through(2)
    assert not rated.save()
    assert not mailbox.run_until(lambda: rated.state.saving or rated.state.saved, timeout_s=0.2)
    assert len(rated.state.notices) == 2
    assert rated.save()


def test_who_wants_to_leave_hears_once_of_what_was_refused(
    rated: Workbench, disk: SlowDisk, mailbox: Mailbox, full_disk: Callable[[], None]
) -> None:
    disk.let_through()
    assert mailbox.run_until(lambda: rated.state.saved)
    full_disk()
    rated.decisions.rate(3)
    disk.let_through(20)
    assert not rated.save()
    assert not rated.state.saved
    assert mailbox.run_until(lambda: len(rated.state.decisions) == 1)
    assert {notice.text for notice in rated.state.notices} == {"the disk is full.", NOT_ALL}
    assert not rated.state.saved
    assert rated.save()


def test_beside_what_was_refused_the_rest_is_waited_for(
    rated: Workbench, disk: SlowDisk, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.let_through()
    assert mailbox.run_until(lambda: rated.state.saved)
    with monkeypatch.context() as for_a_moment:
        for_a_moment.setattr(Journal, "_append", _busy)
        rated.decisions.rate(3)
        rated._workspace.write()
    rated.decisions.rate(2)
    assert mailbox.run_until(lambda: len(rated.state.decisions) == 2 and not rated.state.saving)
    disk.error = "the disk failed"
    disk.let_through(5)
    assert not rated.save()


def test_a_closed_workbench_has_nothing_to_wait_for(rated: Workbench, disk: SlowDisk) -> None:
    disk.let_through(20)
    rated.close()
    assert rated.save()


def test_who_leaves_while_it_says_not_saved_is_asked_once(
    rated: Workbench, disk: SlowDisk, mailbox: Mailbox, full_disk: Callable[[], None]
) -> None:
    disk.let_through(20)
    assert mailbox.run_until(lambda: rated.state.saved)
    full_disk()
    rated.decisions.rate(3)
    assert mailbox.run_until(lambda: len(rated.state.decisions) == 1 and not rated.state.saving)
    assert not rated.save()
    assert rated.save()
    rated.decisions.rate(2)
    assert mailbox.run_until(lambda: len(rated.state.decisions) == 1 and not rated.state.saving)
    assert not rated.save()
