"""A folder of images, read as the catalogue of its galaxies: one image each, named by its file."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from gzlabel.catalogue.columns import wanted_columns
from gzlabel.catalogue.formats import parquet
from gzlabel.catalogue.images.decode import IMAGE_SUFFIXES
from gzlabel.catalogue.images.folder_names import files_below

SUFFIXES = ()


def recognises_folder(path: Path) -> bool:
    """Whether ``path`` holds images, and no Parquet files, at any depth."""
    files = files_below(path)
    return any(map(_is_image, files)) and not any(file.lower().endswith(parquet.SUFFIXES) for file in files)


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """The images below ``path``, by name: ``id``, the file's name, and ``file``, where it is from beside ``path``.

    Where two files of different folders have one name, ``id`` is the way to each, without its suffix.
    """
    files = sorted(filter(_is_image, files_below(path)))
    ids = [file.rpartition("/")[2].rpartition(".")[0] for file in files]
    if len(set(ids)) < len(ids):
        ids = [file.rpartition(".")[0] for file in files]
    table = pa.table({"id": ids, "file": [f"{path.absolute().name}/{file}" for file in files]})
    return table if columns is None else table.select(wanted_columns(table.column_names, columns, path))


def _is_image(file: str) -> bool:
    """Whether a path is that of an image, and nothing on the way to it is hidden."""
    return file.lower().endswith(IMAGE_SUFFIXES) and "/." not in f"/{file}"
