"""A plain list of ids, one a line, for a web form or another script. Written only."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from gzlabel.catalogue.roles import guess_roles
from gzlabel.errors import CatalogueError

SUFFIXES = (".ids", ".lis")


def write(table: pa.Table, path: Path, header: Mapping[str, str]) -> None:
    """Write the id of each row; ``header`` is left out, since a list has no place for it.

    Raises
    ------
    CatalogueError
        If the table has no column of ids.
    """
    name = guess_roles(table).id_column
    if name is None:
        raise CatalogueError("a list of ids needs a column of ids", where=path, remedy="Export as CSV")
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{' '.join(str(one).split())}\n" for one in table[name].to_pylist())
