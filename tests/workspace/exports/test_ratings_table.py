"""Ratings out for a colleague, and in from one."""

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gzlabel.catalogue import read_table, write_table
from gzlabel.errors import UserError
from gzlabel.workspace import NewDecision, Workspace, export_ratings, import_ratings
from tests.workspace.conftest import small_table

FIRST = 587722981742084097


def written(path: Path, text: str) -> Path:
    file = path / "ratings.csv"
    file.write_text(text)
    return file


def ratings(workspace: Workspace, rater: str | None = None) -> dict[int, int | None]:
    return {d.row: d.rating for d in workspace.journal.current("interesting", rater=rater)}


def test_a_table_is_one_batch(workspace: Workspace, tmp_path: Path) -> None:
    file = written(tmp_path, f"id,rating\n{FIRST + 3},5\n{FIRST + 1},0\n")
    assert import_ratings(workspace, file, "interesting") == 2
    assert ratings(workspace) == {3: 5, 1: 0}
    assert workspace.journal.undo("interesting") == (3, 1)
    assert [d.purpose for d in workspace.journal.history("interesting")] == ["import", "import"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"id,rating\n{FIRST},5\n{FIRST + 1},7\n", "row 2 has the rating 7"),
        (f"id,rating\n{FIRST},2.5\n", "row 1 has the rating 2.5"),
        (f"id,rating\n{FIRST},good\n", "row 1 has the rating 'good'"),
        (f"id,rating\n{FIRST},5\n99,5\n", "row 2 has the id 99, which is not in the catalogue"),
        (f"id,rating\n{FIRST},5\n{FIRST},4\n", "rows 1 and 2 disagree on the galaxy"),
        (f"id,score\n{FIRST},5\n", "no column of ratings among 'id', 'score'"),
        (f"galaxy,rating\n{FIRST},5\n", "no column of ids among 'galaxy', 'rating'"),
        (f"id,decision\n{FIRST},bored\n", "row 1 says 'bored', which is no decision"),
    ],
)
def test_a_mistake_is_named_by_row_and_nothing_is_recorded(
    workspace: Workspace, tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(UserError, match=message):
        import_ratings(workspace, written(tmp_path, text), "interesting")
    assert workspace.journal.history("interesting") == ()


def test_blank_rows_are_passed_over(workspace: Workspace, tmp_path: Path) -> None:
    file = written(tmp_path, f"id,rating\n{FIRST},\n{FIRST + 1},4\n")
    assert import_ratings(workspace, file, "interesting") == 1


def test_a_colleagues_rating_does_not_replace_mine(workspace: Workspace, tmp_path: Path) -> None:
    workspace.journal.append("interesting", [NewDecision(0, "rating", 5)])
    file = written(tmp_path, f"id,rating\n{FIRST},1\n{FIRST + 1},4\n")
    import_ratings(workspace, file, "interesting", rater="Bela")
    assert ratings(workspace) == {0: 5, 1: 4}
    assert ratings(workspace, "Bela") == {0: 1, 1: 4}


def test_my_own_table_replaces_what_i_said(workspace: Workspace, tmp_path: Path) -> None:
    workspace.journal.append("interesting", [NewDecision(0, "rating", 5)])
    import_ratings(workspace, written(tmp_path, f"id,rating\n{FIRST},1\n"), "interesting")
    assert ratings(workspace) == {0: 1}


def test_the_rater_may_be_in_the_table(workspace: Workspace, tmp_path: Path) -> None:
    file = written(tmp_path, f"id,rating,rater\n{FIRST},1,Bela\n{FIRST + 1},2,Csaba\n")
    import_ratings(workspace, file, "interesting")
    assert workspace.journal.raters("interesting") == ("Bela", "Csaba")


DECISIONS = st.dictionaries(
    st.integers(0, 11),
    st.one_of(st.integers(0, 5), st.sampled_from(["skip", "artefact", "cannot_tell"])),
    min_size=1,
)


@pytest.mark.parametrize("suffix", [".csv", ".fits", ".vot", ".parquet"])
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=DECISIONS)
def test_ratings_go_out_and_come_back(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, said: dict[int, int | str]
) -> None:
    folder = tmp_path_factory.mktemp("round_trip")
    table = small_table().drop(["id"]).append_column("id", pa.array([f"{n} ő" for n in range(12)]))
    with Workspace.create(folder / "a", table) as ours, Workspace.create(folder / "b", table) as theirs:
        ours.journal.append(
            "interesting",
            [
                NewDecision(r, "rating", s) if isinstance(s, int) else NewDecision(r, s)
                for r, s in said.items()
            ],
        )
        file = folder / f"ratings{suffix}"
        assert export_ratings(ours, file, "interesting") == len(said)
        import_ratings(theirs, file, "interesting")
        for workspace in (ours, theirs):
            found = workspace.journal.current("interesting")
            assert {d.row: d.kind if d.rating is None else d.rating for d in found} == said


def test_a_ratings_table_says_who_and_when(workspace: Workspace, tmp_path: Path) -> None:
    workspace.journal.append("interesting", [NewDecision(0, "rating", 5, seconds=2.5)])
    export_ratings(workspace, tmp_path / "ratings.vot", "interesting")
    table = read_table(tmp_path / "ratings.vot")
    assert table["id"].to_pylist() == [FIRST]
    assert table["rater"].to_pylist() == ["Anna"]
    assert table["seconds"].to_pylist() == [2.5]
    assert table.field("seconds").metadata[b"unit"] == b"s"


def test_a_curated_list_can_be_imported_again(workspace: Workspace, tmp_path: Path) -> None:
    table = small_table(3).append_column("gz_rating", pa.array([5, None, 2], pa.int16()))
    write_table(table, tmp_path / "list.fits")
    assert import_ratings(workspace, tmp_path / "list.fits", "interesting") == 2
    assert ratings(workspace) == {0: 5, 2: 2}
