"""Make a workspace from a table and images, or from one mosaic."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from gzlabel.catalogue import read_table
from gzlabel.catalogue.images import detect_sources, is_service, resolve_images
from gzlabel.cli.terminal import ProgressBar
from gzlabel.errors import CatalogueError
from gzlabel.progress import Report, silent
from gzlabel.workspace import Workspace

if TYPE_CHECKING:
    import pyarrow as pa

    from gzlabel.catalogue import Roles
    from gzlabel.catalogue.images import StoredSource

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
    path: str | Path,
    table: str | Path,
    *,
    id_column: str | None = None,
    ra_column: str | None = None,
    dec_column: str | None = None,
    images: str | Path | None = None,
    features: str | Path | None = None,
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
    from gzlabel.embedding import import_columns, import_matrix

    path, table = Path(path), Path(table)
    if not table.is_file() and not table.is_dir():
        raise CatalogueError("there is no such table", where=table, remedy="Check its name")
    rows = read_table(table, report=report)
    roles = proposed_roles(rows, table, id_column=id_column, ra_column=ra_column, dec_column=dec_column)
    where = images_from_here(images)
    source = _images_of(rows, roles, where, table.parent)
    workspace = Workspace.create(
        path,
        rows,
        source,
        id_column=roles.id_column,
        ra_column=roles.ra_column,
        dec_column=roles.dec_column,
        report=report,
    )
    try:
        if images is not None:
            workspace.set_setting("images", remembered_images(where, table.parent))
        if features is not None:
            import_matrix(Path(features), workspace.embedding_folder, rows.num_rows, report=report)
        elif roles.embedding_columns:
            import_columns(rows, roles.embedding_columns, workspace.embedding_folder, report=report)
    except BaseException:
        workspace.close()
        rmtree(path)
        raise
    return workspace


def proposed_roles(
    table: "pa.Table",
    where: Path,
    *,
    id_column: str | None = None,
    ra_column: str | None = None,
    dec_column: str | None = None,
) -> "Roles":
    """What the columns are for: as told, else as proposed.

    Raises
    ------
    CatalogueError
        If a column that was told is not there.
    """
    from gzlabel.catalogue import guess_roles
    from gzlabel.catalogue.columns import no_such_column
    from gzlabel.catalogue.roles import position_unit_of

    for name in (id_column, ra_column, dec_column):
        if name is not None and name not in table.column_names:
            raise no_such_column(name, table.column_names, where)
    roles = guess_roles(table)
    ra, dec = ra_column or roles.ra_column, dec_column or roles.dec_column
    unit = roles.position_unit if (ra, dec) == (roles.ra_column, roles.dec_column) else None
    if ra and dec and unit is None:
        unit = position_unit_of(table, ra, dec)
    return replace(
        roles, id_column=id_column or roles.id_column, ra_column=ra, dec_column=dec, position_unit=unit
    )


def _images_of(table: "pa.Table", roles: "Roles", images: str | Path | None, base: Path) -> "StoredSource":
    from gzlabel.catalogue import SkyPositions
    from gzlabel.catalogue.identifiers import identifiers

    sky = None
    if roles.ra_column and roles.dec_column and roles.position_unit:
        found = SkyPositions.of(table[roles.ra_column], table[roles.dec_column], roles.position_unit)
        sky = (found.ra_deg, found.dec_deg)
    name = roles.id_column
    ids = list(range(table.num_rows)) if name is None else identifiers(table[name], name)[0].tolist()
    return resolve_images(table, images, base, ids, sky=sky)


def remembered_images(images: str | Path | None, base: Path) -> str:
    """What was said of images, so that it holds from any folder."""
    return str(images) if is_service(str(images)) else str(base.absolute() / str(images))


def images_from_here(images: str | Path | None) -> str | Path | None:
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
