"""A process is killed at its work, and what it began is looked for."""

import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from gzlabel.bench._killing import killed, n_living_on

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="this system tells no families")


def begin_another(out: Path, pipe: Connection) -> None:
    """Begin a process that does not end with this one."""
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    out.write_text(str(sleeper.pid))
    pipe.send("ready")
    pipe.send(("did", 1))
    time.sleep(60)


def end_early(pipe: Connection) -> None:
    """Be done before the kill."""
    pipe.send("ready")
    pipe.send(("did", 2))


@pytest.mark.slow
def test_what_lives_on_is_counted_and_what_was_told_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(n_living_on, "__defaults__", (0.1,))
    end = killed(begin_another, tmp_path / "pid", after=0.2)
    orphan = int((tmp_path / "pid").read_text())
    try:
        assert end.told == [("did", 1)]
        assert end.was_at_work
        assert end.n_living_on == 1
    finally:
        subprocess.run(["kill", "-9", str(orphan)], check=True)
    assert n_living_on([orphan], patience_s=5.0) == 0


@pytest.mark.slow
def test_what_ended_by_itself_was_not_hit() -> None:
    end = killed(end_early, after=5.0)
    assert (end.told, end.was_at_work, end.n_living_on) == ([("did", 2)], False, 0)
