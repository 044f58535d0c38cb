"""The galaxies of a workspace: every column the user brought, on disk, read one column at a time."""

import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gzlabel.atomic import written_whole
from gzlabel.catalogue.columns import ColumnInfo, is_number, no_such_column, wanted_columns
from gzlabel.catalogue.identifiers import identifiers
from gzlabel.catalogue.missing import with_missing
from gzlabel.catalogue.notes import notes_of, with_notes
from gzlabel.catalogue.roles import guess_roles, position_unit_of
from gzlabel.catalogue.sky import PositionUnit, SkyPositions
from gzlabel.catalogue.values import masked_values
from gzlabel.errors import CatalogueError

FILE_NAME = "catalogue.parquet"
_ROLES = b"gzlabel.catalogue"


class Catalogue:
    """The galaxies of a workspace and what their table says of them.

    Made by `create` or `open`. Rows are numbered from 0, in the order of the table, and never change place.
    Columns are read from disk when asked for. Values are kept exactly as they came.
    """

    def __init__(self, path: Path, schema: pa.Schema, n_galaxies: int, roles: dict[str, Any]) -> None:
        self._path, self._schema, self._roles = path, schema, roles
        self.n_galaxies = n_galaxies

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
        if table.num_rows == 0:
            raise CatalogueError("the table has no rows", remedy="Give a table with one row a galaxy")
        guessed = guess_roles(table)
        columns = {
            "id_column": _given(id_column, guessed.id_column, table),
            "ra_column": _given(ra_column, guessed.ra_column, table),
            "dec_column": _given(dec_column, guessed.dec_column, table),
        }
        ra, dec = columns["ra_column"], columns["dec_column"]
        unit = (position_unit or position_unit_of(table, ra, dec)) if ra and dec else None
        roles = {**columns, "position_unit": unit}
        table = with_notes(table, [*_id_notes(table, roles), *_position_notes(table, roles)])
        folder.mkdir(parents=True, exist_ok=True)
        _store(table, folder / FILE_NAME, roles)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> "Catalogue":
        """Open the catalogue of ``folder``; nothing but its description is read.

        Raises
        ------
        CatalogueError
            If there is none, or it is damaged.
        """
        import pyarrow.parquet as parquet

        path = folder / FILE_NAME
        if not path.is_file():
            raise CatalogueError("there is no catalogue", where=path, remedy="Choose a folder gzlabel made")
        try:
            with parquet.ParquetFile(path) as stored:
                schema, n_galaxies = stored.schema_arrow, stored.metadata.num_rows
            roles = json.loads((schema.metadata or {})[_ROLES])
        except (pa.ArrowException, OSError, KeyError, ValueError) as error:
            raise CatalogueError(
                f"the catalogue is damaged: {error}", where=path, remedy="Restore it from a backup"
            ) from error
        return cls(path, schema, n_galaxies, roles)

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
        return notes_of(self._schema.empty_table())

    @cached_property
    def columns(self) -> tuple[ColumnInfo, ...]:
        """Every column, in the order of the table."""
        return tuple(ColumnInfo.of(field) for field in self._schema)

    @cached_property
    def ids(self) -> NDArray[Any]:
        """``(n_galaxies,)``, all different: int64, or text as objects; row numbers without a column."""
        if self.id_column is None:
            return np.arange(self.n_galaxies, dtype=np.int64)
        return identifiers(self._stored(self.id_column), self.id_column)[0]

    @cached_property
    def positions(self) -> SkyPositions | None:
        """Where the galaxies are on the sky; None where the table does not say."""
        if not (self.ra_column and self.dec_column and self._roles["position_unit"]):
            return None
        return SkyPositions.of(
            self._stored(self.ra_column), self._stored(self.dec_column), self._roles["position_unit"]
        )

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
        return with_missing(self._stored(name))

    def numeric_columns(self) -> tuple[str, ...]:
        """Names of the columns of numbers, ids left out."""
        return tuple(
            field.name for field in self._schema if is_number(field.type) and field.name != self.id_column
        )

    def table(self, rows: NDArray[np.int64] | None = None, names: Sequence[str] | None = None) -> pa.Table:
        """Return the table as it came, or some rows ``(n,)`` of it in their order, or some columns."""
        import pyarrow.parquet as parquet

        chosen = wanted_columns(self._schema.names, names, self._path)
        with parquet.ParquetFile(self._path) as stored:
            if rows is None:
                return _as_it_came(stored.read(columns=chosen))
            rows = np.asarray(rows, dtype=np.int64)
            sizes = [stored.metadata.row_group(group).num_rows for group in range(stored.num_row_groups)]
            starts = np.concatenate([[0], np.cumsum(sizes)])
            groups = np.unique(np.searchsorted(starts, rows, side="right") - 1)
            read = stored.read_row_groups(groups.tolist(), columns=chosen)
        places = np.concatenate([np.arange(starts[group], starts[group + 1]) for group in groups] or [rows])
        return _as_it_came(read.take(np.searchsorted(places, rows)))

    def rows_of(self, ids: Iterable[Any]) -> NDArray[np.int64]:
        """Return the row of each id; whole numbers and their text are the same id.

        Raises
        ------
        CatalogueError
            If an id is not in the catalogue.
        """
        wanted = list(ids)
        found = [self._row_by_id.get(_key(one)) for one in wanted]
        unknown = [str(one) for one, row in zip(wanted, found, strict=True) if row is None]
        if unknown:
            shown = ", ".join(unknown[:5]) + (f" and {len(unknown) - 5} more" if len(unknown) > 5 else "")
            raise CatalogueError(
                f"{len(unknown)} of {len(wanted)} ids are not in the catalogue: {shown}",
                remedy=f"Ids are those of {self.id_column or 'the row numbers'}, such as {self.ids[0]}",
            )
        return np.array(found, dtype=np.int64)

    @cached_property
    def _row_by_id(self) -> dict[str, int]:
        return {_key(one): row for row, one in enumerate(self.ids.tolist())}

    def _role(self, role: str) -> str | None:
        name = self._roles[role]
        return None if name is None else str(name)

    def _stored(self, name: str) -> pa.ChunkedArray:
        import pyarrow.parquet as parquet

        if name not in self._schema.names:
            raise no_such_column(name, self._schema.names)
        with parquet.ParquetFile(self._path) as stored:
            return stored.read(columns=[name])[name]


def _key(one: Any) -> str:
    if isinstance(one, float | np.floating) and float(one).is_integer():
        return str(int(one))
    return str(one)


def _given(name: str | None, guessed: str | None, table: pa.Table) -> str | None:
    if name is None:
        return guessed
    if name and name not in table.column_names:
        raise no_such_column(name, table.column_names)
    return name or None


def _id_notes(table: pa.Table, roles: dict[str, Any]) -> tuple[str, ...]:
    if roles["id_column"] is None:
        return ("The table has no column of ids: galaxies are called by their row number, from 0.",)
    return identifiers(table[roles["id_column"]], roles["id_column"])[1]


def _position_notes(table: pa.Table, roles: dict[str, Any]) -> tuple[str, ...]:
    ra, dec, unit = roles["ra_column"], roles["dec_column"], roles["position_unit"]
    if unit is None:
        return ("The table gives no positions on the sky.",)
    n_unknown = int((~SkyPositions.of(table[ra], table[dec], unit).known).sum())
    return (f"{n_unknown} galaxies have no usable position in {ra!r} and {dec!r}.",) if n_unknown else ()


def _store(table: pa.Table, path: Path, roles: dict[str, Any]) -> None:
    from gzlabel.catalogue.formats.parquet import write

    metadata = {**(table.schema.metadata or {}), _ROLES: json.dumps(roles).encode()}
    with written_whole(path) as temporary:
        write(table.replace_schema_metadata(metadata), temporary, {})


def _as_it_came(table: pa.Table) -> pa.Table:
    metadata = {key: value for key, value in (table.schema.metadata or {}).items() if key != _ROLES}
    return table.replace_schema_metadata(metadata or None)
