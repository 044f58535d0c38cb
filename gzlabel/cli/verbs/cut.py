"""Cut the catalogue: what is offered, ranked and exported."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from gzlabel.cli.terminal import print_json

NAME = "cut"
HELP = "leave galaxies out of pages, ranking and exports by an expression over columns; without one, show it"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "expression", nargs="?", help="such as 'smooth_fraction < 0.5 and edge_on < 0.3'; what fits is kept"
    )
    what.add_argument(
        "--try", dest="trial", metavar="EXPRESSION", help="count what it keeps, and change nothing"
    )
    what.add_argument("--clear", action="store_true", help="keep every galaxy again")
    parser.add_argument("--json", action="store_true", help="for a program")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    text = "" if arguments.clear else arguments.expression or arguments.trial
    found = cut(arguments.workspace, text, keep=arguments.trial is None)
    if arguments.json:
        print_json({"cut": found.text, "kept": found.n_kept, "galaxies": found.n_galaxies})
    elif found.text:
        print(f"{found.text}: {found.n_kept:,} of {found.n_galaxies:,} galaxies are kept")
    else:
        print(f"no cut: all {found.n_galaxies:,} galaxies are kept")
    return 0


@dataclass(frozen=True)
class CutOutcome:
    """A cut, and how many of the galaxies it keeps."""

    text: str
    n_kept: int
    n_galaxies: int


def cut(path: str | Path, expression: str | None = None, *, keep: bool = True) -> CutOutcome:
    """Put a cut in force, or tell which one is.

    Parameters
    ----------
    expression
        Over columns, safely parsed, such as ``smooth < 0.5 and edge_on < 0.3``; an empty one keeps every galaxy,
        None changes nothing.
    keep
        False counts and changes nothing.

    Raises
    ------
    CatalogueError
        If it is no cut, or speaks of a column that is not there; then the one before stays.
    """
    from gzlabel.workbench.cutting import kept_by
    from gzlabel.workspace import Workspace

    changes = expression is not None and keep
    with Workspace.open(Path(path), read_only=not changes) as workspace:
        text = workspace.setting("cut", "") if expression is None else expression.strip()
        kept, n_galaxies = kept_by(text, workspace.catalogue), workspace.catalogue.n_galaxies
        if changes:
            workspace.set_setting("cut", text)
    return CutOutcome(text, n_galaxies if kept is None else int(kept.sum()), n_galaxies)
