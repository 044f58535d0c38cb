"""The whole catalogue as one picture: each place of the map shows a galaxy that lives there."""

import argparse
from pathlib import Path

from gzlabel.cli.terminal import ProgressBar
from gzlabel.errors import AtlasError
from gzlabel.progress import Report, silent

NAME = "atlas"
HELP = "draw the map as a poster of galaxy images"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--poster", type=Path, required=True, metavar="OUT.png|.pdf")
    parser.add_argument("--columns", type=int, default=60, help="galaxies across (60)")
    parser.add_argument("--thumbnail", type=int, default=64, metavar="PIXELS", help="side of each (64)")


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    progress = ProgressBar()
    poster(
        arguments.workspace,
        arguments.poster,
        n_columns=arguments.columns,
        thumbnail_px=arguments.thumbnail,
        report=progress,
    )
    progress.close()
    print(f"The poster is in {arguments.poster}")
    return 0


def poster(
    path: str | Path, out: str | Path, *, n_columns: int = 60, thumbnail_px: int = 64, report: Report = silent
) -> None:
    """Write the atlas poster as ``.png`` or ``.pdf``.

    Raises
    ------
    AtlasError
        If there is no map yet.
    """
    from gzlabel.atlas import Atlas, compose_poster, write_picture
    from gzlabel.workspace import Workspace

    with Workspace.open(Path(path), read_only=True) as workspace:
        positions = Atlas.open(workspace.atlas_folder).positions
        if positions is None:
            raise AtlasError("there is no map yet", where=path, remedy=f"Run `gzlabel map {path}` first")
        pixels = compose_poster(
            positions, workspace.images.read, n_columns=n_columns, thumbnail_px=thumbnail_px, report=report
        )
    write_picture(pixels, Path(out))
