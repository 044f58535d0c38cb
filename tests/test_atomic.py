"""Files written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from gzlabel.atomic import written_whole


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    with written_whole(tmp_path / "list.csv") as temporary:
        assert temporary.suffix == ".csv"
        temporary.write_text("all of it")
        assert not (tmp_path / "list.csv").exists()
    assert (tmp_path / "list.csv").read_text() == "all of it"
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def fail_midway(path: Path) -> None:
    with written_whole(path) as temporary:
        temporary.write_text("half")
        raise RuntimeError


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("old")
    with pytest.raises(RuntimeError):
        fail_midway(tmp_path / "list.csv")
    assert (tmp_path / "list.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_it_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "any").touch()
    with written_whole(tmp_path / "whole"):
        pass
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert len(modes) == 1


def test_file_and_then_folder_are_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[tuple[str, bool]] = []

    def note(handle: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        synced.append(("folder" if is_folder else "file", (tmp_path / "list.csv").exists()))

    monkeypatch.setattr(os, "fsync", note)
    with written_whole(tmp_path / "list.csv"):
        pass
    assert synced == [("file", False), ("folder", True)]
