"""What is written down of a bug, and that nobody else hears of it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

import gzlabel
from gzlabel import __main__, crash_report
from gzlabel.cli import main as cli
from gzlabel.crash_report import crash_reports, write_crash_report
from gzlabel.workspace import Workspace


@pytest.fixture(autouse=True)
def fresh_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def as_here() -> dict[str, str]:
    """The surroundings of a process of its own that finds this gzlabel."""
    return {**os.environ, "PYTHONPATH": str(Path(gzlabel.__file__).parents[1])}


def a_bug(secret: str = "the rating of NGC 1") -> Exception:
    try:
        raise KeyError(f"{Path.home()}/somewhere")
    except KeyError as error:
        return error


def test_a_report_can_be_read_and_says_with_what() -> None:
    path = write_crash_report(a_bug())
    assert path is not None
    text = path.read_text()
    assert f"gzlabel {gzlabel.__version__}" in text
    assert "KeyError" in text
    assert "test_crash_report.py" in text
    assert "numpy 2" in text


def test_it_holds_neither_values_nor_the_name_of_the_home() -> None:
    text = crash_report.report_text(a_bug())
    assert "~/somewhere" in text
    assert "rating of NGC 1" not in text


def test_switched_off_nothing_is_written(monkeypatch: pytest.MonkeyPatch, fresh_user: Path) -> None:
    monkeypatch.setenv("GZLABEL_CRASH_REPORTS", "off")
    assert write_crash_report(a_bug()) is None
    assert crash_report.watch_for_fatal_errors() is None
    assert list(fresh_user.iterdir()) == []


def test_a_disk_that_refuses_makes_no_second_error(fresh_user: Path) -> None:
    (fresh_user / "state").write_text("a file where the folder should be")
    assert write_crash_report(a_bug()) is None


def test_twenty_are_kept() -> None:
    written = [write_crash_report(a_bug()) for _ in range(23)]
    assert len(crash_reports()) == 20
    assert crash_reports()[0] == written[-1]


def test_a_bug_of_a_command_is_written_down_and_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> int:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(cli, "run", fail)
    monkeypatch.setattr(sys, "argv", ["gzlabel", "info"])
    assert __main__.main() == 70
    said = capsys.readouterr().err
    assert "ZeroDivisionError: a bug" in said
    assert f"A report was written to {crash_reports()[0]}; it is sent to nobody" in said


def test_a_fault_in_a_library_leaves_a_report_and_a_good_end_none(fresh_user: Path) -> None:
    begin = "from gzlabel.crash_report import watch_for_fatal_errors as watch; print(watch())"
    for end, expected in (("", 0), ("import faulthandler; faulthandler._sigsegv()", 1)):
        subprocess.run(
            [sys.executable, "-c", f"{begin}; {end}"], env=as_here(), capture_output=True, check=False
        )
        assert len(crash_reports()) == expected
    told = crash_reports()[0].read_text()
    assert f"gzlabel {gzlabel.__version__}" in told
    assert "Every rating that it had shown as saved is on the disk" in told
    assert told.index("shown as saved") < told.index("Segmentation fault")


def test_a_program_killed_while_all_is_well_leaves_no_report() -> None:
    watch = "from gzlabel.crash_report import watch_for_fatal_errors as watch; watch()"
    subprocess.run([sys.executable, "-c", f"{watch}; import os; os._exit(9)"], env=as_here(), check=False)
    assert len(list(crash_report.reports_folder().iterdir())) == 1
    assert crash_reports() == ()
    assert crash_report.last_hard_end() is None


def test_of_many_programs_killed_the_last_twenty_leave_a_trace() -> None:
    crash_report.reports_folder().mkdir(parents=True)
    for number in range(30):
        (crash_report.reports_folder() / f"fatal-2025-01-01T0000{number:02}-1.txt").touch()
    watch = "from gzlabel.crash_report import watch_for_fatal_errors as watch; watch()"
    subprocess.run([sys.executable, "-c", watch], env=as_here(), check=True)
    assert len(list(crash_report.reports_folder().iterdir())) == 19


WITH_ITS_INDEX_CUT = """
import os, sys
from pathlib import Path
from gzlabel.crash_report import watch_for_fatal_errors
from gzlabel.workspace import NewDecision, Workspace

watch_for_fatal_errors()
workspace = Workspace.open(Path(sys.argv[1]))
for row in range(12):
    if row == 9:
        os.truncate(Path(sys.argv[1]) / "workspace.sqlite-shm", 0)
    workspace.journal.append("interesting", [NewDecision(row, "rating", 4)])
    print(row, flush=True)
"""


@pytest.mark.skipif(
    sys.platform != "linux", reason="other systems cut no file that is mapped, or end otherwise"
)
def test_what_the_report_of_a_hard_end_says_of_the_ratings_is_true(fresh_user: Path) -> None:
    path = fresh_user / "w.gzlabel"
    Workspace.create(path, pa.table({"id": [f"G{n}" for n in range(12)]})).close()
    command = [sys.executable, "-c", WITH_ITS_INDEX_CUT, str(path)]
    ended = subprocess.run(command, env=as_here(), capture_output=True, text=True, check=False)
    assert ended.returncode == -signal.SIGBUS
    assert crash_reports()[0] == crash_report.last_hard_end()
    assert "Every rating that it had shown as saved is on the disk" in crash_reports()[0].read_text()
    told = [int(row) for row in ended.stdout.split()]
    assert len(told) >= 9
    with Workspace.open(path) as workspace:
        held = [decision.row for decision in workspace.journal.current("interesting")]
    assert held[: len(told)] == told
    assert len(held) <= len(told) + 1


def test_the_newest_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["crash-report"]) == 0
    assert "There is none" in capsys.readouterr().out
    path = write_crash_report(a_bug())
    cli.run(["crash-report"])
    assert "KeyError" in capsys.readouterr().out
    cli.run(["crash-report", "--list"])
    assert capsys.readouterr().out.strip() == str(path)
