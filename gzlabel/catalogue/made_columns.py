"""Columns that the program worked out, such as a classifier's probabilities, beside those the user brought.

Each set is a Parquet file of its own, so the user's table is never rewritten, and a set made again replaces the
one before. Galaxies added to the catalogue since have blanks.
"""

from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.atomic import written_whole
from gzlabel.catalogue.columns import is_number
from gzlabel.errors import CatalogueError

FOLDER = "columns"


class MadeColumns:
    """The sets of columns in a folder.

    Parameters
    ----------
    folder
        Need not exist.
    n_galaxies
        Of the catalogue.
    taken
        Names of the user's columns; one that was made is never called so.
    """

    def __init__(self, folder: Path, n_galaxies: int, taken: Collection[str]) -> None:
        self._folder, self._n_galaxies = folder, n_galaxies
        self._taken = {name.lower() for name in taken}

    @cached_property
    def fields(self) -> tuple[pa.Field, ...]:
        """Names, types and descriptions, by set."""
        return tuple(field for _, schema in self._sets for field in schema)

    @property
    def names(self) -> frozenset[str]:
        """Names of the columns."""
        return frozenset(field.name for field in self.fields)

    def column(self, name: str) -> pa.ChunkedArray:
        """Read one column ``(n_galaxies,)``."""
        import pyarrow.parquet as parquet

        path = next(path for path, schema in self._sets if name in schema.names)
        try:
            with parquet.ParquetFile(path) as stored:
                values = stored.read(columns=[name])[name]
        except (pa.ArrowException, OSError) as error:
            raise CatalogueError(
                f"the column {name!r} is damaged ({error})",
                where=path,
                remedy="Train again, or delete the file",
            ) from error
        n_blank = self._n_galaxies - len(values)
        if n_blank <= 0:
            return values.slice(0, self._n_galaxies)
        return pa.chunked_array([*values.chunks, pa.nulls(n_blank, values.type)], type=values.type)

    def appended(
        self, table: pa.Table, rows: NDArray[np.int64] | None, names: Sequence[str] | None
    ) -> pa.Table:
        """``table``, which holds these rows of the catalogue (None: every one), with the columns beside.

        Where ``names`` are given, those alone, in their order.
        """
        for field in self.fields:
            if names is None or field.name in names:
                values = self.column(field.name)
                values = values if rows is None else values.take(pa.array(rows))
                columns = [*table.columns, values]
                schema = pa.schema([*table.schema, field], table.schema.metadata)
                table = pa.Table.from_arrays(columns, schema=schema)
        return table if names is None else table.select(list(names))

    def numeric_columns(self, set_name: str) -> tuple[str, ...]:
        """Names of the columns of numbers of one set; none where there is no such set."""
        return tuple(
            field.name
            for path, schema in self._sets
            if path.stem == set_name
            for field in schema
            if is_number(field.type)
        )

    def put(self, name: str, table: pa.Table) -> tuple[str, ...]:
        """Keep a set of columns ``(n_galaxies,)``, in place of the one of that name; return what they are called."""
        import pyarrow.parquet as parquet

        path = self._folder / f"{name}.parquet"
        others = {field.name.lower() for known, schema in self._sets if known != path for field in schema}
        table = table.rename_columns(_free_names(table.column_names, self._taken | others))
        self._folder.mkdir(exist_ok=True)
        with written_whole(path) as temporary:
            parquet.write_table(table, temporary)
        self.refresh()
        return tuple(table.column_names)

    def refresh(self) -> None:
        """Look at the folder anew: another process may have put a set there."""
        for known in ("_sets", "fields"):
            self.__dict__.pop(known, None)

    @cached_property
    def _sets(self) -> tuple[tuple[Path, pa.Schema], ...]:
        import pyarrow.parquet as parquet

        found = []
        for path in sorted(self._folder.glob("[!.]*.parquet")):
            try:
                found.append((path, parquet.read_schema(path).remove_metadata()))
            except (pa.ArrowException, OSError):
                continue  # what was worked out can be worked out again; the catalogue must open
        return tuple(found)


def _free_names(names: list[str], taken: set[str]) -> list[str]:
    """Names as they are, numbered where one is taken, whatever its case: FITS does not tell cases apart."""
    free: list[str] = []
    for name in names:
        number, candidate = 1, name
        while candidate.lower() in taken:
            number += 1
            candidate = f"{name}_{number}"
        taken = {*taken, candidate.lower()}
        free.append(candidate)
    return free
