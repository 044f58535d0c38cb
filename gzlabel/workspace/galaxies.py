"""Which galaxy lies in which row: the journal knows galaxies by id, so a catalogue may grow or be sorted."""

from collections.abc import Iterable
from typing import Any

from numpy.typing import NDArray

from gzlabel.workspace.sqlite.database import Database
from gzlabel.workspace.sqlite.transaction import Transaction


class Galaxies:
    """The galaxies anybody has spoken of.

    Parameters
    ----------
    database
        Where they are recorded.
    ids
        Ids of the catalogue, ``(n_galaxies,)``.
    """

    def __init__(self, database: Database, ids: NDArray[Any]) -> None:
        self._database, self._ids = database, ids
        self._key_of_row: dict[int, int] = {}
        self._row_of_key: dict[int, int | None] = {}
        self._read_from = 0
        self._refresh()

    @property
    def n_galaxies(self) -> int:
        """Number of galaxies in the catalogue."""
        return len(self._ids)

    def row_of(self, key: int) -> int | None:
        """Catalogue row of a galaxy; None where the catalogue no longer holds it."""
        if key not in self._row_of_key:
            self._refresh()
        return self._row_of_key.get(key)

    def key_of(self, row: int) -> int | None:
        """Key of the galaxy in ``row``; None where nobody has spoken of it."""
        if row not in self._key_of_row:
            self._refresh()
        return self._key_of_row.get(row)

    def put(self, transaction: Transaction, rows: Iterable[int]) -> dict[int, int]:
        """Keys of the galaxies in ``rows``, recorded where they are new. To be called first in a transaction.

        Raises
        ------
        IndexError
            Where the catalogue has no such row.
        """
        self._refresh()
        keys: dict[int, int] = {}
        for row in rows:
            if not 0 <= row < len(self._ids):
                raise IndexError(f"row {row} is outside this catalogue of {len(self._ids)} galaxies")
            if row not in keys:
                known = self._key_of_row.get(row)
                keys[row] = (
                    transaction.put("galaxy", id=str(self._ids[row]), row=row) if known is None else known
                )
        return keys

    def settle(self) -> None:
        """Record where galaxies now lie, after the catalogue grew or was reordered."""
        moved = self.moved()
        if moved:
            with self._database.transaction() as transaction:
                for key, galaxy_id, row in moved:
                    transaction.put("galaxy", key=key, id=galaxy_id, row=row)

    def moved(self) -> list[tuple[int, str, int | None]]:
        """Key, id and present row of the galaxies whose recorded row is out of date."""
        recorded = self._database.read("SELECT key, id, row FROM galaxy")
        return [
            (g["key"], g["id"], self._row_of_key[g["key"]])
            for g in recorded
            if self._row_of_key[g["key"]] != g["row"]
        ]

    def _refresh(self) -> None:
        """Read the galaxies recorded since the last call."""
        new = self._database.read(
            "SELECT key, id, row FROM galaxy WHERE key > ? ORDER BY key", [self._read_from]
        )
        lost = [galaxy for galaxy in new if not self._is_at(galaxy["id"], galaxy["row"])]
        for galaxy in new:
            self._row_of_key[galaxy["key"]] = galaxy["row"]
        self._row_of_key.update(self._found_again(lost))
        rows = ((galaxy["key"], self._row_of_key[galaxy["key"]]) for galaxy in new)
        self._key_of_row.update((row, key) for key, row in rows if row is not None)
        self._read_from = max((galaxy["key"] for galaxy in new), default=self._read_from)

    def _is_at(self, galaxy_id: str, row: int | None) -> bool:
        return row is not None and row < len(self._ids) and str(self._ids[row]) == galaxy_id

    def _found_again(self, lost: Iterable[Any]) -> dict[int, int | None]:
        """Rows of galaxies that moved, by id; of two with one id, the first goes to the first."""
        lost = list(lost)
        if not lost:
            return {}
        wanted = {galaxy["id"] for galaxy in lost}
        taken = {row for key, row in self._row_of_key.items() if key not in {g["key"] for g in lost}}
        rows: dict[str, list[int]] = {}
        for row in range(len(self._ids) - 1, -1, -1):
            if str(self._ids[row]) in wanted and row not in taken:
                rows.setdefault(str(self._ids[row]), []).append(row)
        return {g["key"]: rows[g["id"]].pop() if rows.get(g["id"]) else None for g in lost}
