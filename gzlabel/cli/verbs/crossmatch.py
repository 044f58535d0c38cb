"""Say which galaxies another catalogue has already."""

import argparse
from pathlib import Path
from typing import Any, Literal

from gzlabel.cli.terminal import print_json, print_table

NAME = "crossmatch"
HELP = "say which galaxies of the list are in another catalogue already, by position"

_COLUMNS = ("id", "known_id", "separation_arcsec")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument("other", type=Path, help="a table on this machine, of any known format")
    parser.add_argument("--radius", type=float, default=2.0, metavar="ARCSEC", help="how close (2)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--min-rating", type=int, default=3, metavar="R", help="of those rated R or more (3)")
    which.add_argument("--all", action="store_true", help="of the whole catalogue")
    parser.add_argument("--interest", help="the present one unless told")
    for role, what in (("id", "names"), ("ra", "right ascensions"), ("dec", "declinations")):
        parser.add_argument(f"--other-{role}", metavar="COLUMN", help=f"{what} in the other catalogue")
    parser.add_argument("--json", action="store_true", help="for a program")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    lines = crossmatch(
        arguments.workspace,
        arguments.other,
        radius_arcsec=arguments.radius,
        which="all" if arguments.all else "rating",
        minimum=arguments.min_rating,
        interest=arguments.interest,
        id_column=arguments.other_id,
        ra_column=arguments.other_ra,
        dec_column=arguments.other_dec,
    )
    if arguments.json:
        print_json(lines)
    else:
        known = [line for line in lines if line["known_id"] is not None]
        print(f"{len(known):,} of {len(lines):,} galaxies are known to {arguments.other.name}")
        if known:
            print_table(_COLUMNS, ([line[name] for name in _COLUMNS] for line in known))
    return 0


def crossmatch(
    path: str | Path,
    other: str | Path,
    *,
    radius_arcsec: float = 2.0,
    which: Literal["rating", "all"] = "rating",
    minimum: int = 3,
    interest: str | None = None,
    id_column: str | None = None,
    ra_column: str | None = None,
    dec_column: str | None = None,
) -> list[dict[str, Any]]:
    """Look galaxies up in another catalogue by position.

    Parameters
    ----------
    other
        A table of any format of `gzlabel.read_table`.
    which, minimum
        The galaxies rated ``minimum`` or more, or all; within the workspace's cut.
    id_column, ra_column, dec_column
        Of the other table, where they should not be guessed.

    Returns
    -------
    list of dict
        ``id``, ``known_id`` and ``separation_arcsec``, the last two None where nothing lies within the radius.

    Raises
    ------
    CatalogueError
        If either has no positions.
    """
    from gzlabel.workbench.exporting import Against, Wanted, known_to, wanted_rows
    from gzlabel.workbench.record import Record
    from gzlabel.workspace import Workspace

    with Workspace.open(Path(path), read_only=True) as workspace:
        record = Record.read(workspace, interest or workspace.current_interest)
        rows = wanted_rows(workspace, record, None, Wanted(which, minimum))[0].tolist()
        known = known_to(workspace, Against(Path(other), radius_arcsec, id_column, ra_column, dec_column))
        ids = workspace.catalogue.ids[rows].tolist()
    distances = known.separations_arcsec.tolist()
    return [
        {
            "id": galaxy,
            "known_id": known.ids[row],
            "separation_arcsec": None if known.ids[row] is None else distances[row],
        }
        for galaxy, row in zip(ids, rows, strict=True)
    ]
