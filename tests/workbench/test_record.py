"""The decisions of an interest, gone on from and read anew."""

from pathlib import Path

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from gzlabel.workbench.record import Record
from gzlabel.workbench.state import Decision
from gzlabel.workspace import NewDecision, Workspace

KINDS = st.sampled_from(["rating", "skip", "artefact", "cannot_tell", "cleared"])
BATCHES = st.lists(st.tuples(st.integers(0, 7), KINDS, st.integers(0, 5)), max_size=25)


def decided(row: int, kind: str, rating: int) -> Decision:
    return Decision(row, kind, rating if kind == "rating" else None, "A", "now", 1.0)


def summary(record: Record) -> tuple[object, ...]:
    rated = dict(zip(record.rated_rows.tolist(), record.ratings.tolist(), strict=True))
    unrated = sorted(record.unrated_rows.tolist()), sorted(record.artefact_rows.tolist())
    return rated, unrated, record.counts, sorted(record.decisions)


@settings(max_examples=60, deadline=None)
@given(BATCHES)
def test_going_on_decision_by_decision_gives_what_all_of_them_give(batch: list[tuple[int, str, int]]) -> None:
    record, plain = Record(), {}
    for row, kind, rating in batch:
        if kind == "cleared" and row not in plain:
            continue
        record = record.extended([decided(row, kind, rating)])
        plain[row] = (kind, rating)
        if kind == "cleared":
            del plain[row]
    ratings = {row: float(rating) for row, (kind, rating) in plain.items() if kind == "rating"}
    assert dict(zip(record.rated_rows.tolist(), record.ratings.tolist(), strict=True)) == ratings
    assert sorted(record.unrated_rows.tolist()) == sorted(plain.keys() - ratings.keys())
    said = [kind for kind, _ in plain.values()]
    assert (record.counts.skips, record.counts.artefacts, record.counts.unclear) == tuple(
        said.count(kind) for kind in ("skip", "artefact", "cannot_tell")
    )
    assert len(record.found) == len(ratings)
    assert record.ratings.dtype == np.float32


def test_after_an_undo_only_what_it_touched_is_read_anew(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "w.gzlabel", pa.table({"id": [f"G{n}" for n in range(9)]})) as workspace:
        interest = workspace.current_interest
        for row, rating in ((0, 5), (1, 0), (0, 2)):
            workspace.journal.append(interest, [NewDecision(row, "rating", rating, 1.0, 0, 0, "x")])
        before = Record.read(workspace, interest)
        touched = workspace.journal.undo(interest)
        after = before.reread(workspace, interest, touched)
        assert after.decisions[0].rating == 5
        assert after.decisions[1] is before.decisions[1]
        assert summary(after) == summary(Record.read(workspace, interest))
        assert [one.row for one in after.recent] == [1, 0]


def test_after_an_undo_that_leaves_nothing_of_what_it_touched_the_rest_stays(tmp_path: Path) -> None:
    with Workspace.create(
        tmp_path / "w.gzlabel", pa.table({"id": [f"G{n}" for n in range(40)]})
    ) as workspace:
        interest = workspace.current_interest
        for row in range(30):
            kind, rating = ("artefact", None) if row % 3 == 2 else ("rating", row % 6)
            workspace.journal.append(interest, [NewDecision(row, kind, rating, 1.0, 0, 0, "x")])
        record = Record.read(workspace, interest)
        for _ in range(3):
            record = record.reread(workspace, interest, workspace.journal.undo(interest))
            anew = Record.read(workspace, interest)
            assert summary(record) == summary(anew)
            assert record.rated_rows.tolist() == anew.rated_rows.tolist()
            assert record.recent == anew.recent
            assert len(record.recent) == 20
