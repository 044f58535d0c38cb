"""A bounded run in the suite, thousands of rounds by command; every finding stays as a file that is read again."""

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from gzlabel.bench._foreign import Foreign, foreign_files
from gzlabel.bench.fuzz import outcome_of, run
from gzlabel.errors import UserError
from gzlabel.workspace import NewDecision, Workspace, import_ratings, repair

_READ_WHEN_SOUND = (
    *("message", "workspace/atlas", "table/arrow", "mosaic"),
    *("hats", "folder", "bands", "weights", "ratings", "repair"),
)
FOUND = sorted((Path(__file__).parents[1] / "data" / "fuzz").iterdir())


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> list[Foreign]:
    return foreign_files(tmp_path_factory.mktemp("foreign"))


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.name)
@pytest.mark.filterwarnings("ignore")
def test_what_was_once_a_fault_is_none(readers: list[Foreign], file: Path, tmp_path: Path) -> None:
    kind = file.name.partition("-")[2]
    alike = [one for one in readers if kind.startswith(one.kind.replace("/", "-"))]
    if not alike:
        pytest.skip("what reads it is not installed")
    foreign = max(alike, key=lambda one: len(one.kind))
    assert outcome_of(foreign, file.read_bytes(), tmp_path / "room") in ("read", "refused")


@pytest.mark.parametrize("brackets", [b"[" * 5000, b'{"kind":' * 5000])
def test_json_nested_deeper_than_the_stack_is_no_fault(
    readers: list[Foreign], brackets: bytes, tmp_path: Path
) -> None:
    nested = [one for one in readers if one.name.endswith(".json")]
    assert len(nested) > 5
    for one in nested:
        assert outcome_of(one, brackets, tmp_path / "room") in ("read", "refused"), one.kind


def test_all_that_is_read_from_elsewhere_is_there_and_read_when_sound(
    readers: list[Foreign], tmp_path: Path
) -> None:
    rooms = {one.kind.partition("/")[0] for one in readers}
    known = {"table", "image", "mosaic", "archive", "workspace", "cut", "matrix", "message"}
    assert known | {"hats", "folder", "bands", "ratings", "repair"} == rooms - {"weights"}
    assert "weights" in rooms or find_spec("safetensors") is None or find_spec("torch") is None
    for number, one in enumerate(readers):
        if one.kind.startswith(_READ_WHEN_SOUND):
            assert outcome_of(one, (one.origin / one.name).read_bytes(), tmp_path / str(number)) == "read"


def test_a_kind_that_nobody_reads_is_refused_with_those_there_are() -> None:
    with pytest.raises(UserError, match="table/csv"):
        run(rounds=1, kinds="tables")


@pytest.mark.slow
def test_damaged_files_are_read_or_refused() -> None:
    figures = run(rounds=150, seed=20)
    assert figures["findings"] == []
    assert figures["faults"] == 0
    assert figures["refused"] > 50
    assert figures["refused"] + figures["read"] == figures["rounds"] == 150
    assert len(figures["by_kind"]) > 25


def outcome_where(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    stand_in: object,
    readers: list[Foreign],
    kind: str,
    room: Path,
) -> str:
    """What becomes of a damaged transcript, or a sound table, with another ``repair`` or ``import_ratings``."""
    monkeypatch.setattr(f"gzlabel.bench._foreign_repairs.{name}", stand_in)
    (foreign,) = (one for one in readers if one.kind == kind)
    data = (foreign.origin / foreign.name).read_bytes()
    return outcome_of(foreign, data[: len(data) // 2] if name == "repair" else data, room)


def test_a_repair_that_loses_ratings_is_a_fault(
    readers: list[Foreign], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(path: Path) -> object:
        shutil.rmtree(path / "backups")
        lines = (path / "transcript.jsonl").read_bytes().splitlines(keepends=True)
        (path / "transcript.jsonl").write_bytes(b"".join(lines[:20]))
        (path / "workspace.sqlite").write_bytes(b"")
        return repair(path)

    outcome = outcome_where(monkeypatch, "repair", lose, readers, "repair/transcript", tmp_path / "room")
    assert "decisions are gone after a repair" in outcome


def test_a_table_that_is_taken_in_by_half_is_a_fault(
    readers: list[Foreign], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(workspace: Workspace, path: Path, interest: str) -> int:
        n = import_ratings(workspace, path, interest)
        workspace.journal.append(interest, [NewDecision(0, "skip")])
        return n

    outcome = outcome_where(monkeypatch, "import_ratings", half, readers, "ratings/csv", tmp_path / "room")
    assert outcome.startswith("AssertionError: 6 told, 7 held")
