"""Take ratings from a table."""

import argparse
from pathlib import Path

from gzlabel.progress import Report, silent

NAME = "rate"
HELP = "take ratings 0-5 from a table of id, rating"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument("ratings", type=Path, help="table with the columns id and rating")
    parser.add_argument("--interest", help="made if there is none of this name; the present one unless told")
    parser.add_argument("--rater", help="whose ratings these are; the user's login name unless told")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    n_rated = rate(arguments.workspace, arguments.ratings, arguments.interest, rater=arguments.rater)
    print(f"{n_rated:,} ratings saved in {arguments.workspace}")
    return 0


def rate(
    path: str | Path,
    ratings: str | Path,
    interest: str | None = None,
    *,
    rater: str | None = None,
    report: Report = silent,
) -> int:
    """Record the ratings of a table as one act, which one undo takes back; return how many.

    Raises
    ------
    UserError
        If a rating is none of 0-5 or an id is unknown; then none is recorded.
    """
    from gzlabel.workspace import Workspace, import_ratings

    with Workspace.open(Path(path), rater=rater) as workspace:
        name = interest or workspace.current_interest
        if name not in workspace.interests:
            workspace.add_interest(name)
        return import_ratings(workspace, Path(ratings), name, rater=rater)
