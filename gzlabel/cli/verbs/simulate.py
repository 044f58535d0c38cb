"""Measure on your own labels how many galaxies of a kind each policy would have found."""

import argparse
import json
from pathlib import Path
from typing import Any

from gzlabel.cli.terminal import ProgressBar, print_table
from gzlabel.errors import CatalogueError, EmbeddingError
from gzlabel.progress import Report, silent

NAME = "simulate"
HELP = "replay a search whose answers are known, by several policies"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--features", type=Path, metavar="F.npy", help="vectors, in the catalogue's order")
    source.add_argument("--workspace", type=Path, help="a workspace with vectors")
    parser.add_argument(
        "--catalogue", type=Path, metavar="TABLE", help="table with the truth, with --features"
    )
    parser.add_argument("--id-column", help="names each galaxy")
    parser.add_argument("--truth-column", required=True, help="0/1, or graded from 0 to 1")
    parser.add_argument("--policy", action="append", help="repeat for several; the first is compared against")
    parser.add_argument("--labels", type=int, default=200, help="looks (200)")
    parser.add_argument("--page", type=int, default=10, help="galaxies a page (10)")
    parser.add_argument("--start", choices=("cold", "exemplar"), default="cold")
    parser.add_argument("--seeds", type=int, default=15, help="how many runs of each policy (15)")
    parser.add_argument("--threshold", type=float, default=0.5, help="truth from here on is a find (0.5)")
    parser.add_argument("--json", type=Path, metavar="OUT.json", help="every run, and the summary")
    parser.add_argument("--plot", type=Path, metavar="OUT.png", help="the discovery curves")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    progress = ProgressBar()
    vectors, truth = _read(arguments)
    results = simulate(
        vectors,
        truth,
        policies=tuple(arguments.policy or ("default", "walmsley2022", "random", "ceiling")),
        labels=arguments.labels,
        page=arguments.page,
        start=arguments.start,
        seeds=arguments.seeds,
        threshold=arguments.threshold,
        report=progress,
    )
    progress.close()
    if arguments.json is not None:
        from gzlabel.atomic import written_whole

        with written_whole(arguments.json) as temporary:
            temporary.write_text(json.dumps(results, indent=1), encoding="utf-8")
    if arguments.plot is not None:
        from gzlabel.interest.simulation import plot

        plot(results, arguments.plot)
    _print_summary(results)
    return 0


def simulate(vectors: Any, truth: Any, *, report: Report = silent, **options: Any) -> dict[str, Any]:
    """Replay searches over ``vectors`` ``(n_galaxies, n_features)`` whose ``truth`` ``(n_galaxies,)`` is known.

    See `gzlabel.interest.simulation.simulate` for the options.
    """
    from gzlabel.interest import simulation

    return simulation.simulate(vectors, truth, report=report, **options)


def _read(arguments: argparse.Namespace) -> tuple[Any, Any]:
    """Vectors, and what is true of each galaxy."""
    import numpy as np

    from gzlabel.embedding import EmbeddingMatrix
    from gzlabel.workspace import Workspace

    if arguments.workspace is not None:
        with Workspace.open(arguments.workspace, read_only=True) as workspace:
            truth = workspace.catalogue.column(arguments.truth_column)
            return EmbeddingMatrix.open(workspace.embedding_folder).vectors, np.ma.filled(truth, 0)
    if arguments.catalogue is None:
        raise CatalogueError(
            "--features needs the table that holds the truth", remedy="Add --catalogue TABLE"
        )
    truth = _truth(arguments.catalogue, arguments.truth_column)
    vectors = np.load(arguments.features, mmap_mode="r", allow_pickle=False)
    if len(vectors) != len(truth):
        raise EmbeddingError(
            f"{len(vectors):,} vectors do not fit the {len(truth):,} rows of {arguments.catalogue}",
            where=arguments.features,
            remedy="Give the matrix of this catalogue, in its order",
        )
    return vectors, truth


def _truth(path: Path, column: str) -> Any:
    from gzlabel.catalogue import read_table
    from gzlabel.catalogue.columns import no_such_column

    table = read_table(path)
    if column not in table.column_names:
        raise no_such_column(column, table.column_names, path)
    return table.column(column).cast("float64").fill_null(0.0).to_numpy()


def _print_summary(results: dict[str, Any]) -> None:
    columns = list(next(iter(results["summary"].values())))
    print_table(
        ("policy", *columns),
        ([name, *(line[column] for column in columns)] for name, line in results["summary"].items()),
    )
