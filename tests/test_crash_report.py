"""What is written down of a bug, and that nobody else hears of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import gzlabel
from gzlabel import __main__, crash_report
from gzlabel.cli import main as cli
from gzlabel.crash_report import crash_reports, write_crash_report


@pytest.fixture(autouse=True)
def fresh_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


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
        environment = {**os.environ, "PYTHONPATH": str(Path(gzlabel.__file__).parents[1])}
        subprocess.run(
            [sys.executable, "-c", f"{begin}; {end}"], env=environment, capture_output=True, check=False
        )
        assert len(crash_reports()) == expected
    assert "Segmentation fault" in crash_reports()[0].read_text()


def test_the_newest_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["crash-report"]) == 0
    assert "There is none" in capsys.readouterr().out
    path = write_crash_report(a_bug())
    cli.run(["crash-report"])
    assert "KeyError" in capsys.readouterr().out
    cli.run(["crash-report", "--list"])
    assert capsys.readouterr().out.strip() == str(path)
