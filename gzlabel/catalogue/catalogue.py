"""The galaxies of a workspace: every column the user brought, on disk, read one column at a time."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.catalogue.columns import ColumnInfo, is_number
from gzlabel.catalogue.growth import joined, known_rows
from gzlabel.catalogue.identifiers import identifiers
from gzlabel.catalogue.made_columns import FOLDER as MADE
from gzlabel.catalogue.made_columns import MadeColumns
from gzlabel.catalogue.missing import with_missing
from gzlabel.catalogue.notes import notes_of, with_notes
from gzlabel.catalogue.parquet_claims import refuse_foreign_bomb
from gzlabel.catalogue.role_notes import id_notes, position_notes
from gzlabel.catalogue.row_finder import RowFinder
from gzlabel.catalogue.settled_roles import settled_roles
from gzlabel.catalogue.sky import PositionUnit, SkyPositions
from gzlabel.catalogue.stored_table import StoredTable
from gzlabel.catalogue.tables import refuse_empty
from gzlabel.catalogue.values import masked_values
from gzlabel.enumeration import enumerated
from gzlabel.errors import CatalogueError

FILE_NAME = "catalogue.parquet"


class Catalogue:
    """The galaxies of a workspace and what their table says of them.

    Made by `create`, `open` or `extended`. Rows are numbered from 0, in the order of the table, and never
    change place. Columns are read from disk when asked for. Values are kept exactly as they came.

    Attributes
    ----------
    made
        Columns that the program worked out; they come after the user's own.
    """

    def __init__(self, stored: StoredTable) -> None:
        self._stored = stored
        self.made = MadeColumns(stored.path.parent / MADE, stored.n_rows, stored.names)
        self.n_galaxies = stored.n_rows

    @classmethod
    def create(
        cls,
        folder: Path,
        table: pa.Table,
        *,
        id_column: str | None = None,
        ra_column: str | None = None,
        dec_column: str | None = None,
        position_unit: PositionUnit | None = None,
    ) -> "Catalogue":
        """Write ``table`` as the catalogue of ``folder``; a role not given is guessed, ``""`` means none.

        Raises
        ------
        CatalogueError
            If the table has no rows, a named column is not there, or the ids cannot be told apart exactly.
        """
        refuse_empty(table)
        roles = settled_roles(table, id_column, ra_column, dec_column, position_unit)
        table = with_notes(table, [*id_notes(table, roles), *position_notes(table, roles)])
        folder.mkdir(parents=True, exist_ok=True)
        return cls(StoredTable.write(table, folder / FILE_NAME, roles))

    @classmethod
    def open(cls, folder: Path) -> "Catalogue":
        """Open the catalogue of ``folder``; nothing but its description is read.

        Raises
        ------
        CatalogueError
            If there is none, or it is damaged, or somebody else's that would fill the memory.
        """
        stored = StoredTable(folder / FILE_NAME)
        refuse_foreign_bomb(stored.path)
        return cls(stored)

    def extended(
        self, folder: Path, table: pa.Table, *, known: Literal["refuse", "skip"] = "refuse"
    ) -> "Catalogue":
        """Write a catalogue of these galaxies, unmoved, and after them those of ``table``, into ``folder``.

        ``folder`` may be the one this catalogue is in. A column only one of them has is blank in the other.

        Parameters
        ----------
        known
            What to do with rows whose id is here already.

        Raises
        ------
        CatalogueError
            If no row is new, an id is known (where that is refused), or a column changes its type.
        """
        is_known = self.knows(table)
        if known == "refuse" and is_known.any():
            raise CatalogueError(
                f"{is_known.sum()} of {len(table)} rows are in the catalogue already",
                remedy="Skip them, or take them out of the table",
            )
        table = table.filter(pa.array(~is_known))
        if table.num_rows == 0:
            raise CatalogueError("no row of the table is new", remedy="Give a table with further galaxies")
        notes = [f"{table.num_rows} galaxies were added to {self.n_galaxies}."]
        grown = with_notes(joined(self._stored.read(), table), notes)
        folder.mkdir(parents=True, exist_ok=True)
        return type(self)(StoredTable.write(grown, folder / FILE_NAME, self._stored.roles))

    def knows(self, table: pa.Table) -> NDArray[np.bool_]:
        """Return which rows of another table ``(n,)`` are of galaxies that are here already, by their ids.

        Raises
        ------
        CatalogueError
            If the table has no column of that name, or gives one id twice.
        """
        if self.id_column is None:
            return np.zeros(table.num_rows, dtype=bool)
        return known_rows(table, self.id_column, self._finder)

    @property
    def id_column(self) -> str | None:
        """Name of the column of ids; None where galaxies are called by row number."""
        return self._role("id_column")

    @property
    def ra_column(self) -> str | None:
        """Name of the column of right ascensions."""
        return self._role("ra_column")

    @property
    def dec_column(self) -> str | None:
        """Name of the column of declinations."""
        return self._role("dec_column")

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should be told of this catalogue, one sentence each."""
        return notes_of(self._stored.schema.empty_table())

    @property
    def columns(self) -> tuple[ColumnInfo, ...]:
        """Every column, in the order of the table, those made here last."""
        return tuple(ColumnInfo.of(field) for field in self._fields)

    @cached_property
    def ids(self) -> NDArray[Any]:
        """``(n_galaxies,)``, all different: int64, or text as objects; row numbers without a column."""
        if self.id_column is None:
            return np.arange(self.n_galaxies, dtype=np.int64)
        return identifiers(self._stored.column(self.id_column), self.id_column)[0]

    @cached_property
    def positions(self) -> SkyPositions | None:
        """Where the galaxies are on the sky; None where the table does not say."""
        if not (self.ra_column and self.dec_column):
            return None
        return self.positions_in(self._stored.read([self.ra_column, self.dec_column]))

    def positions_in(self, table: pa.Table) -> SkyPositions | None:
        """Where the rows of a table with the same columns are on the sky; None where it does not say."""
        unit = self._stored.roles["position_unit"]
        if not (unit and {self.ra_column, self.dec_column} <= set(table.column_names)):
            return None
        return SkyPositions.of(table[self.ra_column], table[self.dec_column], unit)

    def column(self, name: str) -> "np.ma.MaskedArray[Any, Any]":
        """Return one column ``(n_galaxies,)``; NaN, blanks and -99 and its kin are masked.

        Raises
        ------
        CatalogueError
            If there is no such column.
        """
        return masked_values(self.arrow_column(name))

    def arrow_column(self, name: str) -> pa.ChunkedArray:
        """Return what `column` returns, as Arrow: null where the value stands for none."""
        return with_missing(self._values(name))

    def no_values(self, name: str) -> pa.ChunkedArray:
        """Return what `arrow_column` returns, of no galaxy at all: its type without its values."""
        return with_missing(pa.schema(self._fields).empty_table()[name])

    def numeric_columns(self) -> tuple[str, ...]:
        """Names of the columns of numbers, ids left out."""
        return tuple(
            field.name for field in self._fields if is_number(field.type) and field.name != self.id_column
        )

    def table(self, rows: NDArray[np.int64] | None = None, names: Sequence[str] | None = None) -> pa.Table:
        """Return all columns or those named, of all rows or some ``(n,)`` in their order."""
        own = None if names is None else [name for name in names if name not in self.made.names]
        table = self._stored.read(own) if rows is None else self._stored.rows(rows, own)
        return self.made.appended(table, rows, names)

    def rows_of(self, ids: Iterable[Any]) -> NDArray[np.int64]:
        """Return the row of each id; whole numbers and their text are the same id.

        Raises
        ------
        CatalogueError
            If an id is not in the catalogue.
        """
        wanted = list(ids)
        rows = self._finder.rows(wanted)
        if (rows < 0).any():
            unknown = [str(wanted[place]) for place in np.flatnonzero(rows < 0)]
            raise CatalogueError(
                f"{len(unknown)} of {len(wanted)} ids are not in the catalogue: {enumerated(unknown, 5)}",
                remedy=f"Ids are those of {self.id_column or 'the row numbers'}, such as {self.ids[0]}",
            )
        return rows

    @property
    def _fields(self) -> tuple[pa.Field, ...]:
        return (*self._stored.schema, *self.made.fields)

    def _values(self, name: str) -> pa.ChunkedArray:
        return self.made.column(name) if name in self.made.names else self._stored.column(name)

    @cached_property
    def _finder(self) -> RowFinder:
        return RowFinder(self.ids)

    def _role(self, role: str) -> str | None:
        name = self._stored.roles[role]
        return None if name is None else str(name)
