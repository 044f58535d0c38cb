"""List the clusters that the labels so far choose from the tree."""

import argparse
from pathlib import Path
from typing import Any

from gzlabel.cli.terminal import print_json, print_table
from gzlabel.errors import AtlasError
from gzlabel.workspace import Workspace

NAME = "clusters"
HELP = "list the clusters chosen under the ratings so far"

_COLUMNS = ("key", "name", "size", "rated", "liked", "mean", "std", "alert")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--interest", help="the present one unless told")
    parser.add_argument("--json", action="store_true", help="for a program")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    lines = clusters(arguments.workspace, arguments.interest)
    if arguments.json:
        print_json(lines)
    else:
        print_table(_COLUMNS, ([line[name] for name in _COLUMNS] for line in lines))
    return 0


def clusters(path: Path, interest: str | None = None) -> list[dict[str, Any]]:
    """Size, ratings and expected interest of each cluster, the most promising first.

    Raises
    ------
    AtlasError
        If there is no map yet.
    """
    from gzlabel.workbench.headless import model

    with Workspace.open(Path(path), read_only=True) as workspace:
        found = model(workspace, interest or workspace.current_interest).outlook.clusters
        if found is None:
            raise AtlasError(
                "there is no cluster tree yet", where=path, remedy=f"Run `gzlabel map {path}` first"
            )
    lines = [
        {
            "key": one.key,
            "name": one.name,
            "size": one.size,
            "rated": one.n_rated,
            "liked": one.n_liked,
            "mean": one.mean,
            "std": one.std,
            "alert": one.alert,
            "typical_rows": list(one.typical),
        }
        for one in found.summaries
    ]
    return sorted(lines, key=lambda line: -float(str(line["mean"])))
