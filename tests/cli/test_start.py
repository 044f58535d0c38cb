"""What starting costs: nothing that is not needed."""

import subprocess
import sys

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


def test_the_desk_loads_qt_alone() -> None:
    assert loaded_by("import gzlabel.desk") <= {"PySide6"}
