"""A workspace that a stranger made: nothing of it is followed, waited for or read without end."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from gzlabel.errors import WorkspaceError
from gzlabel.workspace import NewDecision, Workspace, check, repair

PLACES = [
    ".lock",
    "workspace.sqlite-wal",
    "transcript.jsonl",
    "backups",
    "embedding/blocks.jsonl",
    "atlas/old/map.npz",
    "embedding/old/older/vectors.npy",
]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
@pytest.mark.parametrize("verb", [Workspace.open, repair, check])
@pytest.mark.parametrize("name", PLACES)
def test_a_link_is_refused_and_what_it_leads_to_is_as_it_was(folder: Path, name: str, verb: object) -> None:
    thesis, place = folder.with_name("thesis.tex"), folder / name
    thesis.write_text("a year of work")
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_dir():
        for inside in place.iterdir():
            inside.unlink()
        place.rmdir()
    place.unlink(missing_ok=True)
    place.symlink_to(thesis)
    with pytest.raises(WorkspaceError, match="a link to another place"):
        verb(folder)  # type: ignore[operator]
    assert thesis.read_text() == "a year of work"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("name", ["images.json", "embedding/vectors.npy"])
def test_nobody_waits_for_a_pipe(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    with pytest.raises(WorkspaceError, match="neither a file nor a folder"):
        check(folder)


def test_a_table_without_end_is_not_read_by_repair(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        workspace.journal.append("interesting", [NewDecision(3, "rating", 5)])
    endless = (
        "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT n AS key, 5 AS rating FROM x"
    )
    with closing(sqlite3.connect(folder / "workspace.sqlite")) as connection:
        connection.executescript(f"ALTER TABLE decision RENAME TO d2; CREATE VIEW decision AS {endless};")
    assert repair(folder).n_decisions == 1


def test_a_map_cut_short_is_told_and_set_aside(folder: Path) -> None:
    file = folder / "atlas" / "map.npz"
    np.savez(file, positions=np.zeros((12, 2)))
    os.truncate(file, file.stat().st_size // 2)
    assert [one.where for one in check(folder) if not one.is_sound] == [str(Path("atlas/map.npz"))]
    assert repair(folder).set_aside == (str(Path("atlas/map.npz.damaged")),)
    assert all(one.is_sound for one in check(folder))


def test_a_repair_says_what_it_cannot_mend(folder: Path) -> None:
    catalogue = folder / "catalogue.parquet"
    os.truncate(catalogue, catalogue.stat().st_size * 2 // 3)
    repaired = repair(folder)
    assert not repaired.was_sound
    (sentence,) = repaired.still_wrong
    assert sentence.startswith("catalogue.parquet: the catalogue is damaged")
