"""Galaxies shown here and in other programs: lists sent, rows and positions pointed at, both ways.

Off until it is asked for. What arrives comes from strangers: nothing is ever fetched for a message, and one that
speaks of another table, of a row that is not there or of no position is passed over with a notice.
"""

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gzlabel.errors import UserError, WorkspaceError
from gzlabel.temporary_folder import TemporaryFolder
from gzlabel.workbench.samp_connection import SampConnection
from gzlabel.workbench.state import Part
from gzlabel.workbench.store import Store
from gzlabel.workbench.work.failure import Failure
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workspace import Workspace

_HIGHLIGHT, _SELECT, _POINT = "table.highlight.row", "table.select.rowList", "coord.pointAt.sky"
_LOAD = "table.load.votable"
_LANE = "samp"
_NEAR_ARCSEC = 60.0
_MOST_SELECTED = 1_000_000

Write = Callable[[Path, NDArray[np.int64]], int]


class Sharing:
    """Talks to other programs over SAMP.

    Parameters
    ----------
    write
        Writes a list of catalogue rows to a file.
    go_to, select
        Shows one galaxy; makes several the selection.
    """

    def __init__(
        self,
        workspace: Workspace,
        store: Store,
        runner: JobRunner,
        write: Write,
        go_to: Callable[[int], None],
        select: Callable[[NDArray[np.int64]], None],
    ) -> None:
        self._workspace, self._store, self._runner = workspace, store, runner
        self._write, self._go_to, self._select = write, go_to, select
        self._connection: SampConnection | None = None
        self._folder: TemporaryFolder | None = None
        self._tables: dict[str, NDArray[np.int64]] = {}
        self._shown: int | None = None
        store.changed.connect(self._follow)

    @property
    def is_connected(self) -> bool:
        """Whether other programs are told and listened to."""
        return self._connection is not None

    def toggle(self) -> None:
        """Connect, or leave."""
        if self._connection is not None:
            self.close()
            self._store.notify("info", "Other programs are no longer told, nor listened to (SAMP)")
        else:
            self._run(
                SampConnection, (_HIGHLIGHT, _SELECT, _POINT), self._on_message, then=self._on_connected
            )

    def send(self, rows: NDArray[np.int64]) -> None:
        """Send these galaxies, in their order, as a table with every column."""
        connection = self._connection
        if connection is None or len(rows) == 0:
            self._explain(len(rows))
            return
        name = f"{self._workspace.path.stem}-{len(self._tables) + 1}"
        identifier = f"gzlabel-{name}"
        if self._folder is None:
            self._folder = TemporaryFolder("samp")
        path = self._folder.path / f"{name}.vot"
        try:
            n_written = self._write(path, rows)
        except UserError as error:
            self._store.notify("error", str(error))
            return
        self._tables[identifier] = np.asarray(rows, dtype=np.int64)
        parameters = {"table-id": identifier, "url": path.as_uri(), "name": name}
        self._tell(connection, _LOAD, parameters, f"{n_written:,} galaxies sent as {name}")

    def point(self, row: int) -> None:
        """Have Aladin and its like look at one galaxy."""
        connection, positions = self._connection, self._workspace.catalogue.positions
        if connection is None:
            self._explain(1)
        elif positions is None or not positions.known[row]:
            self._store.notify("warning", "This galaxy has no position on the sky to point at")
        else:
            where = {"ra": repr(float(positions.ra_deg[row])), "dec": repr(float(positions.dec_deg[row]))}
            self._tell(connection, _POINT, where, "Position sent")

    def close(self) -> None:
        """Leave, and remove the tables that were sent."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        if self._folder is not None:
            self._folder.remove()
            self._folder = None
        self._tables.clear()

    # Going out

    def _follow(self, parts: frozenset[Part]) -> None:
        """Mark the galaxy on show in the newest table that was sent and holds it."""
        row = self._store.state.current
        if Part.PAGE not in parts or self._connection is None or row is None or row == self._shown:
            return
        self._shown = row
        for identifier, rows in reversed(self._tables.items()):
            places = np.flatnonzero(rows == row)
            if len(places):
                parameters = {
                    "table-id": identifier,
                    "url": self._url(identifier),
                    "row": str(int(places[0])),
                }
                self._tell(self._connection, _HIGHLIGHT, parameters)
                return

    def _tell(
        self, connection: SampConnection, kind: str, parameters: Mapping[str, str], done: str = ""
    ) -> None:
        def told(listeners: tuple[str, ...]) -> None:
            if done:
                to = f"to {', '.join(listeners)}" if listeners else "but no program wants such messages"
                self._store.notify("info", f"{done}, {to} (SAMP)")

        self._run(_told, connection, kind, parameters, then=told)

    def _run(self, function: Callable[..., Any], *args: Any, then: Callable[[Any], None]) -> None:
        self._runner.thread(_LANE, function, *args, then=then, failed=self._on_failed)

    def _on_connected(self, connection: SampConnection) -> None:
        self._connection, self._shown = connection, self._store.state.current
        self._store.notify("info", "Connected to other programs (SAMP): send them a list, point at a row")

    def _on_failed(self, failure: Failure) -> None:
        self._store.notify("warning", failure.text, failure.traceback)

    def _explain(self, n_rows: int) -> None:
        what = "There is no galaxy to send" if n_rows == 0 else "Not connected to other programs (SAMP) yet"
        self._store.notify("warning", what)

    def _url(self, identifier: str) -> str:
        assert self._folder is not None
        return (self._folder.path / f"{identifier.removeprefix('gzlabel-')}.vot").as_uri()

    # Coming in

    def _on_message(self, kind: str, parameters: Mapping[str, Any]) -> None:
        """From a thread of SAMP's: hand the message to the owner's thread."""
        self._runner.hand_over(lambda: self._receive(kind, parameters))

    def _receive(self, kind: str, parameters: Mapping[str, Any]) -> None:
        take = {_HIGHLIGHT: self._on_row, _SELECT: self._on_rows, _POINT: self._on_position}[kind]
        try:
            take(parameters)
        except WorkspaceError as error:
            self._store.notify("warning", str(error))

    def _on_row(self, parameters: Mapping[str, Any]) -> None:
        rows = self._table_of(parameters)
        self._show(int(rows[_whole_number(parameters.get("row"), len(rows))]))

    def _on_rows(self, parameters: Mapping[str, Any]) -> None:
        rows, told = self._table_of(parameters), parameters.get("row-list")
        if not isinstance(told, list) or len(told) > _MOST_SELECTED:
            raise _ignored("its list of rows is none")
        self._select(rows[[_whole_number(one, len(rows)) for one in told]])

    def _on_position(self, parameters: Mapping[str, Any]) -> None:
        ra, dec = _angle(parameters.get("ra")), _angle(parameters.get("dec"))
        row = self._nearest(ra, dec)
        if row is None:
            raise _ignored(f"no galaxy lies within {_NEAR_ARCSEC:g} arcsec of the position it points at")
        self._show(row)

    def _nearest(self, ra: float, dec: float) -> int | None:
        from gzlabel.catalogue import SkyPositions, crossmatch

        positions = self._workspace.catalogue.positions
        if positions is None or abs(dec) > 90:
            return None
        there = SkyPositions(np.array([ra % 360.0]), np.array([dec]))
        found = crossmatch(there, positions, _NEAR_ARCSEC)
        return int(found.other_rows[0]) if len(found) else None

    def _show(self, row: int) -> None:
        self._shown = row  # not to be told back to who told us
        self._go_to(row)

    def _table_of(self, parameters: Mapping[str, Any]) -> NDArray[np.int64]:
        identifier, url = parameters.get("table-id"), parameters.get("url")
        if isinstance(identifier, str) and identifier in self._tables:
            return self._tables[identifier]
        for known, rows in self._tables.items():
            if isinstance(url, str) and url == self._url(known):
                return rows
        raise _ignored("it speaks of a table that was not sent from here")


def _told(connection: SampConnection, kind: str, parameters: Mapping[str, str]) -> tuple[str, ...]:
    connection.tell_all(kind, parameters)
    return connection.listeners(kind)


def _ignored(why: str) -> WorkspaceError:
    return WorkspaceError(
        f"a message of another program (SAMP) was passed over: {why}", remedy="Send it the list again"
    )


def _whole_number(told: Any, n_rows: int) -> int:
    text = str(told)
    if not (text.isascii() and text.isdigit() and len(text) <= 18 and int(text) < n_rows):
        raise _ignored("it speaks of a row that its table does not have")
    return int(text)


def _angle(told: Any) -> float:
    try:
        value = float(told)
    except (TypeError, ValueError, OverflowError):
        value = math.nan
    if not (math.isfinite(value) and abs(value) <= 360.0):
        raise _ignored("its position is none")
    return value
