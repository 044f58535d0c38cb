"""A workbench on real media: a disk that is full, turned read-only, pulled out. A sentence, and nothing is lost."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace, check
from tests.media import Drive, disk_on, hold, leave, remove

ROOM = 200_000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with disk_on(tmp_path / "disk", "size=8m") as folder:
        yield folder


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[Path]:
    """Where a disk may be held while it is away from its place."""
    yield tmp_path / "held"
    while (tmp_path / "held").is_mount():
        remove(tmp_path / "held")


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Drive]:
    with Drive.made(tmp_path / "drive") as made:
        yield made


@pytest.fixture
def path(disk: Path, workspace_path: Path) -> Path:
    return Path(shutil.copytree(workspace_path, disk / workspace_path.name))


@pytest.fixture
def rated(path: Path, mailbox: Mailbox) -> Iterator[Workbench]:
    """With one rating saved and the model's first answer there."""
    workbench = opened(path, mailbox)
    workbench.decisions.rate(5)
    assert mailbox.run_until(lambda: workbench.state.saved and not workbench.state.busy)
    yield workbench
    workbench.close()


def copied(workspace: Path, drive: Drive) -> Path:
    """The workspace on the drive, as it is whatever happens to the drive."""
    path = Path(shutil.copytree(workspace, drive.folder / workspace.name))
    drive.force_everything()
    return path


def opened(path: Path, mailbox: Mailbox) -> Workbench:
    workbench = Workbench(Workspace.open_or_read(path, rater="Vera"), JobRunner(mailbox.put))
    workbench.set_setting("map by itself", False)
    workbench.start()
    assert mailbox.run_until(lambda: bool(workbench.state.page.rows))
    return workbench


def shown(workbench: Workbench) -> dict[int, int | None]:
    return {row: decision.rating for row, decision in workbench.state.decisions.items()}


def held(path: Path) -> dict[int, int | None]:
    with Workspace.open(path, read_only=True) as workspace:
        return {one.row: one.rating for one in workspace.journal.current(workspace.current_interest)}


def rate(workbench: Workbench, row: int, mailbox: Mailbox) -> bool:
    """Rate one galaxy; whether the word is "saved" then."""
    workbench.go_to(row)
    workbench.decisions.rate(row % 6)
    assert mailbox.run_until(lambda: not workbench.state.saving, 30)
    return workbench.state.saved


def test_a_disk_that_fills_up_while_rating_loses_nothing_that_was_called_saved(
    disk: Path, path: Path, rated: Workbench, mailbox: Mailbox
) -> None:
    filler, saved = leave(ROOM, disk), shown(rated)
    for row in range(100, 300):
        if not rate(rated, row, mailbox):
            break
        saved[row] = row % 6
    assert 1 < len(saved) < 150, "the disk was to fill up on the way"
    assert shown(rated) == saved
    assert "the disk is full" in rated.state.notices[-1].text
    assert "Free some space" in rated.state.notices[-1].text
    assert not any(notice.detail for notice in rated.state.notices)
    assert not rate(rated, 99, mailbox)
    assert shown(rated) == saved == held(path)
    filler.unlink()
    assert rate(rated, 98, mailbox)
    saved[98] = 98 % 6
    assert shown(rated) == saved
    rated.close()
    assert held(path) == saved
    assert all(finding.is_sound for finding in check(path))


def test_closing_on_a_full_disk_ends_and_keeps_what_was_saved(
    disk: Path, path: Path, rated: Workbench, mailbox: Mailbox
) -> None:
    filler = leave(0, disk)
    assert not all(rate(rated, row, mailbox) for row in range(100, 200))
    saved = shown(rated)
    assert not rated.save()
    rated.close()
    assert held(path) == saved
    filler.unlink()
    again = opened(path, mailbox)
    assert shown(again) == saved
    assert rate(again, 99, mailbox)
    again.close()
    assert held(path) == {**saved, 99: 99 % 6}


def test_a_drive_turned_read_only_midway_is_told_and_rating_goes_on_when_it_is_mounted_again(
    drive: Drive, mailbox: Mailbox, workspace_path: Path
) -> None:
    path = copied(workspace_path, drive)
    workbench = opened(path, mailbox)
    assert rate(workbench, 1, mailbox)
    drive.turn_read_only()
    for row in (100, 101):
        assert not rate(workbench, row, mailbox)
        assert shown(workbench) == {1: 1}
        assert "read-only" in workbench.state.notices[-1].text, workbench.state.notices
    workbench.decisions.undo()
    workbench.annotations.flag([3])
    assert shown(workbench) == {1: 1}
    assert not any(notice.detail for notice in workbench.state.notices)
    drive.connect_again()
    assert rate(workbench, 102, mailbox)
    workbench.close()
    assert held(path) == {1: 1, 102: 0}
    assert all(finding.is_sound for finding in check(path))


def test_closing_on_a_drive_turned_read_only_ends_and_what_was_saved_can_be_read(
    drive: Drive, mailbox: Mailbox, workspace_path: Path
) -> None:
    path = copied(workspace_path, drive)
    workbench = opened(path, mailbox)
    assert rate(workbench, 1, mailbox)
    drive.turn_read_only()
    assert not rate(workbench, 100, mailbox)
    workbench.save()
    workbench.close()
    reading = opened(path, mailbox)
    assert reading.state.read_only
    assert shown(reading) == {1: 1}
    reading.close()


def test_a_drive_that_dies_midway_is_told_and_gives_back_what_was_called_saved(
    drive: Drive, mailbox: Mailbox, workspace_path: Path
) -> None:
    path = copied(workspace_path, drive)
    workbench = opened(path, mailbox)
    saved = {row: row % 6 for row in range(20)}
    for row in saved:
        assert rate(workbench, row, mailbox)
    drive.die()
    for row in (100, 101):
        assert not rate(workbench, row, mailbox)
    workbench.decisions.undo()
    workbench.next_page()
    assert shown(workbench) == saved
    assert not any(notice.detail for notice in workbench.state.notices)
    assert all("the disk failed, or was removed" in notice.text for notice in workbench.state.notices)
    workbench.save()
    workbench.close()
    drive.connect_again()
    assert held(path) == saved
    again = opened(path, mailbox)
    assert rate(again, 102, mailbox)
    again.close()
    assert held(path) == {**saved, 102: 0}
    assert all(finding.is_sound for finding in check(path))


def test_a_drive_pulled_out_midway_is_told_and_closing_ends(
    disk: Path, path: Path, rated: Workbench, mailbox: Mailbox, holder: Path
) -> None:
    saved = shown(rated)
    hold(disk, holder)
    remove(disk)
    for row in (100, 101):
        assert not rate(rated, row, mailbox)
    rated.decisions.undo()
    rated.decisions.reject_rest()
    rated.next_page()
    assert mailbox.run_until(lambda: not rated.state.saving, 30)
    assert shown(rated) == saved
    assert "Connect the drive again" in rated.state.notices[-1].text
    assert not any(notice.detail for notice in rated.state.notices)
    rated.save()
    rated.close()
    there = holder / path.name
    assert held(there) == saved


def test_a_drive_connected_again_is_written_to_again(
    disk: Path, path: Path, rated: Workbench, mailbox: Mailbox, holder: Path
) -> None:
    saved = shown(rated)
    hold(disk, holder)
    remove(disk)
    assert not rate(rated, 100, mailbox)
    hold(holder, disk)
    remove(holder)
    assert rate(rated, 101, mailbox)
    rated.close()
    assert held(path) == {**saved, 101: 101 % 6}
