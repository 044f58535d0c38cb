"""How the program ends."""

import gc
import sys
from types import ModuleType

import pytest

from gzlabel.__main__ import main


@pytest.mark.parametrize("with_torch", [True, False])
def test_torch_is_not_searched_for_cycles_as_the_program_ends(
    monkeypatch: pytest.MonkeyPatch, with_torch: bool
) -> None:
    """That search takes seconds, after all that was to be done is done."""
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    if with_torch:
        monkeypatch.setitem(sys.modules, "torch", ModuleType("torch"))
    monkeypatch.setattr("gzlabel.cli.main.run", lambda words: 130)
    gc.unfreeze()
    try:
        assert main() == 130
        assert (gc.get_freeze_count() > 0) == with_torch
    finally:
        gc.unfreeze()
