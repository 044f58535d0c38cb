"""Ratings that a colleague sends, and workspaces that a disk damaged: what repair makes of them is never worse."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from gzlabel.bench._foreign import Foreign, foreign_room, foreign_table
from gzlabel.errors import UserError
from gzlabel.workspace import NewDecision, Workspace, check, import_ratings, repair

_INTEREST = "interesting"

Decided = set[tuple[int, str, int | None]]


def ratings(folder: Path) -> list[Foreign]:
    """Tables of ratings in the formats that people send."""
    from gzlabel.catalogue import write_table

    table = pa.table(
        {
            "objid": foreign_table()["objid"],
            "rating": [5, 4, 0, None, None, 3],
            "decision": [None, None, None, "skip", "artefact", None],
            "rater": ["Vera", "Vera", "Jan", "Jan", "Vera", ""],
        }
    )
    found = []
    for suffix in ("csv", "ecsv", "fits", "vot", "parquet"):
        room, name = foreign_room(folder, f"ratings/{suffix}"), f"ratings.{suffix}"
        Workspace.create(room / "w.gzlabel", _catalogue(), id_column="objid").close()
        write_table(table, room / name)
        found.append(Foreign(f"ratings/{suffix}", room, name, _taking_in(name)))
    return found


def _taking_in(name: str) -> Callable[[Path], None]:
    def read(room: Path) -> None:
        with Workspace.open(room / "w.gzlabel") as workspace:
            try:
                n_told = import_ratings(workspace, room / name, _INTEREST)
            except UserError:
                assert not workspace.journal.history(_INTEREST), "a refused table left ratings behind"
                raise
            held = workspace.journal.history(_INTEREST)
            assert len(held) == n_told, f"{n_told} told, {len(held)} held"
            assert all(one.rating is None or 0 <= one.rating <= 5 for one in held), (
                "a rating beyond the scale"
            )

    return read


def repairs(folder: Path) -> list[Foreign]:
    """The files that repair rebuilds a workspace from, one of them damaged."""
    room = foreign_room(folder, "repair")
    path = room / "w.gzlabel"
    with Workspace.create(path, _catalogue(), id_column="objid") as workspace:
        for number in range(60):
            workspace.journal.append(_INTEREST, [NewDecision(number % 6, "rating", number // 6 % 6)])
        workspace.journal.undo(_INTEREST)
        workspace.annotations.note(1, "two nuclei")
        workspace.clusters.name("c1", "rings")
    for beside in ("workspace.sqlite-wal", "workspace.sqlite-shm"):
        (path / beside).unlink(missing_ok=True)
    (backup,) = (path / "backups").glob("ratings-*.sqlite")
    names = {
        "database": "workspace.sqlite",
        "transcript": "transcript.jsonl",
        "backup": f"backups/{backup.name}",
    }
    return [Foreign(f"repair/{kind}", room, f"w.gzlabel/{name}", _mend) for kind, name in names.items()]


def _mend(room: Path) -> None:
    """Repair, and hold what was there before against what is there after."""
    path = room / "w.gzlabel"
    before, was_sound = _decided(path), _is_sound(path)
    try:
        repaired = repair(path)
    except UserError:
        assert _decided(path) == before, "a repair that was refused changed what can be read"
        raise
    after = _decided(path)
    assert after is not None, "a repaired workspace does not open"
    assert _is_sound(path), f"not sound after a repair: {check(path)}"
    assert before is None or before <= after, f"{len(before - after)} decisions are gone after a repair"
    assert not (was_sound and repaired.n_unreadable), "unreadable decisions in what was sound"
    with Workspace.open(path) as workspace:
        workspace.journal.append(_INTEREST, [NewDecision(1, "rating", 5)])
    assert repair(path).was_sound, "a repaired workspace is not sound after the next rating"


def _decided(path: Path) -> Decided | None:
    """Every decision ever made, with its number; None where the workspace cannot be read."""
    try:
        with Workspace.open(path, read_only=True) as workspace:
            held = workspace.journal.history(_INTEREST)
    except UserError:
        return None
    return {(one.number, f"{one.row} {one.kind} {one.undone}", one.rating) for one in held}


def _is_sound(path: Path) -> bool:
    return all(finding.is_sound for finding in check(path) if finding.where == "workspace.sqlite")


def _catalogue() -> pa.Table:
    return foreign_table().drop_columns(["image"])
