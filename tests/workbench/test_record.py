"""The decisions of an interest, gone on from and read anew."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gzlabel.errors import UserError
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
    with nine_galaxies(tmp_path) as workspace:
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


ACTS = st.lists(
    st.one_of(
        st.sampled_from(["undo", "redo"]),
        st.lists(st.tuples(st.integers(0, 7), KINDS), min_size=1, max_size=3),
    ),
    max_size=15,
)


def everything(record: Record) -> tuple[object, ...]:
    marked = (record.unrated_rows, record.artefact_rows, record.unclear_rows)
    return (
        *(list(record.decisions), record.recent, record.counts, record.found),
        *(record.rated_rows.tolist(), record.ratings.tolist()),
        *(rows.tolist() for rows in marked),
    )


@settings(max_examples=40, deadline=None)
@given(ACTS)
def test_there_and_back_the_record_is_what_the_journal_holds_in_its_order(
    acts: list[str | list[tuple[int, str]]],
) -> None:
    with TemporaryDirectory() as folder, nine_galaxies(Path(folder)) as workspace:
        interest, record = workspace.current_interest, Record()
        for number, act in enumerate(acts):
            if isinstance(act, str):
                touched = getattr(workspace.journal, act)(interest)
            else:
                said = {
                    row: NewDecision(row, kind, number % 6 if kind == "rating" else None) for row, kind in act
                }
                workspace.journal.append(interest, list(said.values()))
                touched = tuple(said)
            record = record.reread(workspace, interest, touched)
            assert everything(record) == everything(Record.read(workspace, interest))


def test_an_undo_and_a_redo_of_the_last_rating_read_nothing_but_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with nine_galaxies(tmp_path) as workspace:
        interest = workspace.current_interest
        for row in range(5):
            workspace.journal.append(interest, [NewDecision(row, "rating", row)])
        record = Record.read(workspace, interest)

        def refuse(interest: str) -> None:
            raise UserError("the whole journal was read")

        monkeypatch.setattr(workspace.journal, "current", refuse)
        undone = record.reread(workspace, interest, workspace.journal.undo(interest))
        assert undone.rated_rows.tolist() == [0, 1, 2, 3]
        redone = undone.reread(workspace, interest, workspace.journal.redo(interest))
        assert everything(redone) == everything(record)


def test_who_is_rated_anew_is_the_newest() -> None:
    record = Record().extended([decided(row, "rating", row) for row in (3, 4, 5)])
    anew = record.extended([decided(4, "rating", 0)])
    assert anew.rated_rows.tolist() == [3, 5, 4]
    assert anew.found == (1, 2, 2)
    assert [one.row for one in anew.recent] == [4, 5, 3]


def nine_galaxies(folder: Path) -> Workspace:
    return Workspace.create(folder / "w.gzlabel", pa.table({"id": [f"G{n}" for n in range(9)]}))
