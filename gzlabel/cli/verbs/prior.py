"""Let an interest start from what a classifier says, or from what another interest has learnt."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from gzlabel.errors import UserError, WorkspaceError

if TYPE_CHECKING:
    from gzlabel.workspace import Workspace

NAME = "prior"
HELP = "let the expectations of an interest start from a column of probabilities, or from another interest"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument(
        "column", nargs="?", default="", help="of probabilities or ratings; none takes it away"
    )
    parser.add_argument("--like", metavar="INTEREST", help="start from a share of what this one expects now")
    parser.add_argument("--interest", help="the present one unless told")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    if arguments.like and arguments.column:
        raise UserError("a column and --like were both given", remedy="Give one of them")
    column = hint(arguments.workspace, arguments.like) if arguments.like else arguments.column
    interest = set_prior(arguments.workspace, column, arguments.interest)
    print(f"{interest} starts from {column or 'nothing'}")
    return 0


def hint(path: Path, interest: str) -> str:
    """Keep what ``interest`` expects now as a column for a related one to start from; return its name.

    Raises
    ------
    UserError
        If nothing is liked in it yet, there are no vectors, or there is no such interest.
    """
    from gzlabel.workbench.headless import model
    from gzlabel.workbench.hints import put_hint
    from gzlabel.workspace import Workspace

    with Workspace.open(Path(path)) as workspace:
        _check_known(workspace, interest)
        view = model(workspace, interest)
        if not view.record.counts.liked:
            raise UserError(
                f"nothing is liked in {interest!r} yet, so it has nothing to tell another interest",
                where=path,
                remedy="Rate some of its galaxies 3 or more first",
            )
        return put_hint(workspace.catalogue, interest, view.outlook.scores.mean)


def set_prior(path: Path, column: str, interest: str | None = None) -> str:
    """Let an interest start from a column; an empty one takes it away. Returns the interest.

    Raises
    ------
    UserError
        If the column holds neither probabilities nor ratings, or there is no such interest.
    """
    from gzlabel.workbench.model.priors import SETTING, read_prior, with_prior
    from gzlabel.workspace import Workspace

    with Workspace.open(Path(path)) as workspace:
        name = interest or workspace.current_interest
        _check_known(workspace, name)
        read_prior(workspace.catalogue, column)
        workspace.set_setting(SETTING, with_prior(workspace.settings(), name, column))
        return name


def _check_known(workspace: "Workspace", interest: str) -> None:
    if interest not in workspace.interests:
        raise WorkspaceError(
            f"there is no interest named {interest!r}", remedy=f"There are: {', '.join(workspace.interests)}"
        )
