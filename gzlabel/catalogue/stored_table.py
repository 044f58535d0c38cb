"""The table of a catalogue on disk: a Parquet file of which few columns, or few rows, are read at a time."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.atomic import written_whole
from gzlabel.catalogue.columns import no_such_column, wanted_columns
from gzlabel.catalogue.roles import ROLES
from gzlabel.errors import CatalogueError
from gzlabel.parsed_json import parsed_json


class StoredTable:
    """A Parquet file and the roles of its columns. Nothing but its description is held in memory.

    Raises
    ------
    CatalogueError
        If there is no such file, or it is damaged, or gzlabel did not write it.
    """

    def __init__(self, path: Path) -> None:
        import pyarrow.parquet as parquet

        if not path.is_file():
            raise CatalogueError("there is no catalogue", where=path, remedy="Choose a folder gzlabel made")
        try:
            with parquet.ParquetFile(path) as stored:
                self.schema, self.n_rows = stored.schema_arrow, stored.metadata.num_rows
                n_groups = stored.num_row_groups
                sizes = [stored.metadata.row_group(group).num_rows for group in range(n_groups)]
            self.roles: dict[str, Any] = parsed_json((self.schema.metadata or {})[ROLES])
        except (pa.ArrowException, OSError, KeyError, ValueError) as error:
            raise CatalogueError(
                f"the catalogue is damaged: {error}", where=path, remedy="Restore it from a backup"
            ) from error
        self.path = path
        self._group_starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])

    @classmethod
    def write(cls, table: pa.Table, path: Path, roles: Mapping[str, Any]) -> "StoredTable":
        """Write ``table`` whole, with the roles of its columns."""
        from gzlabel.catalogue.formats import parquet

        metadata = {**(table.schema.metadata or {}), ROLES: json.dumps(dict(roles)).encode()}
        with written_whole(path) as temporary:
            parquet.store(table.replace_schema_metadata(metadata), temporary)
        return cls(path)

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of the columns."""
        return frozenset(self.schema.names)

    def column(self, name: str) -> pa.ChunkedArray:
        """Read one column.

        Raises
        ------
        CatalogueError
            If there is no such column.
        """
        if name not in self.names:
            raise no_such_column(name, self.schema.names, self.path.parent)
        return self.read([name])[name]

    def read(self, names: Sequence[str] | None = None) -> pa.Table:
        """Read every row of some columns, or of all."""
        import pyarrow.parquet as parquet

        wanted = self._wanted(names)
        with self._told(), parquet.ParquetFile(self.path) as stored:
            return stored.read(columns=wanted)

    def rows(self, rows: NDArray[np.int64], names: Sequence[str] | None = None) -> pa.Table:
        """Read ``rows`` ``(n,)``, in their order; only the parts of the file that hold them are read.

        Raises
        ------
        CatalogueError
            If a row is beyond the table.
        """
        import pyarrow.parquet as parquet

        rows = np.asarray(rows, dtype=np.int64)
        if len(rows) and (rows.min() < 0 or rows.max() >= self.n_rows):
            raise CatalogueError(
                f"rows go from 0 to {self.n_rows - 1}, not to {rows.max()} from {rows.min()}",
                where=self.path,
                remedy="Open the workspace again: its catalogue is another one now",
            )
        group_of_row = np.searchsorted(self._group_starts, rows, side="right") - 1
        wanted = self._wanted(names)
        parts = [self.schema.empty_table().select(wanted)]
        with self._told(), parquet.ParquetFile(self.path) as stored:
            for group in np.unique(group_of_row).tolist():
                inside = rows[group_of_row == group] - self._group_starts[group]
                parts.append(stored.read_row_group(group, columns=wanted).take(inside))
        by_group = np.argsort(group_of_row, kind="stable")
        return pa.concat_tables(parts).combine_chunks().take(np.argsort(by_group, kind="stable"))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what Arrow says of damaged pages into a sentence."""
        try:
            yield
        except (pa.ArrowException, OSError, ValueError) as error:
            raise CatalogueError(
                f"the catalogue is damaged: {str(error).splitlines()[0] if str(error) else type(error).__name__}",
                where=self.path,
                remedy="Restore it from a copy of the workspace; the ratings are not in it, and are safe",
            ) from error

    def _wanted(self, names: Sequence[str] | None) -> list[str]:
        return wanted_columns(self.schema.names, names, self.path)
