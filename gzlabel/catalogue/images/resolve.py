"""From what a user says about images to one image a galaxy: a folder, a template, or a column of paths."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from gzlabel.catalogue.images.decode import IMAGE_SUFFIXES
from gzlabel.catalogue.images.extended_name import file_and_extension
from gzlabel.catalogue.images.files import FileImages
from gzlabel.catalogue.images.folder_names import NamesInFolder
from gzlabel.catalogue.images.none import NoImages
from gzlabel.catalogue.images.source import StoredSource
from gzlabel.catalogue.images.template import filled, template_fields
from gzlabel.errors import ImageError

_LOOKED_AT = 200


def resolve_images(
    table: pa.Table,
    images: str | Path | None,
    base: Path,
    ids: Sequence[Any],
    *,
    column: str | None = None,
) -> StoredSource:
    """Find one image for every row of ``table``.

    Parameters
    ----------
    table
        The catalogue.
    images
        A folder, a template such as ``images/{id}.jpg``, or None for the paths in the table itself.
    base
        Where relative paths start: the folder of the table.
    ids
        Id of each row: ``{id}`` in a template where no column has that name, and the name looked for in a
        folder.
    column
        The column that holds paths; None looks for one.

    Raises
    ------
    ImageError
        If the folder is not there, no galaxy has an image in it, or a template names an unknown column.
    """
    column = column or path_column(table)
    if images is None:
        return NoImages(table.num_rows) if column is None else FileImages(base, _strings(table, column))
    text = str(images)
    if "{" in text:
        return _from_template(table, text, base, ids)
    root = base / text
    if not root.is_dir():
        raise ImageError(
            "there is no such image folder",
            where=root,
            remedy="Name a folder, or a template such as images/{id}.jpg",
        )
    return _from_folder(table, root, ids, column)


def path_column(table: pa.Table) -> str | None:
    """Name of the column whose first values end like image files; None where there is none."""
    for field in table.schema:
        if not (pa.types.is_string(field.type) or pa.types.is_large_string(field.type)):
            continue
        values = [value for value in table[field.name].slice(0, _LOOKED_AT).to_pylist() if value]
        names = [file_and_extension(value)[0].lower() for value in values]
        if names and all(name.endswith(IMAGE_SUFFIXES) for name in names):
            return str(field.name)
    return None


def _from_template(table: pa.Table, template: str, base: Path, ids: Sequence[Any]) -> FileImages:
    """The folders before the first column are the root that no value may climb out of."""
    fixed, _, _ = template.partition("{")
    folder, _, _ = fixed.rpartition("/")
    start = len(folder) + 1 if "/" in fixed else 0
    root = base / (folder or ("/" if fixed.startswith("/") else ""))
    wanted = [name for name in template_fields(template) if name in table.column_names]
    columns = {name: table[name].to_pylist() for name in wanted}
    columns.setdefault("id", list(ids))
    others = [name for name in table.column_names if name not in columns]
    return FileImages(root, filled(template[start:], columns, table.num_rows, others))


def _from_folder(table: pa.Table, root: Path, ids: Sequence[Any], column: str | None) -> FileImages:
    present = NamesInFolder.of(root)
    named = _strings(table, column).to_pylist() if column is not None else [None] * table.num_rows
    paths = [present.find(path, str(galaxy)) for path, galaxy in zip(named, ids, strict=True)]
    if table.num_rows and not any(paths):
        example = named[0] or f"{ids[0]}.jpg"
        raise ImageError(
            f"none of the {table.num_rows:,} galaxies has an image in this folder ({example} was looked for)",
            where=root,
            remedy="Name another folder, or a template such as images/{id}.jpg",
        )
    expected = [path or name or f"{galaxy}.jpg" for path, name, galaxy in zip(paths, named, ids, strict=True)]
    return FileImages(root, pa.chunked_array([expected], type=pa.string()))


def _strings(table: pa.Table, column: str) -> pa.ChunkedArray:
    if column not in table.column_names:
        raise ImageError(
            f"the table has no column {column!r}",
            remedy=f"Its columns are {', '.join(table.column_names[:12])}",
        )
    return table[column].cast(pa.string())
