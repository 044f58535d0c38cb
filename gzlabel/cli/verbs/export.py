"""Write the curated list."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gzlabel.workbench.exporting import Against, Written

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
    which.add_argument(
        "--selection-function",
        action="store_true",
        help="instead of a list: rank, cut, looked at, rated and expected, a line a galaxy",
    )
    parser.add_argument(
        "--known", type=Path, metavar="TABLE", help="say which are in this catalogue too, and how far away"
    )
    parser.add_argument("--radius", type=float, default=2.0, metavar="ARCSEC", help="of --known (2)")
    for role, what in (("id", "names"), ("ra", "right ascensions"), ("dec", "declinations")):
        parser.add_argument(f"--other-{role}", metavar="COLUMN", help=f"{what} in the catalogue of --known")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    if arguments.selection_function:
        n_written = export_selection(arguments.workspace, arguments.out, arguments.interest)
        print(f"{n_written:,} galaxies written to {arguments.out}")
        return 0
    written = export(
        arguments.workspace,
        arguments.out,
        arguments.interest,
        which="all" if arguments.all else "rating" if arguments.top is None else "top",
        n=arguments.top,
        minimum=arguments.min_rating,
        known=_against(arguments),
    )
    print(f"{written.n:,} galaxies written to {arguments.out}")
    for note in written.notes:
        print(note, file=sys.stderr)
    return 0


def _against(arguments: argparse.Namespace) -> "Against | None":
    from gzlabel.workbench.exporting import Against

    if arguments.known is None:
        return None
    return Against(
        arguments.known, arguments.radius, arguments.other_id, arguments.other_ra, arguments.other_dec
    )


def export(
    path: str | Path,
    out: str | Path,
    interest: str | None = None,
    *,
    which: Literal["rating", "top", "all"] = "rating",
    n: int | None = None,
    minimum: int | None = None,
    known: "str | Path | Against | None" = None,
    radius_arcsec: float = 2.0,
) -> "Written":
    """Write a list of galaxies with rating, mean, standard deviation, cluster, rater and time.

    The file is written whole or not at all; galaxies outside the workspace's cut are not in it.

    Parameters
    ----------
    out
        Its suffix chooses the format.
    which, n, minimum
        ``rating``: rated ``minimum`` (3) or more; ``top``: the ``n`` (100) of highest expected interest; ``all``.
    known
        Another catalogue: columns ``gz_known_id`` and ``gz_known_separation`` say what it has within
        ``radius_arcsec``; an `Against` where its columns should not be guessed.
    """
    from gzlabel.catalogue import refuse_unwritable
    from gzlabel.errors import EmbeddingError
    from gzlabel.workbench import exporting
    from gzlabel.workbench.exporting import Against, Wanted
    from gzlabel.workbench.headless import model
    from gzlabel.workbench.record import Record
    from gzlabel.workspace import Workspace

    refuse_unwritable(Path(out))
    against = known if known is None or isinstance(known, Against) else Against(Path(known), radius_arcsec)
    wanted = Wanted(which, 3 if minimum is None else minimum, 100 if n is None else n, against=against)
    with Workspace.open(Path(path), read_only=True) as workspace:
        name = interest or workspace.current_interest
        try:
            outlook = model(workspace, name).outlook
        except EmbeddingError:
            if which == "top":
                raise
            outlook = None
        record = Record.read(workspace, name)
        choice, clusters = (outlook.choice, outlook.clusters) if outlook else (None, None)
        return exporting.export(workspace, name, record, choice, clusters, Path(out), wanted)


def export_selection(path: str | Path, out: str | Path, interest: str | None = None) -> int:
    """Write what a completeness is quoted from, a line a galaxy; return how many.

    Each has its rank, whether it passed the cut, was looked at, rated and liked, and the probability that it
    would be.
    """
    from gzlabel.catalogue import refuse_unwritable
    from gzlabel.workbench.cutting import cut_in_force
    from gzlabel.workbench.headless import model
    from gzlabel.workspace import Workspace, export_selection_function

    refuse_unwritable(Path(out))
    with Workspace.open(Path(path), read_only=True) as workspace:
        name = interest or workspace.current_interest
        scores, kept = model(workspace, name).outlook.scores, cut_in_force(workspace).kept
        return export_selection_function(
            workspace, Path(out), interest=name, mean=scores.mean, std=scores.std, in_pool=kept
        )
