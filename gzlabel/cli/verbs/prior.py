"""Let an interest start from what a classifier says."""

import argparse
from pathlib import Path

from gzlabel.workspace import Workspace

NAME = "prior"
HELP = "let the expectations of an interest start from a column, such as a classifier's probability"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument(
        "column", nargs="?", default="", help="of probabilities or ratings; none takes it away"
    )
    parser.add_argument("--interest", help="the present one unless told")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    interest = set_prior(arguments.workspace, arguments.column, arguments.interest)
    where = f"starts from {arguments.column}" if arguments.column else "starts from nothing"
    print(f"{interest} {where}")
    return 0


def set_prior(path: Path, column: str, interest: str | None = None) -> str:
    """Let an interest start from a column; an empty one takes it away. Returns the interest.

    Raises
    ------
    UserError
        If the column holds neither probabilities nor ratings, or there is no such interest.
    """
    from gzlabel.errors import WorkspaceError
    from gzlabel.workbench.priors import SETTING, read_prior, with_prior

    with Workspace.open(Path(path)) as workspace:
        name = interest or workspace.current_interest
        if name not in workspace.interests:
            raise WorkspaceError(
                f"there is no interest named {name!r}", remedy=f"There are: {', '.join(workspace.interests)}"
            )
        read_prior(workspace.catalogue, column)
        workspace.set_setting(SETTING, with_prior(workspace.settings(), name, column))
        return name
