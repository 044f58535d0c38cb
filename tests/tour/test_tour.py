"""The tour itself is for a screen and for eyes; that it says what it lacks can be tested without."""

from pathlib import Path

import pytest

from tests.tour.__main__ import main


def test_programs_that_are_missing_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None if name in ("Xvfb", "import") else name)
    monkeypatch.setattr("sys.argv", ["tour", str(tmp_path)])
    assert main() == 1
    said = capsys.readouterr().err
    assert said == "The tour needs programs that are not here: install xvfb imagemagick.\n"
    assert not list(tmp_path.iterdir())
