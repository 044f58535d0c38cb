"""Temporary folders: gone with their owner, however it ends, and never another's."""

import errno
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from gzlabel import temporary_folder
from gzlabel.atomic import written_whole
from gzlabel.temporary_folder import TemporaryFolder, is_in_one, sweep

_MAKES_AND_WAITS = """
import sys, time
from pathlib import Path
from gzlabel.temporary_folder import TemporaryFolder
folder = TemporaryFolder("copy", Path(sys.argv[1]))
(folder.path / "half").write_text("half")
print(folder.path, flush=True)
time.sleep(60)
"""


class Owner:
    """Another program that has made a folder, and lives until it is killed."""

    def __init__(self, place: Path) -> None:
        script = [sys.executable, "-c", _MAKES_AND_WAITS, str(place)]
        self._program = subprocess.Popen(script, stdout=subprocess.PIPE, text=True)
        assert self._program.stdout is not None
        self.folder = Path(self._program.stdout.readline().strip())

    def kill(self) -> None:
        self._program.kill()
        self._program.wait()

    def end(self) -> None:
        self.kill()
        assert self._program.stdout is not None
        self._program.stdout.close()


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[Owner]:
    one = Owner(tmp_path)
    yield one
    one.end()


def entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_it_is_the_users_alone_names_its_owner_and_goes_when_it_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = TemporaryFolder("copy")
    (folder.path / "deeper").mkdir()
    (folder.path / "deeper" / "file").touch()
    assert folder.path.parent == tmp_path
    assert folder.path.name.startswith("gzlabel-copy-")
    assert f"-{os.getpid()}-" in folder.path.name
    assert is_in_one(folder.path / "deeper" / "file")
    if os.name != "nt":
        assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    folder.remove()
    folder.remove()
    assert entries(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="looks at the rights of Unix")
def test_beside_a_file_to_come_others_may_look_since_windows_would_shut_them_out_of_the_file_too(
    tmp_path: Path,
) -> None:
    folder = TemporaryFolder("new", tmp_path)
    (tmp_path / "usual").mkdir(0o755)
    assert folder.path.stat().st_mode == (tmp_path / "usual").stat().st_mode
    assert stat.S_IMODE(folder.path.stat().st_mode) != 0o700


@pytest.mark.skipif(os.name == "nt", reason="network file systems of Unix")
def test_it_goes_too_where_a_removed_file_stays_in_its_folder_until_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove, locks = os.rmdir, list[BinaryIO]()

    def refuse(path: Path | str, **where: int | None) -> None:
        if not locks[-1].closed:
            raise OSError(errno.ENOTEMPTY, "Directory not empty")
        remove(path, **where)

    def lock(file: BinaryIO) -> bool:
        locks.append(file)
        return True

    monkeypatch.setattr(temporary_folder, "lock_file", lock)
    monkeypatch.setattr(os, "rmdir", refuse)
    with written_whole(tmp_path / "list.csv") as temporary:
        temporary.write_text("all of it")
    assert entries(tmp_path) == [tmp_path / "list.csv"]


def test_it_goes_with_its_object(tmp_path: Path) -> None:
    folder = TemporaryFolder("copy", tmp_path)
    assert folder.path.is_dir()
    del folder
    assert entries(tmp_path) == []


def test_what_a_killed_program_left_is_removed_and_a_living_ones_is_not(owner: Owner, tmp_path: Path) -> None:
    mine = TemporaryFolder("icons", tmp_path)
    assert entries(tmp_path) == sorted([owner.folder, mine.path])
    assert (owner.folder / "half").exists()
    owner.kill()
    another = TemporaryFolder("samp", tmp_path)
    assert entries(tmp_path) == sorted([mine.path, another.path])


def test_what_a_sweeper_left_half_removed_is_removed(owner: Owner, tmp_path: Path) -> None:
    owner.kill()
    (owner.folder / ".owner").unlink()
    sweep(tmp_path)
    assert entries(tmp_path) == []


def test_folders_of_other_names_and_of_other_computers_stay(owner: Owner, tmp_path: Path) -> None:
    owner.kill()
    computer = owner.folder.name.split("-")[2]
    elsewhere = owner.folder.rename(tmp_path / owner.folder.name.replace(computer, "00000000"))
    (tmp_path / "gzlabel-user-62z806jk").mkdir()
    (tmp_path / ".gzlabel-copy").mkdir()
    sweep(tmp_path)
    assert len(entries(tmp_path)) == 3
    assert (elsewhere / "half").exists()


@pytest.mark.skipif(os.name == "nt", reason="links and owners are those of Unix")
def test_neither_links_nor_folders_of_others_are_touched(
    owner: Owner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner.kill()
    name, kept = owner.folder.name, owner.folder.rename(tmp_path / "kept")
    owner.folder.symlink_to(kept)
    (kept / ".owner").unlink()
    sweep(tmp_path)
    assert [path.name for path in entries(kept)] == ["half"]
    assert owner.folder.is_symlink()
    owner.folder.unlink()
    kept.rename(tmp_path / name)
    monkeypatch.setattr(os, "getuid", lambda: os.geteuid() + 1)
    sweep(tmp_path)
    assert (owner.folder / "half").exists()


@pytest.mark.skipif(os.name == "nt", reason="links are those of Unix")
def test_a_link_in_place_of_a_lock_is_not_followed(owner: Owner, tmp_path: Path) -> None:
    owner.kill()
    (owner.folder / ".owner").unlink()
    (owner.folder / ".owner").symlink_to(tmp_path / "elsewhere")
    sweep(tmp_path)
    assert not (tmp_path / "elsewhere").exists()


def test_where_every_lock_is_refused_one_folder_is_left_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(temporary_folder, "lock_file", lambda file: False)
    folder = TemporaryFolder("copy", tmp_path)
    assert entries(tmp_path) == [folder.path]
    folder.remove()
    assert entries(tmp_path) == []


def test_who_is_swept_before_it_holds_its_lock_begins_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []
    make = Path.mkdir

    def swept(path: Path, mode: int) -> None:
        make(path, mode)
        made.append(path)
        if len(made) == 1:
            sweep(tmp_path)

    monkeypatch.setattr(Path, "mkdir", swept)
    folder = TemporaryFolder("copy", tmp_path)
    assert [folder.path] == made[1:]
    assert entries(tmp_path) == [folder.path]


@pytest.mark.skipif(os.name == "nt", reason="Windows removes no file that is open")
def test_who_is_swept_between_opening_and_locking_begins_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, n_taken = temporary_folder.lock_file, []

    def late(file: BinaryIO) -> bool:
        n_taken.append(file)
        if len(n_taken) == 1:
            sweep(tmp_path)
        return take(file)

    monkeypatch.setattr(temporary_folder, "lock_file", late)
    folder = TemporaryFolder("copy", tmp_path)
    sweep(tmp_path)
    assert entries(tmp_path) == [folder.path]


def test_without_locks_nothing_is_swept(
    owner: Owner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: BinaryIO) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    owner.kill()
    monkeypatch.setattr(temporary_folder, "lock_file", refuse)
    folder = TemporaryFolder("copy", tmp_path)
    assert entries(tmp_path) == sorted([owner.folder, folder.path])
    assert is_in_one(folder.path)
    monkeypatch.undo()
    sweep(tmp_path)
    assert entries(tmp_path) == [folder.path]
    folder.remove()
    assert entries(tmp_path) == []


def test_the_next_who_writes_beside_it_removes_a_half_file(owner: Owner, tmp_path: Path) -> None:
    with written_whole(tmp_path / "list.csv") as temporary:
        temporary.write_text("all of it")
    assert entries(tmp_path) == sorted([owner.folder, tmp_path / "list.csv"])
    owner.kill()
    with written_whole(tmp_path / "list.csv") as temporary:
        temporary.write_text("all of it")
    assert entries(tmp_path) == [tmp_path / "list.csv"]


@pytest.mark.parametrize("place", ["", "backups", "embedding", "atlas"])
def test_opening_a_workspace_removes_half_files_which_check_does_not_take_for_its_own(
    tmp_path: Path, place: str
) -> None:
    import pyarrow as pa

    from gzlabel.workspace import Workspace, check

    path = tmp_path / "small.gzlabel"
    Workspace.create(path, pa.table({"id": [1, 2, 3]})).close()
    owner = Owner(path / place)
    shutil.copy(owner.folder / "half", owner.folder / "half.json")
    shutil.copy(owner.folder / "half", owner.folder / "half.npy")
    assert all(finding.is_sound for finding in check(path))
    Workspace.open(path).close()
    assert owner.folder.is_dir()
    owner.end()
    Workspace.open(path).close()
    assert not owner.folder.exists()


def test_a_workspace_whose_folder_may_not_be_listed_opens_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow as pa

    from gzlabel.workspace import Workspace

    def refuse(path: Path) -> Iterator[Path]:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    path = tmp_path / "small.gzlabel"
    Workspace.create(path, pa.table({"id": [1, 2, 3]})).close()
    monkeypatch.setattr(Path, "iterdir", refuse)
    with Workspace.open(path) as workspace:
        assert not workspace.read_only
