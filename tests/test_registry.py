"""Modules found by name: one file, one choice."""

import pytest

from gzlabel.cli import verbs
from gzlabel.cli.verbs import rank
from gzlabel.registry import module_of, modules_of


def test_a_module_is_found_by_its_name() -> None:
    assert module_of(verbs, "rank") is rank
    assert rank in modules_of(verbs)


@pytest.mark.parametrize("name", ["nothing", "", "rank.run", "../rank", "_private", "--version"])
def test_what_is_no_public_module_is_none(name: str) -> None:
    assert module_of(verbs, name) is None
