"""A folder of images, read as the catalogue of its galaxies: one image each, named by its file."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from gzlabel.catalogue.columns import wanted_columns
from gzlabel.catalogue.images.decode import IMAGE_SUFFIXES

SUFFIXES = ()
_TABLES = (".parquet", ".pq", ".parq")


def recognises_folder(path: Path) -> bool:
    """Whether ``path`` holds images, and no Parquet files, at any depth."""
    holds_tables = any(name.lower().endswith(_TABLES) for _, _, names in os.walk(path) for name in names)
    return not holds_tables and any(True for _ in _images(path))


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """The images below ``path``, by name: ``id``, the file's name, and ``file``, where it is from beside ``path``.

    Where two files of different folders have one name, ``id`` is the way to each, without its suffix.
    """
    files = sorted(os.path.relpath(file, path).replace(os.sep, "/") for file in _images(path))
    ids = [file.rpartition("/")[2].rpartition(".")[0] for file in files]
    if len(set(ids)) < len(ids):
        ids = [file.rpartition(".")[0] for file in files]
    table = pa.table({"id": ids, "file": [f"{path.absolute().name}/{file}" for file in files]})
    return table if columns is None else table.select(wanted_columns(table.column_names, columns, path))


def _images(path: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(IMAGE_SUFFIXES) and not name.startswith("."):
                yield f"{folder}{os.sep}{name}"
