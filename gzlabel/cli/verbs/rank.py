"""Rank the catalogue by expected interest."""

import argparse
from pathlib import Path
from typing import Any

from gzlabel.cli.terminal import print_json, print_table, tell_unfinished

NAME = "rank"
HELP = "rank the catalogue by expected interest"

_COLUMNS = ("id", "mean", "std", "rating", "cluster")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--interest", help="the present one unless told")
    parser.add_argument("--top", type=int, default=50, metavar="N", help="how many (50)")
    parser.add_argument(
        "--prior", metavar="COLUMN", help="start from these probabilities or ratings, for this once"
    )
    parser.add_argument("--json", action="store_true", help="for a program")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    tell_unfinished(arguments.workspace)
    lines = rank(arguments.workspace, arguments.interest, top=arguments.top, prior=arguments.prior)
    if arguments.json:
        print_json(lines)
    else:
        print_table(_COLUMNS, ([line[name] for name in _COLUMNS] for line in lines))
    return 0


def rank(
    path: str | Path, interest: str | None = None, *, top: int = 50, prior: str | None = None
) -> list[dict[str, Any]]:
    """The ``top`` galaxies of highest expected interest within the workspace's cut, best first.

    Parameters
    ----------
    prior
        Column of probabilities or ratings to start from; the one the interest was given, unless told.

    Returns
    -------
    list of dict
        Each with ``id``, ``mean`` and ``std`` (on the scale of ratings, 0-5), ``rating`` and ``cluster``
        (None where there is none).
    """
    import numpy as np

    from gzlabel.workbench.cutting import cut_in_force
    from gzlabel.workbench.headless import model
    from gzlabel.workspace import Workspace

    with Workspace.open(Path(path), read_only=True) as workspace:
        view = model(workspace, interest or workspace.current_interest, prior=prior)
        scores, names = view.outlook.scores, view.cluster_names
        kept = cut_in_force(workspace).kept
        mean = np.where(np.isnan(scores.mean), -np.inf, scores.mean)
        mean = mean if kept is None else np.where(kept, mean, -np.inf)
        order = np.lexsort((np.arange(len(mean)), -mean))[:top]
        decisions, ids = view.record.decisions, workspace.catalogue.ids
    return [
        {
            "id": ids[row].item() if hasattr(ids[row], "item") else ids[row],
            "mean": float(scores.mean[row]),
            "std": float(scores.std[row]),
            "rating": decisions[row].rating if row in decisions else None,
            "cluster": names[row],
        }
        for row in order.tolist()
        if np.isfinite(mean[row])
    ]
