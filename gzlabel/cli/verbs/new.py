"""Make a workspace from a table and images, or from one mosaic."""

import argparse
import sys
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from gzlabel.cli.proposal import show_proposal
from gzlabel.cli.terminal import ProgressBar
from gzlabel.progress import Report, silent

if TYPE_CHECKING:
    import pyarrow as pa

    from gzlabel.catalogue import Roles
    from gzlabel.workspace import Workspace

NAME = "new"
HELP = "make a workspace from a table, or from one mosaic image"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path, help="folder to make, such as rings.gzlabel")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--table", type=Path, help="catalogue: CSV, FITS, VOTable, Parquet, ..., or a folder of images"
    )
    what.add_argument("--mosaic", type=Path, help="one image in which to find the galaxies")
    parser.add_argument("--id", metavar="COLUMN", help="column that names each galaxy")
    parser.add_argument("--ra", metavar="COLUMN", help="right ascension")
    parser.add_argument("--dec", metavar="COLUMN", help="declination")
    parser.add_argument("--images", metavar="DIR|TEMPLATE", help="folder, or a path such as images/{id}.jpg")
    parser.add_argument("--features", type=Path, metavar="F.npy", help="vectors that you have already")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would be made, or why not; make nothing"
    )
    parser.add_argument(
        "--threshold", type=float, default=3.0, help="mosaic: detection, in sky deviations (3)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    progress = ProgressBar()
    if arguments.dry_run:
        _try(arguments, progress)
        return 0
    if arguments.mosaic is not None:
        workspace = new_from_mosaic(
            arguments.workspace, arguments.mosaic, threshold=arguments.threshold, report=progress
        )
    else:
        workspace = new(
            arguments.workspace,
            arguments.table,
            id_column=arguments.id,
            ra_column=arguments.ra,
            dec_column=arguments.dec,
            images=arguments.images,
            features=arguments.features,
            report=progress,
        )
    progress.close()
    with workspace:
        _tell(workspace)
    return 0


def _tell(workspace: "Workspace") -> None:
    from gzlabel.catalogue.images import NoImages, refusal_notes

    n_missing = len(workspace.images.missing())
    missing = f", {n_missing:,} without an image" if n_missing else ""
    if isinstance(workspace.images, NoImages):
        missing = ", no images"
    print(f"{workspace.path}: {workspace.catalogue.n_galaxies:,} galaxies{missing}")
    notes = (*workspace.catalogue.notes, *refusal_notes(workspace.images), *_notes_on_vectors(workspace))
    for note in notes:
        print(note, file=sys.stderr)


def _try(arguments: argparse.Namespace, progress: ProgressBar) -> None:
    """Show, or refuse, what would be made."""
    from gzlabel.catalogue.images import detect_sources
    from gzlabel.workbench.beginning import preview
    from gzlabel.workspace import refuse_occupied

    refuse_occupied(arguments.workspace)
    if arguments.mosaic is not None:
        rows, _ = detect_sources(arguments.mosaic, threshold=arguments.threshold, report=progress)
        progress.close()
        print(f"{arguments.workspace} would hold {rows.num_rows:,} galaxies found in {arguments.mosaic}")
        return
    found = preview(
        arguments.table,
        id_column=arguments.id,
        ra_column=arguments.ra,
        dec_column=arguments.dec,
        images=images_from_here(arguments.images),
        features=arguments.features,
        report=progress,
    )
    progress.close()
    show_proposal(found)


def _notes_on_vectors(workspace: "Workspace") -> list[str]:
    """What is to be said of vectors that came with the table."""
    if not any(workspace.embedding_folder.iterdir()):
        return []
    from gzlabel.embedding import EmbeddingMatrix

    n_masked = EmbeddingMatrix.open(workspace.embedding_folder).manifest.n_masked
    told = f"{n_masked:,} galaxies have a vector with NaN or infinite values: they can't be ranked"
    return [told] if n_masked else []


def new(
    path: str | Path,
    table: str | Path,
    *,
    id_column: str | None = None,
    ra_column: str | None = None,
    dec_column: str | None = None,
    images: str | Path | None = None,
    features: str | Path | None = None,
    report: Report = silent,
) -> "Workspace":
    """Make a workspace from a table.

    Parameters
    ----------
    path
        Folder to make.
    table
        Any format of `gzlabel.read_table`.
    id_column, ra_column, dec_column
        Their names; proposed from the table where not given.
    images
        A folder, or a template such as ``images/{id}.jpg``; found from a column of paths where not given.
    features
        ``.npy`` matrix ``(n_galaxies, n_features)`` in the table's order.

    Raises
    ------
    UserError
        If the table, an image folder or the matrix can't be used; nothing is left behind.
    """
    from gzlabel.workbench import beginning
    from gzlabel.workspace import Workspace, refuse_occupied

    path, table = Path(path), beginning.spelt_out(table)
    refuse_occupied(path)
    rows = beginning.opened_table(table, report)
    named = {"id_column": id_column, "ra_column": ra_column, "dec_column": dec_column}
    roles = beginning.proposed_roles(rows, table, **named)
    where = images_from_here(images) if images is not None else beginning.proposed_images(rows, table.parent)
    workspace = Workspace.create(
        path,
        rows,
        beginning.images_of(rows, roles, where, table.parent),
        id_column=roles.id_column,
        ra_column=roles.ra_column,
        dec_column=roles.dec_column,
        report=report,
    )
    try:
        if where is not None:
            workspace.set_setting("images", beginning.remembered_images(where, table.parent))
        _take_vectors(workspace, rows, roles, features, report)
    except BaseException:
        workspace.close()
        rmtree(path)
        raise
    return workspace


def _take_vectors(
    workspace: "Workspace", rows: "pa.Table", roles: "Roles", features: str | Path | None, report: Report
) -> None:
    """Bring in the vectors that came with the table, if any did."""
    if features is None and not roles.embedding_columns:
        return
    from gzlabel.embedding import import_columns, import_matrix

    if features is not None:
        import_matrix(Path(features), workspace.embedding_folder, rows.num_rows, report=report)
    else:
        import_columns(rows, roles.embedding_columns, workspace.embedding_folder, report=report)


def images_from_here(images: str | Path | None) -> str | Path | None:
    """A path typed on the command line starts at the present folder where it leads somewhere from there."""
    from gzlabel.catalogue.images import is_service

    if images is None or is_service(str(images)):
        return images
    fixed, is_template, _ = str(images).partition("{")
    place = Path(fixed + "x").parent if is_template else Path(fixed)
    return Path.cwd() / images if place.exists() and place != Path() else images


def new_from_mosaic(
    path: str | Path, mosaic: str | Path, *, threshold: float = 3.0, report: Report = silent
) -> "Workspace":
    """Make a workspace of the galaxies found in one image.

    Sources are found with SExtractor's method (Bertin & Arnouts 1996; ``sep``, Barbary 2016).

    Parameters
    ----------
    threshold
        Detection threshold in standard deviations of the sky.
    """
    from gzlabel.catalogue.images import detect_sources
    from gzlabel.workspace import Workspace, refuse_occupied

    refuse_occupied(Path(path))
    rows, images = detect_sources(Path(mosaic), threshold=threshold, report=report)
    return Workspace.create(Path(path), rows, images, id_column="id", report=report)
