"""Dated copies, made by themselves and thinned out with age."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from gzlabel.workspace import NewDecision, Workspace, backup, check


def n_decisions(path: Path) -> int:
    with closing(sqlite3.connect(path)) as copy:
        return int(copy.execute("SELECT count(*) FROM decision").fetchone()[0])


def rate(workspace: Workspace, row: int) -> None:
    workspace.journal.append("interesting", [NewDecision(row, "rating", 5)])


def test_closing_backs_up_what_changed(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        rate(workspace, 1)
    (copy,) = backup.backups_of(folder)
    assert n_decisions(copy) == 1


def test_nothing_is_copied_twice(folder: Path) -> None:
    Workspace.open(folder).close()
    (copy,) = backup.backups_of(folder)
    before = copy.stat().st_mtime_ns
    Workspace.open(folder).close()
    assert copy.stat().st_mtime_ns == before


def test_a_crashed_nights_ratings_are_backed_up_at_the_next_opening(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crash:
        crash.setattr("gzlabel.workspace.workspace.backup_if_changed", lambda database: None)
        with Workspace.open(folder) as workspace:
            rate(workspace, 1)
    with Workspace.open(folder):
        assert n_decisions(backup.backups_of(folder)[-1]) == 1


def test_a_days_later_copy_replaces_the_earlier(workspace: Workspace) -> None:
    rate(workspace, 1)
    first = workspace.backup()
    rate(workspace, 2)
    assert workspace.backup() == first
    assert n_decisions(first) == 2


def test_the_newest_days_and_one_a_month_are_kept(workspace: Workspace) -> None:
    days = [f"ratings-2026-{month:02}-{day:02}" for month in (1, 2, 3) for day in range(1, 11)]
    (today,) = [path.stem for path in backup.backups_of(workspace.path)]  # made at opening
    for name in days:
        backup.backup(workspace._database, name)
    kept = [path.stem for path in backup.backups_of(workspace.path)]
    assert kept == [days[0], days[10], *days[-13:], today]


def test_a_copy_is_checked_without_a_file_beside_it_for_which_a_full_disk_has_no_room(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        rate(workspace, 1)
    (copy,) = backup.backups_of(folder)
    copy.with_name(copy.name + "-shm").mkdir()  # as impossible to write as on a full disk
    (finding,) = [one for one in check(folder) if one.where.startswith("backups")]
    assert finding.is_sound


def test_a_copy_made_under_a_clock_set_back_stays(workspace: Workspace) -> None:
    for day in range(1, 20):
        backup.backup(workspace._database, f"ratings-2026-02-{day:02}")
    rate(workspace, 1)
    made = backup.backup(workspace._database, "ratings-2026-01-05")
    assert n_decisions(made) == 1
    again = backup.backup(workspace._database, "ratings-2026-01-06")
    assert n_decisions(again) == 1
