"""What starting costs: nothing that is not needed."""

import subprocess
import sys

import pytest

from gzlabel.cli import verbs
from gzlabel.cli.main import make_parser
from gzlabel.registry import modules_of

HEAVY = (
    "torch",
    "torchvision",
    "timm",
    "umap",
    "numba",
    "sklearn",
    "hdbscan",
    "PySide6",
    "astropy",
    "pandas",
)


def loaded_by(statement: str) -> set[str]:
    """Which heavy libraries a fresh interpreter holds after ``statement``."""
    code = f"import sys; {statement}; print(*(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_gzlabel_loads_no_library() -> None:
    assert loaded_by("import gzlabel") == set()


def test_the_command_line_loads_none_of_them_for_its_help() -> None:
    assert loaded_by("from gzlabel.cli.main import make_parser; make_parser()") == set()


ROOMS = (
    "numpy",
    "pyarrow",
    "gzlabel.workspace",
    "gzlabel.catalogue",
    "gzlabel.workbench",
    "gzlabel.bench.map",
)


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["nonsense"]])
def test_what_is_only_to_be_told_loads_no_room(words: list[str]) -> None:
    code = f"""import sys
from gzlabel.cli.main import run
try:
    run({words!r})
except SystemExit:
    verbs = [name for name in sys.modules if name.startswith("gzlabel.cli.verbs.")]
    print(len(verbs), *(name for name in {ROOMS!r} if name in sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    n_verbs, *rooms = done.stdout.splitlines()[-1].split()
    assert rooms == []
    assert (n_verbs == "0") == (words == ["--version"])


def test_the_desk_loads_qt_alone() -> None:
    assert loaded_by("import gzlabel.desk") <= {"PySide6"}


def test_a_verb_loads_neither_the_others_nor_their_libraries() -> None:
    code = (
        "import sys; from gzlabel.cli.main import make_parser; make_parser('new');"
        "print(*(m for m in sys.modules if m.startswith(('gzlabel.cli.verbs.', 'gzlabel.bench', 'scipy'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["gzlabel.cli.verbs.new"]


def test_every_verb_is_found_by_its_name_and_help_lists_all() -> None:
    everything = make_parser().format_help()
    for module in modules_of(verbs):
        assert f"    {module.NAME}" in everything.splitlines() or f"    {module.NAME} " in everything
        assert module.NAME in make_parser(module.NAME).format_help()
        assert make_parser(module.NAME).format_help() != everything
