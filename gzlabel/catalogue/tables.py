"""Tables in and out, whatever their format: each format is one file in `gzlabel.catalogue.formats`."""

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any
from warnings import catch_warnings, simplefilter

import pyarrow as pa

from gzlabel.atomic import written_whole
from gzlabel.catalogue import formats
from gzlabel.catalogue.unpacking import refuse_bomb
from gzlabel.errors import CatalogueError, GzlabelError
from gzlabel.progress import Report, Step, silent
from gzlabel.registry import modules_of

COMPRESSED_SUFFIXES = (".gz", ".bz2", ".zst", ".lz4")
_HEAD_BYTES = 4096


def read_table(
    path: str | Path, *, columns: Sequence[str] | None = None, report: Report = silent
) -> pa.Table:
    """Read a table of any known format, or some of its columns.

    The format is told by the file's first bytes, else by its suffix; a folder is a HATS catalogue, or one of
    Parquet files, or of images. What the user should be told of it is in `gzlabel.catalogue.notes_of`.

    Raises
    ------
    CatalogueError
        If the file is absent, empty, of no known format, or cannot be read as what it says it is.
    """
    path = Path(path)
    module = _format_to_read(path)
    report(Step(f"Reading {path.name}"))
    try:
        with catch_warnings():
            simplefilter("ignore")
            if path.is_file():
                refuse_bomb(path)
            return module.read(path, columns)
    except (GzlabelError, MemoryError):
        raise
    except Exception as error:
        name = module.__name__.rpartition(".")[2].replace("_", " ")
        raise CatalogueError(
            f"the table cannot be read as {name}: {_sentence(error)}",
            where=path,
            remedy="Check that the file is whole, or save it again from the program that made it",
        ) from error


def write_table(table: pa.Table, path: str | Path, header: Mapping[str, str] | None = None) -> None:
    """Write ``table`` in the format of the suffix of ``path``, whole or not at all.

    Parameters
    ----------
    header
        How the table was made, put where the format keeps such things; beside a ``.csv``, which has no place for
        it that TOPCAT, pandas and spreadsheets pass over, in a file of the same name with ``.txt`` added.

    Raises
    ------
    CatalogueError
        If no format has this suffix, the folder does not exist, or the format cannot hold the table.
    """
    path = Path(path)
    module = _format_to_write(path)
    beside = getattr(module, "told_beside", None)
    with written_whole(path) as temporary, catch_warnings():
        simplefilter("ignore")
        try:
            told = module.write(table, temporary, dict(header or {}))
        except CatalogueError as error:
            raise error.at(path, instead_of=temporary) from error
        if beside is not None and told:
            with written_whole(beside(path)) as words:
                words.write_text(
                    "".join(f"{key}: {value}\n" for key, value in told.items()), encoding="utf-8"
                )


def refuse_unwritable(path: Path) -> None:
    """Say so where no table can be written to ``path``, before any work is done for it.

    Raises
    ------
    CatalogueError
        If no format has this suffix, or the folder does not exist.
    """
    _format_to_write(path)


def refuse_empty(table: pa.Table, where: Path | None = None) -> None:
    """Say so where a table has no galaxies.

    Raises
    ------
    CatalogueError
        If it has no rows.
    """
    if table.num_rows == 0:
        raise CatalogueError(
            "the table has no rows, only names of columns",
            where=where,
            remedy="Give a table with one row a galaxy",
        )


def read_suffixes() -> tuple[str, ...]:
    """Suffixes of every format that can be read."""
    return _suffixes_that("read")


def write_suffixes() -> tuple[str, ...]:
    """Suffixes of every format that can be written."""
    return _suffixes_that("write")


def _suffixes_that(verb: str) -> tuple[str, ...]:
    found = (module for module in modules_of(formats) if hasattr(module, verb))
    return tuple(dict.fromkeys(suffix for module in found for suffix in module.SUFFIXES))


def _format_to_read(path: Path) -> ModuleType:
    if not path.exists():
        raise CatalogueError("there is no such file", where=path, remedy="Check the name and the folder")
    readers = [module for module in modules_of(formats) if hasattr(module, "read")]
    if path.is_dir():
        known = (one for one in readers if hasattr(one, "recognises_folder") and one.recognises_folder(path))
        return next(known, next(module for module in readers if ".parquet" in module.SUFFIXES))
    head = _head(path)
    if not head:
        raise CatalogueError("the file is empty (0 bytes)", where=path, remedy="Get the file again")
    for module in readers:
        if hasattr(module, "recognises") and module.recognises(head):
            return module
    suffix = Path(path.stem).suffix if path.suffix.lower() in COMPRESSED_SUFFIXES else path.suffix
    for module in readers:
        if suffix.lower() in module.SUFFIXES and not hasattr(module, "recognises"):
            return module
    claimed = next((module for module in readers if suffix.lower() in module.SUFFIXES), None)
    if claimed is not None:
        raise CatalogueError(
            f"the file is named {suffix} but its contents are not",
            where=path,
            remedy="Check that the file is whole, or give it the suffix of its format",
        )
    raise CatalogueError(
        f"tables named {suffix or 'without a suffix'} are not known",
        where=path,
        remedy=f"Known are {', '.join(read_suffixes())}",
    )


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
        if head.startswith(b"\x1f\x8b"):
            with gzip.open(path) as stream:
                head = stream.read(_HEAD_BYTES)
    except (OSError, EOFError) as error:
        raise CatalogueError(
            f"the file cannot be opened: {_sentence(error)}", where=path, remedy="Get the file again"
        ) from error
    return head


def _format_to_write(path: Path) -> ModuleType:
    for module in modules_of(formats):
        if path.suffix.lower() in module.SUFFIXES and hasattr(module, "write"):
            if not path.parent.is_dir():
                raise CatalogueError(f"there is no folder {path.parent}", where=path, remedy="Make it first")
            return module
    raise CatalogueError(
        f"no format is written as {path.suffix or 'a file without a suffix'}",
        where=path,
        remedy=f"Choose one of {', '.join(write_suffixes())}",
    )


def _sentence(error: Any) -> str:
    said = (str(error).strip() or type(error).__name__).splitlines()[0]
    return said.rstrip(".")
