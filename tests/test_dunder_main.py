"""How the program ends."""

import gc

import pytest

from gzlabel.__main__ import main


def test_nothing_is_searched_for_cycles_as_the_program_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """That search takes half a second or more, after all that was to be done is done."""
    monkeypatch.setattr("gzlabel.cli.main.run", lambda words: 130)
    gc.unfreeze()
    try:
        assert main() == 130
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
