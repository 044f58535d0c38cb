"""Make a workspace from a table and images, or from one mosaic."""

import argparse
import sys
from pathlib import Path
from shutil import rmtree

from gzlabel.catalogue import read_table
from gzlabel.catalogue.images import detect_sources, is_service, resolve_images
from gzlabel.cli.terminal import ProgressBar
from gzlabel.errors import CatalogueError
from gzlabel.progress import Report, silent
from gzlabel.workspace import Workspace

NAME = "new"
HELP = "make a workspace from a table, or from one mosaic image"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("workspace", type=Path, help="folder to make, such as rings.gzlabel")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--table", type=Path, help="catalogue: CSV, Parquet, FITS, VOTable, ECSV, ...")
    what.add_argument("--mosaic", type=Path, help="one image in which to find the galaxies")
    parser.add_argument("--id", metavar="COLUMN", help="column that names each galaxy")
    parser.add_argument("--ra", metavar="COLUMN", help="right ascension")
    parser.add_argument("--dec", metavar="COLUMN", help="declination")
    parser.add_argument("--images", metavar="DIR|TEMPLATE", help="folder, or a path such as images/{id}.jpg")
    parser.add_argument("--features", type=Path, metavar="F.npy", help="vectors that you have already")
    parser.add_argument(
        "--threshold", type=float, default=3.0, help="mosaic: detection, in sky deviations (3)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Carry out the verb."""
    progress = ProgressBar()
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
        n_missing = len(workspace.images.missing())
        missing = f", {n_missing:,} without an image" if n_missing else ""
        print(f"{workspace.path}: {workspace.catalogue.n_galaxies:,} galaxies{missing}")
        for note in (*workspace.catalogue.notes, *_notes_on_vectors(workspace)):
            print(note, file=sys.stderr)
    return 0


def _notes_on_vectors(workspace: Workspace) -> list[str]:
    """What is to be said of vectors that came with the table."""
    from gzlabel.embedding import EmbeddingMatrix

    if not any(workspace.embedding_folder.iterdir()):
        return []
    n_masked = EmbeddingMatrix.open(workspace.embedding_folder).manifest.n_masked
    told = f"{n_masked:,} galaxies have a vector with NaN or infinite values: they can't be ranked"
    return [told] if n_masked else []


def new(
    path: Path,
    table: Path,
    *,
    id_column: str | None = None,
    ra_column: str | None = None,
    dec_column: str | None = None,
    images: str | Path | None = None,
    features: Path | None = None,
    report: Report = silent,
) -> Workspace:
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
    from gzlabel.catalogue import guess_roles
    from gzlabel.embedding import import_columns, import_matrix

    if not Path(table).is_file() and not Path(table).is_dir():
        raise CatalogueError("there is no such table", where=table)
    rows = read_table(Path(table), report=report)
    roles = guess_roles(rows)
    chosen_id = id_column or roles.id_column
    if chosen_id and chosen_id not in rows.column_names:
        raise CatalogueError(
            f"there is no column {chosen_id!r}",
            where=table,
            remedy=f"Its columns are: {', '.join(rows.column_names[:20])}",
        )
    ids = rows.column(chosen_id).to_pylist() if chosen_id else list(range(rows.num_rows))
    source = resolve_images(rows, _from_here(images), Path(table).parent, ids)
    workspace = Workspace.create(
        path,
        rows,
        source,
        id_column=chosen_id,
        ra_column=ra_column or roles.ra_column,
        dec_column=dec_column or roles.dec_column,
        report=report,
    )
    try:
        if features is not None:
            import_matrix(Path(features), workspace.embedding_folder, rows.num_rows, report=report)
        elif roles.embedding_columns:
            import_columns(rows, roles.embedding_columns, workspace.embedding_folder, report=report)
    except BaseException:
        workspace.close()
        rmtree(path)
        raise
    return workspace


def _from_here(images: str | Path | None) -> str | Path | None:
    """A path typed on the command line starts at the present folder where it leads somewhere from there."""
    if images is None or is_service(str(images)):
        return images
    fixed, is_template, _ = str(images).partition("{")
    place = Path(fixed + "x").parent if is_template else Path(fixed)
    return Path.cwd() / images if place.exists() and place != Path() else images


def new_from_mosaic(
    path: Path, mosaic: Path, *, threshold: float = 3.0, report: Report = silent
) -> Workspace:
    """Make a workspace of the galaxies found in one image.

    Sources are found with SExtractor's method (Bertin & Arnouts 1996; ``sep``, Barbary 2016).

    Parameters
    ----------
    threshold
        Detection threshold in standard deviations of the sky.
    """
    rows, images = detect_sources(Path(mosaic), threshold=threshold, report=report)
    return Workspace.create(Path(path), rows, images, id_column="id", report=report)
