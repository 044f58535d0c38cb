"""Messages of other programs, as a hub hands them over."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from gzlabel.bench._foreign import Foreign, foreign_room, foreign_table
from gzlabel.errors import UserError
from gzlabel.workbench.sharing import Sharing
from gzlabel.workbench.state import State
from gzlabel.workbench.store import Store
from gzlabel.workspace import Workspace

_N_ROWS = 4
_TABLE = "gzlabel-w-1"


class _Line:
    """Stands for the runner and the hub: what is sent vanishes, what is received comes at once."""

    def __init__(self) -> None:
        self.receive: Callable[[str, Mapping[str, Any]], None] = lambda kind, parameters: None

    def thread(self, lane: str, function: Any, *args: Any, then: Callable[[Any], None], failed: Any) -> None:
        if callable(args[-1]):
            self.receive = args[-1]
            then(self)

    def hand_over(self, call: Callable[[], None]) -> None:
        call()

    def close(self) -> None:
        """Nothing is open."""


def messages(folder: Path) -> list[Foreign]:
    """One of each kind that is listened to."""
    sent = {
        "table.highlight.row": {"table-id": _TABLE, "url": "file:///tmp/w-1.vot", "row": "2"},
        "table.select.rowList": {"table-id": _TABLE, "row-list": ["0", "3"]},
        "coord.pointAt.sky": {"ra": "150.0", "dec": "2.0"},
    }
    found = []
    for kind, parameters in sent.items():
        room, name = foreign_room(folder, f"message/{kind}"), "message.json"
        with Workspace.create(room / "w.gzlabel", foreign_table().drop_columns(["image"]), id_column="objid"):
            (room / name).write_text(json.dumps(parameters))
        found.append(Foreign(f"message/{kind}", room, name, _reader(kind)))
    return found


def _reader(kind: str) -> Callable[[Path], None]:
    def read(room: Path) -> None:
        try:
            parameters = json.loads((room / "message.json").read_bytes())
        except (ValueError, RecursionError) as error:
            raise UserError("not a message") from error
        if not isinstance(parameters, dict):
            raise UserError("not a message")
        with Workspace.open(room / "w.gzlabel", read_only=True) as workspace:
            _receive(workspace, kind, parameters)

    return read


def _receive(workspace: Workspace, kind: str, parameters: dict[str, Any]) -> None:
    line: Any = _Line()
    shown: list[int] = []
    store = Store(State(workspace.current_interest, workspace.interests, workspace.catalogue.n_galaxies))
    sharing = Sharing(workspace, store, line, lambda path, rows: len(rows), shown.append, shown.extend)
    sharing.toggle()
    sharing.send(np.arange(_N_ROWS))
    line.receive(kind, parameters)
    refused = [notice for notice in store.state.notices if notice.level == "warning"]
    sharing.close()
    if refused:
        raise UserError(refused[0].text)
    assert all(0 <= row < workspace.catalogue.n_galaxies for row in shown)
