"""Examples by class on one page: a contact sheet of galaxies for each value of a column."""

import argparse
from pathlib import Path

from gzlabel.cli.terminal import ProgressBar
from gzlabel.errors import CatalogueError
from gzlabel.progress import Report, silent

NAME = "sheet"
HELP = "write a sheet of example galaxies for each value of a column"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--by", required=True, metavar="COLUMN", help="of classes, codes or flags")
    parser.add_argument("-n", type=int, default=5, help="galaxies a class (5)")
    parser.add_argument(
        "--prefix", type=int, metavar="LETTERS", help="how many letters of a code make the class"
    )
    parser.add_argument("--out", type=Path, default=Path("sheet.html"), help=".html or .pdf (sheet.html)")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    progress = ProgressBar()
    n_shown = sheet(
        arguments.workspace,
        arguments.by,
        arguments.out,
        n=arguments.n,
        prefix=arguments.prefix,
        report=progress,
    )
    progress.close()
    print(f"{n_shown:,} galaxies on {arguments.out}")
    return 0


def sheet(
    path: str | Path,
    column: str,
    out: str | Path,
    *,
    n: int = 5,
    prefix: int | None = None,
    report: Report = silent,
) -> int:
    """Write ``n`` galaxies of each class of ``column`` as ``.html`` or ``.pdf``; return how many are on it."""
    from gzlabel.catalogue import categories_of
    from gzlabel.workspace import Workspace, write_contact_sheet
    from gzlabel.workspace.exports.contact_sheet import sheet_writer

    sheet_writer(Path(out))
    with Workspace.open(Path(path), read_only=True) as workspace:
        try:
            groups = categories_of(workspace.catalogue, column, prefix=prefix).examples(n)
        except CatalogueError as error:
            raise error.at(workspace.path) from error
        interest = workspace.current_interest
        return write_contact_sheet(workspace, Path(out), groups, interest=interest, report=report)
