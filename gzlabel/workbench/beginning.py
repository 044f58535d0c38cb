"""A table and its images before a workspace is made of them: what each column is for, and what is to be seen."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue import (
    Roles,
    SkyPositions,
    guess_image_template,
    guess_roles,
    notes_of,
    read_table,
    refuse_empty,
)
from gzlabel.catalogue.columns import no_such_column
from gzlabel.catalogue.identifiers import identifiers
from gzlabel.catalogue.images import NoImages, StoredSource, is_service, refusal_notes, resolve_images
from gzlabel.catalogue.images.path_column import path_column
from gzlabel.catalogue.position_unit import no_positions, position_unit_of
from gzlabel.catalogue.role_notes import id_notes, position_notes
from gzlabel.errors import CatalogueError, ImageError
from gzlabel.progress import Report, silent

N_ROWS_SHOWN = 8
_N_PICTURES = 6
_PICTURE_PX = 96


@dataclass(frozen=True)
class Preview:
    """What a workspace would be made of.

    Attributes
    ----------
    n_galaxies
        Rows of the table.
    roles
        What each column is proposed for, or was told to be for.
    images
        Where the images are: as told, or as proposed; empty where only the table's own column says it.
    head
        The first rows.
    n_missing
        Galaxies without an image; None where there are no images at all.
    pictures
        ``(height, width, 3)`` of the first rows, or the reason why there is none.
    notes
        What was noticed, a sentence each.
    """

    n_galaxies: int
    roles: Roles
    images: str
    head: pa.Table
    n_missing: int | None
    pictures: tuple["NDArray[np.uint8] | str", ...]
    notes: tuple[str, ...]


def preview(
    table: str | Path,
    *,
    id_column: str | None = None,
    ra_column: str | None = None,
    dec_column: str | None = None,
    images: str | Path | None = None,
    features: Path | None = None,
    report: Report = silent,
) -> Preview:
    """Look at what `gzlabel.new` would make of a table, and make nothing; what it would say is said here.

    Raises
    ------
    UserError
        If the table, a column, the images or the vectors cannot be used.
    """
    table = spelt_out(table)
    rows = opened_table(table, report)
    roles = proposed_roles(rows, table, id_column=id_column, ra_column=ra_column, dec_column=dec_column)
    proposed = images if images is not None else proposed_images(rows, table.parent)
    if features is not None:
        from gzlabel.embedding import matrix_of

        matrix_of(features, rows.num_rows)
    source = images_of(rows, roles, proposed, table.parent)
    told = asdict(roles)
    notes = [*notes_of(rows), *id_notes(rows, told), *position_notes(rows, told), *refusal_notes(source)]
    try:
        n_missing = len(source.missing())
        is_without = isinstance(source, NoImages)
        pictures = () if is_without or is_service(str(proposed)) else _pictures(source)
    finally:
        source.close()
    return Preview(
        rows.num_rows,
        roles,
        "" if proposed is None else str(proposed),
        rows.slice(0, N_ROWS_SHOWN),
        None if is_without else n_missing,
        pictures,
        tuple(dict.fromkeys(notes)),
    )


def spelt_out(path: str | Path) -> Path:
    """The path as it is, but for one without a name, such as ``.``, in full: what lies beside it is looked for."""
    path = Path(path)
    return path if path.name not in ("", "..") else path.resolve()


def opened_table(path: Path, report: Report = silent) -> pa.Table:
    """Read a table.

    Raises
    ------
    CatalogueError
        If there is none, it cannot be read, or it has no rows.
    """
    if not path.is_file() and not path.is_dir():
        raise CatalogueError("there is no such table", where=path, remedy="Check its name")
    table = read_table(path, report=report)
    refuse_empty(table, path)
    return table


def proposed_roles(
    table: pa.Table,
    where: Path,
    *,
    id_column: str | None = None,
    ra_column: str | None = None,
    dec_column: str | None = None,
) -> Roles:
    """What the columns are for: as told, else as proposed.

    Raises
    ------
    CatalogueError
        If a column that was told is not there, or holds no position at all.
    """
    for name in (id_column, ra_column, dec_column):
        if name is not None and name not in table.column_names:
            raise no_such_column(name, table.column_names, where)
    roles = guess_roles(table)
    ra, dec = ra_column or roles.ra_column, dec_column or roles.dec_column
    unit = roles.position_unit if (ra, dec) == (roles.ra_column, roles.dec_column) else None
    if ra and dec and unit is None:
        unit = position_unit_of(table, ra, dec, is_told=bool(ra_column and dec_column))
    for name in (ra_column, dec_column) if unit is None and ra and dec else ():
        if name is not None and (no_positions(table[name]) | table[name].is_null().to_numpy()).all():
            raise _no_position(table, name, where)
    return replace(
        roles, id_column=id_column or roles.id_column, ra_column=ra, dec_column=dec, position_unit=unit
    )


def _no_position(table: pa.Table, name: str, where: Path) -> CatalogueError:
    return CatalogueError(
        f"no value of {name!r} is a position: the first is {table[name][0].as_py()!r}"[:200],
        where=where,
        remedy=f"Choose a column of degrees or sexagesimal text; there are {', '.join(table.column_names[:12])}",
    )


def proposed_images(table: pa.Table, base: Path) -> str | None:
    """A template for images seen beside the table; None where its own column names them, or none are seen."""
    return None if path_column(table) is not None else guess_image_template(table, base)


def images_of(table: pa.Table, roles: Roles, images: str | Path | None, base: Path) -> StoredSource:
    """One image a galaxy, by file or by position.

    Raises
    ------
    ImageError
        If what is named is not there, or holds no galaxy's image.
    """
    sky = None
    if roles.ra_column and roles.dec_column and roles.position_unit:
        found = SkyPositions.of(table[roles.ra_column], table[roles.dec_column], roles.position_unit)
        sky = (found.ra_deg, found.dec_deg)
    name = roles.id_column
    ids: list[Any] = (
        list(range(table.num_rows)) if name is None else identifiers(table[name], name)[0].tolist()
    )
    return resolve_images(table, images, base, ids, sky=sky)


def remembered_images(images: str | Path, base: Path) -> str:
    """What was said of images, so that it holds from any folder."""
    return str(images) if is_service(str(images)) else str(base.absolute() / str(images))


def _pictures(source: StoredSource) -> tuple[NDArray[np.uint8] | str, ...]:
    return tuple(_picture(source, row) for row in range(min(source.n_galaxies, _N_PICTURES)))


def _picture(source: StoredSource, row: int) -> NDArray[np.uint8] | str:
    try:
        return source.read(row, _PICTURE_PX)
    except ImageError as error:
        return str(error)
