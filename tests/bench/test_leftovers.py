"""What the fault benchmark counts as left over, and that it is begun anew after each count."""

import tempfile
from pathlib import Path

from gzlabel.bench._leftovers import remove_leftovers, temporaries_in


def test_what_is_hidden_or_temporary_is_counted_once_and_removed(tmp_path: Path) -> None:
    temporaries, place = tmp_path / "temporaries", tmp_path / "made.gzlabel"
    for folder in (temporaries / "gzlabel-copy", place / "backups" / ".gzlabel-new"):
        folder.mkdir(parents=True)
        (folder / ".owner").touch()
    (place / ".lock").touch()
    (place / "workspace.sqlite").touch()
    (place / ".list-0a1b2c.csv").touch()
    left = remove_leftovers(temporaries, place)
    assert {path.name for path in left} == {"gzlabel-copy", ".gzlabel-new", ".list-0a1b2c.csv"}
    assert len(left) == 3
    assert remove_leftovers(temporaries, place) == []
    assert sorted(path.name for path in place.iterdir()) == [".lock", "backups", "workspace.sqlite"]


def test_temporaries_go_elsewhere_for_a_while(tmp_path: Path) -> None:
    before = tempfile.gettempdir()
    with temporaries_in(tmp_path):
        assert tempfile.gettempdir() == str(tmp_path)
    assert tempfile.gettempdir() == before
