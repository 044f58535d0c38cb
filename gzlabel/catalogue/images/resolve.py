"""From what a user says about images to one image a galaxy."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue.images.archive import ArchiveImages
from gzlabel.catalogue.images.archive_file import ARCHIVE_SUFFIXES
from gzlabel.catalogue.images.bands import BandImages
from gzlabel.catalogue.images.files import FileImages
from gzlabel.catalogue.images.folder_names import NamesInFolder
from gzlabel.catalogue.images.mosaic import MosaicImages
from gzlabel.catalogue.images.none import NoImages
from gzlabel.catalogue.images.path_column import path_column, strings_of
from gzlabel.catalogue.images.positions import DEFAULT_SIDE_PX, Positions, cutouts_at_pixels, cutouts_on_sky
from gzlabel.catalogue.images.service import CACHE_FOLDER, ServiceImages
from gzlabel.catalogue.images.service_address import cutout_services, is_service, service_images
from gzlabel.catalogue.images.source import StoredSource
from gzlabel.catalogue.images.template import filled, template_fields
from gzlabel.errors import ImageError

_SEPARATORS = "\\/" if os.name == "nt" else "/"
_BANDS = re.compile(r"\{band:([^{}]+)\}")
_PIXEL_COLUMNS = (("x", "y", 0.0), ("X_IMAGE", "Y_IMAGE", 1.0), ("x_image", "y_image", 1.0))


@dataclass(frozen=True)
class Cutting:
    """How large a cutout from a mosaic or a service shall be; None leaves it to a default.

    Attributes
    ----------
    side_px, side_arcsec
        Side of a cutout; for a mosaic in either unit.
    arcsec_per_px
        Size of a pixel, asked of a service.
    """

    side_px: int | None = None
    side_arcsec: float | None = None
    arcsec_per_px: float | None = None


def resolve_images(
    table: pa.Table,
    images: str | Path | None,
    base: Path,
    ids: Sequence[Any],
    *,
    column: str | None = None,
    sky: Positions | None = None,
    cutting: Cutting | None = None,
) -> StoredSource:
    """Find one image for every row of ``table``.

    Parameters
    ----------
    table
        The catalogue.
    images
        A folder; a template such as ``images/{id}.jpg`` or ``{id}_{band:g,r,z}.fits``; a zip or tar file; a
        mosaic; a cutout service by name or as a template of addresses; or None for the table's own paths.
    base
        Where relative paths start: the folder of the table.
    ids
        Id of each row: ``{id}`` in a template where no column has that name, and the name looked for in a
        folder or archive.
    column
        The column that holds paths; None looks for one.
    sky
        Right ascension and declination, each ``(n_galaxies,)`` in degrees, NaN where unknown; None takes
        numeric columns ``ra`` and ``dec`` where there are such.
    cutting
        How large a cutout from a mosaic or service shall be.

    Raises
    ------
    ImageError
        If what is named is not there, holds no galaxy's image, or a template names an unknown column.
    """
    column = column or path_column(table)
    if images is None:
        return NoImages(table.num_rows) if column is None else _from_column(table, column, base)
    text = os.fspath(images)
    sky, cutting = sky or _sky_columns(table), cutting or Cutting()
    if is_service(text):
        return _from_service(table, text, ids, sky, cutting)
    if "{" in text:
        return _from_template(table, text, base, ids)
    return _from_path(table, base / text, ids, column, sky, cutting)


def _from_path(
    table: pa.Table,
    path: Path,
    ids: Sequence[Any],
    column: str | None,
    sky: Positions | None,
    cutting: Cutting,
) -> StoredSource:
    if path.is_dir():
        paths = _matched(table, NamesInFolder.of(path), ids, column, path)
        return FileImages(path, paths)
    if path.name.lower().endswith(ARCHIVE_SUFFIXES):
        return _from_archive(table, path, ids, column)
    if path.is_file():
        return _from_mosaic(table, path, sky, cutting)
    raise ImageError(
        "there is no such image folder, archive or mosaic",
        where=path,
        remedy="Name a folder, a template such as images/{id}.jpg, or a cutout service: "
        f"{', '.join(found.name for found in cutout_services())}",
    )


def _from_archive(table: pa.Table, path: Path, ids: Sequence[Any], column: str | None) -> ArchiveImages:
    nobody = ArchiveImages(path, pa.chunked_array([[]], type=pa.string()))
    try:
        members = _matched(table, NamesInFolder.among(nobody.archive.names), ids, column, path)
    except BaseException:
        nobody.close()
        raise
    return ArchiveImages(path, members, opened=nobody.opened)


def _from_column(table: pa.Table, column: str, base: Path) -> StoredSource:
    values = strings_of(table, column)
    first = next((value for value in values.to_pylist() if value), "")
    if first.startswith(("http://", "https://")):
        return ServiceImages(values, user_cache())
    return FileImages(base, values, absolute=True)


def _from_service(
    table: pa.Table, images: str, ids: Sequence[Any], sky: Positions | None, cutting: Cutting
) -> ServiceImages:
    columns = {name: table[name].to_pylist() for name in table.column_names if f"{{{name}" in images}
    columns.setdefault("id", list(ids))
    return service_images(
        images,
        sky,
        columns,
        table.num_rows,
        user_cache(),
        size_px=cutting.side_px or 256,
        arcsec_per_px=cutting.arcsec_per_px,
    )


def _from_template(table: pa.Table, template: str, base: Path, ids: Sequence[Any]) -> FileImages | BandImages:
    bands = _BANDS.search(template)
    if bands is None:
        return _files(table, template, base, ids)
    names = [name.strip() for name in bands[1].split(",") if name.strip()]
    return BandImages({name: _files(table, _BANDS.sub(name, template), base, ids) for name in names})


def _files(table: pa.Table, template: str, base: Path, ids: Sequence[Any]) -> FileImages:
    """The folders before the first column are the root that no value may climb out of."""
    folder, rest = parted_template(template)
    root = base / folder
    wanted = [name for name in template_fields(template) if name in table.column_names]
    columns = {name: table[name].to_pylist() for name in wanted}
    columns.setdefault("id", list(ids))
    others = [name for name in table.column_names if name not in columns]
    return FileImages(root, filled(rest, columns, table.num_rows, others))


def parted_template(template: str, separators: str = _SEPARATORS) -> tuple[str, str]:
    r"""The folders of a template before its first column, and the rest; ``C:\images\{id}.jpg`` on Windows too."""
    fixed, _, _ = template.partition("{")
    place = max(map(fixed.rfind, separators)) + 1
    return template[:place], template[place:]


def _matched(
    table: pa.Table, present: NamesInFolder, ids: Sequence[Any], column: str | None, where: Path
) -> pa.ChunkedArray:
    """What each galaxy's image is called in a folder or archive, or would be if it were there."""
    named = strings_of(table, column).to_pylist() if column is not None else [None] * table.num_rows
    paths = [present.find(path, str(galaxy)) for path, galaxy in zip(named, ids, strict=True)]
    if table.num_rows and not any(paths):
        example = named[0] or f"{ids[0]}.jpg"
        raise ImageError(
            f"none of the {table.num_rows:,} galaxies has an image here ({example} was looked for)",
            where=where,
            remedy="Name another folder or archive, or a template such as images/{id}.jpg",
        )
    expected = [
        f"{galaxy}.jpg" if not name else _file_name(name) for name, galaxy in zip(named, ids, strict=True)
    ]
    found = [path or name for path, name in zip(paths, expected, strict=True)]
    return pa.chunked_array([found], type=pa.string())


def _file_name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _from_mosaic(table: pa.Table, path: Path, sky: Positions | None, cutting: Cutting) -> MosaicImages:
    mosaic = MosaicImages(path, np.zeros((0, 3), dtype=np.int32))
    named = [columns for columns in _PIXEL_COLUMNS if set(columns[:2]) <= set(table.column_names)]
    if sky is not None and (mosaic.mosaic.wcs is not None or not named):
        return cutouts_on_sky(mosaic, sky, side_px=cutting.side_px, side_arcsec=cutting.side_arcsec)
    for x, y, first in named:
        place = _numbers(table, x) - first, _numbers(table, y) - first
        return cutouts_at_pixels(mosaic, place, cutting.side_px or DEFAULT_SIDE_PX)
    raise ImageError(
        "the catalogue has no positions to cut this mosaic at",
        where=path,
        remedy="Say which columns hold right ascension and declination, or add pixel columns x and y",
    )


def _sky_columns(table: pa.Table) -> Positions | None:
    names = {name.lower(): name for name in table.column_names}
    if not {"ra", "dec"} <= set(names):
        return None
    both = [names["ra"], names["dec"]]
    numeric = all(pa.types.is_floating(table.schema.field(name).type) for name in both)
    return (_numbers(table, both[0]), _numbers(table, both[1])) if numeric else None


def _numbers(table: pa.Table, name: str) -> NDArray[np.float64]:
    values = table[name].cast(pa.float64()).combine_chunks()
    return np.asarray(values.to_numpy(zero_copy_only=False), dtype=np.float64)


def user_cache() -> Path:
    """Where pictures from services are kept before a workspace keeps them."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(home) if home else Path.home() / ".cache") / "gzlabel" / CACHE_FOLDER
