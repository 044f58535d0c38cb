"""Hand the ratings over to a colleague, or compare two raters."""

import argparse
from pathlib import Path
from typing import Any

from gzlabel.cli.terminal import print_json, print_table
from gzlabel.errors import WorkspaceError

NAME = "ratings"
HELP = "write a table of ratings for a colleague, or compare two raters"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", type=Path, metavar="TABLE", help="write id, rating, rater, time")
    what.add_argument("--compare", nargs=2, metavar=("RATER", "RATER"), help="agreement and conflicts")
    parser.add_argument("--interest", help="the present one unless told")
    parser.add_argument("--rater", help="with --out: of one rater alone")
    parser.add_argument("--json", action="store_true", help="with --compare: for a program")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    if arguments.out is not None:
        n_written = ratings(arguments.workspace, arguments.out, arguments.interest, rater=arguments.rater)
        print(f"{n_written:,} ratings written to {arguments.out}")
        return 0
    figures = compare_raters(arguments.workspace, *arguments.compare, interest=arguments.interest)
    if arguments.json:
        print_json(figures)
    else:
        print_table(("figure", "value"), figures.items())
    return 0


def ratings(
    path: str | Path, out: str | Path, interest: str | None = None, *, rater: str | None = None
) -> int:
    """Write a table of id, rating, rater and time, of one rater alone where told; return how many it holds."""
    from gzlabel.catalogue import refuse_unwritable
    from gzlabel.workspace import Workspace, export_ratings

    refuse_unwritable(Path(out))
    with Workspace.open(Path(path), read_only=True) as workspace:
        name = interest or workspace.current_interest
        raters = workspace.journal.raters(name)
        if rater is not None and rater not in raters:
            raise WorkspaceError(
                f"{rater!r} has rated nothing for {name!r}",
                where=workspace.path,
                remedy=f"Raters are: {', '.join(raters) or 'none'}",
            )
        return export_ratings(workspace, Path(out), name, rater=rater)


def compare_raters(
    path: str | Path, first: str, second: str, *, interest: str | None = None
) -> dict[str, Any]:
    """Cohen's kappa, quadratic-weighted kappa, Krippendorff's alpha, and the ids two raters differ on."""
    from gzlabel.workspace import Workspace, agreement

    with Workspace.open(Path(path), read_only=True) as workspace:
        found = agreement(workspace, interest or workspace.current_interest, first, second)
        return {
            "both_rated": len(found.rows),
            "kappa": found.kappa,
            "weighted_kappa": found.weighted_kappa,
            "alpha": found.alpha,
            "conflicts": workspace.catalogue.ids[found.conflicts].tolist(),
        }
