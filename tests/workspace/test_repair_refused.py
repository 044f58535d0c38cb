"""A repair that the disk or a permission refuses: a sentence, and the original as it was."""

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from gzlabel.errors import WorkspaceError
from gzlabel.workspace import NewDecision, Workspace, check, repair
from tests.media import disk_on, leave

N_RATINGS = 120
_CHANGES = {"os.rename", "os.mkdir", "os.truncate"}  # a full disk lets go of files
_ORIGINALS = ("workspace.sqlite", "workspace.sqlite-wal", "transcript.jsonl")


class FullDisk:
    """Refuses one change within one folder, after as many as are set; `None` lets all pass."""

    def __init__(self) -> None:
        self.n_left: int | None = None
        self.folder = Path()
        sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        if self.n_left is None or not args or not str(args[0]).startswith(str(self.folder)):
            return
        if (event == "open" and isinstance(args[1], str) and args[1].strip("rb") != "") or event in _CHANGES:
            self.n_left -= 1
            if self.n_left < 0:
                self.n_left = None
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(args[0]))


@pytest.fixture(scope="module")
def full_disk() -> Iterator[FullDisk]:
    made = FullDisk()
    yield made
    made.n_left = None


@pytest.fixture
def damaged(folder: Path) -> Path:
    """A folder copied while it was open, log and all, in whose database a page is nonsense."""
    with Workspace.open(folder) as workspace:
        for number in range(N_RATINGS - 1):
            workspace.journal.append("interesting", [NewDecision(number % 12, "rating", number % 6)])
    with Workspace.open(folder) as workspace:
        workspace.journal.undo("interesting")
        workspace.journal.redo("interesting")
        workspace.journal.append("interesting", [NewDecision(0, "rating", 5)])
        copy = shutil.copytree(folder, folder.with_name("copy.gzlabel"))
    smash(copy)
    return copy


def smash(path: Path) -> None:
    with (path / "workspace.sqlite").open("r+b") as file:
        file.seek(3 * 4096)
        file.write(bytes(range(256)) * 16)


def originals(path: Path) -> dict[str, bytes]:
    return {name: (path / name).read_bytes() for name in _ORIGINALS if (path / name).is_file()}


def n_ratings(path: Path) -> int:
    with Workspace.open(path) as workspace:
        return len(workspace.journal.history("interesting"))


def test_whichever_change_the_disk_refuses_the_original_is_as_it_was_or_mended(
    damaged: Path, full_disk: FullDisk
) -> None:
    before, refused = originals(damaged), []
    assert set(before) == set(_ORIGINALS)
    for moment in count():
        copy = shutil.copytree(damaged, damaged.with_name(f"copy-{moment}.gzlabel"))
        full_disk.folder, full_disk.n_left = copy, moment
        try:
            repair(copy)
        except WorkspaceError as error:
            refused.append(str(error))
            assert originals(copy) == before
            assert not list(copy.glob("*.repaired*"))
        is_untouched, full_disk.n_left = full_disk.n_left is not None, None
        assert originals(copy) == before or n_ratings(copy) == N_RATINGS
        shutil.rmtree(copy)
        if is_untouched:
            break
    assert len(refused) > 5
    assert all("the disk is full" in sentence for sentence in refused)


@pytest.mark.parametrize("room", [0, 4096, 65_536])
def test_on_a_disk_that_is_really_full_too(damaged: Path, tmp_path: Path, room: int) -> None:
    with disk_on(tmp_path / "disk", "size=1m") as disk:
        path = shutil.copytree(damaged, disk / "w.gzlabel")
        before = originals(path)
        filler = leave(room, disk)
        with pytest.raises(WorkspaceError, match="the disk is full"):
            repair(path)
        assert originals(path) == before
        filler.unlink()
        assert repair(path).n_decisions == N_RATINGS


def test_on_a_read_only_disk_a_sentence_says_why(damaged: Path, tmp_path: Path) -> None:
    with disk_on(tmp_path / "disk", "size=4m") as disk:
        path = shutil.copytree(damaged, disk / "w.gzlabel")
        before = originals(path)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(WorkspaceError, match="the disk is read-only"):
            repair(path)
        assert originals(path) == before


@pytest.mark.parametrize("harm", ["changed", "removed"])
def test_a_transcript_alone_is_written_anew_and_the_old_one_kept(folder: Path, harm: str) -> None:
    with Workspace.open(folder) as workspace:
        workspace.journal.append("interesting", [NewDecision(row, "rating", 5) for row in range(12)])
    file, before = folder / "transcript.jsonl", (folder / "workspace.sqlite").read_bytes()
    harmed = file.read_bytes().replace(b'"rating":5', b'"rating":0', 1)
    file.write_bytes(harmed)
    if harm == "removed":
        file.unlink()
    assert [one.where for one in check(folder) if one.mendable] == ["transcript.jsonl"]
    repaired = repair(folder)
    assert (repaired.was_sound, repaired.n_decisions) == (False, 12)
    assert [(folder / one).read_bytes() for one in repaired.set_aside] == [harmed] * (harm == "changed")
    assert (folder / "workspace.sqlite").read_bytes() == before
    assert all(one.is_sound for one in check(folder))
    assert repair(folder).was_sound


def test_a_backup_is_taken_in_by_hand_as_the_desk_says(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        workspace.journal.append("interesting", [NewDecision(row, "rating", 5) for row in range(12)])
    (kept,) = (folder / "backups").glob("ratings-*.sqlite")
    with Workspace.open(folder) as workspace:
        workspace.journal.append("interesting", [NewDecision(0, "rating", 1)])
        kept.rename(folder / "backups" / "ratings-2020-01-01.sqlite")
        copy = shutil.copytree(folder, folder.with_name("copy.gzlabel"))
    smash(copy)
    for file in (*copy.glob("workspace.sqlite*"), copy / "transcript.jsonl"):
        file.unlink()
    shutil.copyfile(copy / "backups" / "ratings-2020-01-01.sqlite", copy / "workspace.sqlite")
    assert n_ratings(copy) == 12
    assert all(one.is_sound for one in check(copy))


def test_a_finding_says_whether_a_repair_mends_it(folder: Path) -> None:
    (folder / "images.json").write_bytes(b"{")
    (folder / "backups").mkdir(exist_ok=True)
    (folder / "backups" / "ratings-2020-01-01.sqlite").write_bytes(b"none" * 2000)
    assert {one.where for one in check(folder) if not one.is_sound} == {
        "images.json",
        "backups/ratings-2020-01-01.sqlite",
    }
    assert not [one for one in check(folder) if one.mendable]
    smash(folder)
    assert [one.where for one in check(folder) if one.mendable] == ["workspace.sqlite"]


def test_a_log_taken_away_by_a_repair_that_was_killed_is_read_by_the_next_one(damaged: Path) -> None:
    (damaged / "transcript.jsonl").unlink()
    killed = shutil.copytree(damaged, damaged.with_name("killed.gzlabel"))
    log = killed / "workspace.sqlite-wal"
    log.rename(f"{log}.away")
    (killed / "workspace.sqlite.repaired").touch()
    repair(killed)
    assert n_ratings(killed) == N_RATINGS
    assert not list(killed.glob("*.away"))


@pytest.mark.parametrize("next_act", [n_ratings, repair])
def test_nor_is_it_lost_where_the_database_is_sound_without_it(
    folder: Path, next_act: Callable[[Path], object]
) -> None:
    with Workspace.open(folder) as workspace:
        workspace.journal.append("interesting", [NewDecision(0, "rating", 5)])
        killed = shutil.copytree(folder, folder.with_name("killed.gzlabel"))
    (killed / "transcript.jsonl").unlink()
    log = killed / "workspace.sqlite-wal"
    log.rename(f"{log}.away")
    (killed / "workspace.sqlite.repaired").touch()
    next_act(killed)
    assert n_ratings(killed) == 1
    assert not list(killed.glob("*.away"))


def test_a_disk_that_fills_up_while_the_damaged_files_are_kept_is_given_its_room_back(
    damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copyfile

    def half(source: Path, target: Path) -> Path:
        copy(source, target)
        if target.name == "transcript.jsonl":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))
        return target

    before = sorted(damaged.rglob("*"))
    monkeypatch.setattr(shutil, "copyfile", half)
    with pytest.raises(WorkspaceError, match="the disk is full"):
        repair(damaged)
    assert sorted(damaged.rglob("*")) == before


def test_a_full_temporary_folder_is_not_taken_for_the_workspaces_disk(
    damaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with disk_on(tmp_path / "temporary", "size=64k") as disk:
        monkeypatch.setattr(tempfile, "tempdir", str(disk))
        with pytest.raises(WorkspaceError, match="the disk is full") as told:
            repair(damaged)
        assert str(told.value).startswith(str(disk))
        assert not list(disk.iterdir())


def test_a_log_left_beside_a_database_that_was_placed_is_not_read_into_it(damaged: Path) -> None:
    old = (damaged / "workspace.sqlite-wal").read_bytes()
    repair(damaged)
    before = originals(damaged)
    (damaged / "workspace.sqlite-wal.away").write_bytes(old)
    assert repair(damaged).was_sound
    assert originals(damaged) == before
    assert not list(damaged.glob("*.away"))
