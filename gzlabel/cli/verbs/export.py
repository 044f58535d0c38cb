"""Write the curated list."""

import argparse
from pathlib import Path

from gzlabel.workbench.exporting import Wanted
from gzlabel.workspace import Workspace

NAME = "export"
HELP = "write the curated list, every column of the catalogue carried through"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument("out", type=Path, help="its ending chooses the format: .csv .fits .vot .parquet ...")
    parser.add_argument("--interest", help="the present one unless told")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--top", type=int, metavar="N", help="the N of highest expected interest")
    which.add_argument("--min-rating", type=int, metavar="R", help="rated R or more (3)")
    which.add_argument("--all", action="store_true", help="the whole catalogue")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    wanted = Wanted("rating", minimum=3)
    if arguments.all:
        wanted = Wanted("all")
    elif arguments.top is not None:
        wanted = Wanted("top", n=arguments.top)
    elif arguments.min_rating is not None:
        wanted = Wanted("rating", minimum=arguments.min_rating)
    n_written = export(arguments.workspace, arguments.out, wanted, arguments.interest)
    print(f"{n_written:,} galaxies written to {arguments.out}")
    return 0


def export(path: Path, out: Path, wanted: Wanted, interest: str | None = None) -> int:
    """Write a list of galaxies with rating, mean, standard deviation, cluster, rater and time.

    The file is written whole or not at all. Returns how many galaxies it holds.
    """
    from gzlabel.errors import EmbeddingError
    from gzlabel.workbench import exporting
    from gzlabel.workbench.headless import model
    from gzlabel.workbench.record import Record

    with Workspace.open(Path(path), read_only=True) as workspace:
        name = interest or workspace.current_interest
        try:
            outlook = model(workspace, name).outlook
        except EmbeddingError:
            if wanted.which == "top":
                raise
            outlook = None
        record = Record.read(workspace, name)
        choice, clusters = (outlook.choice, outlook.clusters) if outlook else (None, None)
        return exporting.export(workspace, name, record, choice, clusters, Path(out), wanted)
