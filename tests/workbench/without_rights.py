"""A workbench of a user without rights, told by its standard input what to do: in a process of its own."""

import json
import os
import sys
from pathlib import Path

import pyarrow as pa

from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace

NOBODY = 65534


class Rater:
    """Sits at the workbench of one workspace."""

    def __init__(self, path: Path) -> None:
        self._mail = Mailbox()
        table = pa.table({"id": [f"g{row}" for row in range(40)]})
        Workspace.create(path, table, id_column="id").close()
        self._workbench = Workbench(Workspace.open(path, rater="Vera"), JobRunner(self._mail.put))
        self._workbench.start()
        self._mail.run_until(lambda: bool(self._workbench.state.page.rows))
        self._mail.run_until(lambda: not self._workbench.state.saving)

    def rate(self, row: int) -> dict[str, object]:
        """Rate a galaxy; what the desk would show then."""
        self._workbench.go_to(row)
        self._workbench.decisions.rate(row % 6)
        came_to_rest = self._mail.run_until(lambda: not self._workbench.state.saving, 20)
        state = self._workbench.state
        return {
            "came to rest": came_to_rest,
            "saved": state.saved,
            "shown": sorted(state.decisions),
            "notices": [notice.text for notice in state.notices],
            "bugs": [notice.detail for notice in state.notices if notice.detail],
        }

    def close(self) -> None:
        """Leave."""
        self._workbench.save()
        self._workbench.close()


def main(folder: Path) -> None:
    """Take up rights' loss after everything was imported: Python itself may lie in root's home."""
    rehearsal = Rater(folder / "rehearsal.gzlabel")
    rehearsal.rate(1)
    rehearsal.close()
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    rater = Rater(folder / "w.gzlabel")
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        print(json.dumps(rater.rate(int(line))), flush=True)
    rater.close()
    print(json.dumps("closed"), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
