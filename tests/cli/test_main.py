"""What the command line makes of a failure that no verb foresaw."""

import argparse
import errno
from pathlib import Path

import pytest

from gzlabel.cli.main import run
from gzlabel.cli.verbs import cite
from gzlabel.cli.verbs import open as open_verb


def test_a_disk_that_fills_up_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(parsed: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", "umap.npz")

    monkeypatch.setattr(cite, "run", full)
    assert run(["cite"]) == 1
    assert capsys.readouterr().err.startswith("gzlabel: umap.npz: the disk is full")


def test_a_file_of_ours_that_is_missing_stays_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(parsed: object) -> int:
        raise FileNotFoundError(errno.ENOENT, "no such file", "stage")

    monkeypatch.setattr(cite, "run", missing)
    with pytest.raises(FileNotFoundError):
        run(["cite"])


def test_the_name_of_a_workspace_alone_opens_it(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def note(parsed: argparse.Namespace) -> int:
        opened.append(parsed.workspace)
        return 0

    monkeypatch.setattr(open_verb, "run", note)
    assert run(["nights/rings.gzlabel"]) == 0
    assert opened == [Path("nights/rings.gzlabel")]
