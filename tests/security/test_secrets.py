"""A token of the environment goes to the hub it is for, and is written nowhere."""

import sys
from pathlib import Path

import pytest

import gzlabel
from gzlabel import __main__
from gzlabel.cli import main as cli
from gzlabel.user_settings import DEFAULTS
from gzlabel.workspace import NewDecision, Workspace, repair

TOKEN = "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"


def test_no_file_and_no_word_holds_a_token_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "GITHUB_TOKEN"):
        monkeypatch.setenv(name, TOKEN)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "user"))
    path, table = tmp_path / "w.gzlabel", tmp_path / "galaxies.csv"
    table.write_text("id,ra,dec\n1,150.1,2.1\n2,150.2,2.2\n3,150.3,2.3\n")
    gzlabel.new(path, table).close()
    with Workspace.open(path) as workspace:
        workspace.journal.append(workspace.current_interest, [NewDecision(0, "rating", 5)])
    (path / "workspace.sqlite").unlink()
    repair(path)
    assert cli.run(["export", str(path), str(tmp_path / "list.csv")]) == 0
    assert cli.run(["settings", "crash-reports", "on"]) == 0
    monkeypatch.setattr(cli, "run", lambda words: 1 // 0)
    monkeypatch.setattr(sys, "argv", ["gzlabel", "info", str(path)])
    assert __main__.main() == 70
    told = capsys.readouterr()
    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert {"list.csv", "settings.json", "transcript.jsonl"} <= {file.name for file in written}
    assert any("crash" in str(file) or file.parent.name == "log" for file in written)
    assert [file for file in written if TOKEN.encode() in file.read_bytes()] == []
    assert TOKEN not in told.out + told.err


def test_no_setting_would_keep_one() -> None:
    assert all(isinstance(usual, bool) for usual in DEFAULTS.values())
