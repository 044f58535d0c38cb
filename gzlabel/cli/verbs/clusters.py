"""List the clusters that the labels so far choose from the tree."""

import argparse
from pathlib import Path
from typing import Any

from gzlabel.cli.terminal import ProgressBar, print_json, print_table, tell_unfinished
from gzlabel.errors import AtlasError
from gzlabel.progress import Report, silent

NAME = "clusters"
HELP = "list the clusters chosen under the ratings so far"

_COLUMNS = ("key", "name", "size", "rated", "liked", "mean", "std", "alert")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--interest", help="the present one unless told")
    parser.add_argument(
        "--contact-sheets", type=Path, metavar="DIR", help="a picture of each cluster's galaxies"
    )
    parser.add_argument("--json", action="store_true", help="for a program")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    tell_unfinished(arguments.workspace)
    if arguments.contact_sheets is not None:
        progress = ProgressBar()
        n_written = contact_sheets(
            arguments.workspace, arguments.contact_sheets, arguments.interest, report=progress
        )
        progress.close()
        print(f"{n_written} contact sheets in {arguments.contact_sheets}")
        return 0
    lines = clusters(arguments.workspace, arguments.interest)
    if arguments.json:
        print_json(lines)
    else:
        print_table(_COLUMNS, ([line[name] for name in _COLUMNS] for line in lines))
    return 0


def clusters(path: str | Path, interest: str | None = None) -> list[dict[str, Any]]:
    """Size, ratings and expected interest of each cluster, the most promising first.

    Raises
    ------
    AtlasError
        If there is no map yet.
    """
    from gzlabel.workbench.headless import model
    from gzlabel.workspace import Workspace

    with Workspace.open(Path(path), read_only=True) as workspace:
        found = model(workspace, interest or workspace.current_interest).outlook.clusters
        if found is None:
            raise _no_tree(path)
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


def contact_sheets(
    path: str | Path, folder: str | Path, interest: str | None = None, *, report: Report = silent
) -> int:
    """Write a picture of typical, borderline and surprising galaxies of each cluster; return how many."""
    from gzlabel.atlas import Atlas, ClusterEdits, choose_clusters, summarise_clusters, write_contact_sheets
    from gzlabel.workbench.headless import model
    from gzlabel.workspace import Workspace

    with Workspace.open(Path(path), read_only=True) as workspace:
        tree = Atlas.open(workspace.atlas_folder).tree
        if tree is None:
            raise _no_tree(path)
        view, edits = model(workspace, interest or workspace.current_interest), workspace.cluster_edits()
        rows, ratings, scores = view.record.rated_rows, view.record.ratings, view.outlook.scores
        kept = ClusterEdits(tuple(edits.names), edits.merges, edits.splits, edits.dismissed)
        chosen = choose_clusters(tree, rows, ratings, kept)
        facts = summarise_clusters(
            chosen, scores.mean, scores.std, rows, ratings, density=tree.galaxy_density
        )
        read = workspace.images.read
        return len(write_contact_sheets(facts, read, Path(folder), names=edits.names, report=report))


def _no_tree(path: str | Path) -> AtlasError:
    return AtlasError("there is no cluster tree yet", where=path, remedy=f"Run `gzlabel map {path}` first")
