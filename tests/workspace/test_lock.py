"""The lock: the operating system's, and where the file system knows none, by the holder's name."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from gzlabel.errors import WorkspaceLocked
from gzlabel.workspace import NewDecision, Workspace
from gzlabel.workspace.lock import WorkspaceLock


@pytest.mark.skipif(os.name == "nt", reason="Windows starts a program without copying its parent's files")
def test_a_process_that_is_being_started_keeps_no_lock_given_back(tmp_path: Path) -> None:
    lock, (was_born, bear), (may_run, let_run) = WorkspaceLock(tmp_path), os.pipe(), os.pipe()

    def linger() -> None:
        os.write(bear, b".")
        os.read(may_run, 1)

    command = [sys.executable, "-c", "pass"]
    starting = threading.Thread(target=lambda: subprocess.run(command, preexec_fn=linger, check=True))
    starting.start()
    os.read(was_born, 1)
    try:
        lock.release()
        WorkspaceLock(tmp_path).release()
    finally:
        os.write(let_run, b".")
        starting.join()
        for end in (was_born, bear, may_run, let_run):
            os.close(end)


@pytest.mark.usefixtures("without_locks")
class TestByName:
    def test_it_excludes_a_second_holder(self, tmp_path: Path) -> None:
        first = WorkspaceLock(tmp_path)
        assert first.by_name_only
        with pytest.raises(WorkspaceLocked, match=f"process {os.getpid()}"):
            WorkspaceLock(tmp_path)
        first.release()
        WorkspaceLock(tmp_path).release()

    def test_a_dead_holder_is_left_behind(self, tmp_path: Path) -> None:
        first = WorkspaceLock(tmp_path)
        holder = tmp_path / ".lock-holder"
        named = json.loads(holder.read_text())
        holder.write_text(json.dumps({**named, "pid": 2**22 + 1}))
        WorkspaceLock(tmp_path).release()
        first.release()

    def test_a_holder_elsewhere_that_fell_silent_is_left_behind(self, tmp_path: Path) -> None:
        first = WorkspaceLock(tmp_path)
        holder = tmp_path / ".lock-holder"
        holder.write_text(json.dumps({**json.loads(holder.read_text()), "host": "elsewhere"}))
        with pytest.raises(WorkspaceLocked, match="on elsewhere"):
            WorkspaceLock(tmp_path)
        os.utime(holder, (time.time() - 3600,) * 2)
        WorkspaceLock(tmp_path).release()
        first.release()

    def test_a_clock_that_goes_wrong_here_opens_no_lock(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first, now = WorkspaceLock(tmp_path), time.time()
        holder = tmp_path / ".lock-holder"
        holder.write_text(json.dumps({**json.loads(holder.read_text()), "host": "elsewhere"}))
        monkeypatch.setattr(time, "time", lambda: now + 3600)
        with pytest.raises(WorkspaceLocked, match="on elsewhere"):
            WorkspaceLock(tmp_path)
        first.release()

    def test_a_holder_that_fell_silent_before_the_clock_was_set_back_is_left_behind(
        self, tmp_path: Path
    ) -> None:
        first = WorkspaceLock(tmp_path)
        holder = tmp_path / ".lock-holder"
        holder.write_text(json.dumps({**json.loads(holder.read_text()), "host": "elsewhere"}))
        os.utime(holder, (time.time() + 10**8,) * 2)
        WorkspaceLock(tmp_path).release()
        first.release()

    def test_a_copied_folder_is_free(self, tmp_path: Path) -> None:
        (tmp_path / "original").mkdir()
        first = WorkspaceLock(tmp_path / "original")
        shutil.copytree(tmp_path / "original", tmp_path / "copy")
        WorkspaceLock(tmp_path / "copy").release()
        first.release()

    def test_a_sleeper_that_was_taken_over_writes_no_more(self, folder: Path) -> None:
        sleeper = Workspace.open(folder)
        os.utime(folder / ".lock-holder", (time.time() - 3600,) * 2)
        named = json.loads((folder / ".lock-holder").read_text())
        (folder / ".lock-holder").write_text(json.dumps({**named, "host": "elsewhere", "token": "another"}))
        with pytest.raises(WorkspaceLocked, match="on elsewhere"):
            sleeper.journal.append("interesting", [NewDecision(1, "rating", 5)])
        sleeper.close()

    def test_the_database_shares_no_memory(self, folder: Path) -> None:
        with Workspace.open(folder) as workspace:
            workspace.journal.append("interesting", [NewDecision(1, "rating", 5)])
            assert workspace._database.read("PRAGMA journal_mode")[0][0] == "truncate"
            with Workspace.open(folder, read_only=True) as reader:
                assert len(reader.journal.current("interesting")) == 1
