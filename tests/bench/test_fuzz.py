"""A bounded run in the suite, thousands of rounds by command; every finding stays as a file that is read again."""

from pathlib import Path

import pytest

from gzlabel.bench._foreign import Foreign, foreign_files
from gzlabel.bench.fuzz import outcome_of, run

FOUND = sorted((Path(__file__).parents[1] / "data" / "fuzz").iterdir())


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> list[Foreign]:
    return foreign_files(tmp_path_factory.mktemp("foreign"))


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.name)
@pytest.mark.filterwarnings("ignore")
def test_what_was_once_a_fault_is_none(readers: list[Foreign], file: Path, tmp_path: Path) -> None:
    kind = file.name.partition("-")[2]
    foreign = max(
        (one for one in readers if kind.startswith(one.kind.replace("/", "-"))), key=lambda one: len(one.kind)
    )
    assert outcome_of(foreign, file.read_bytes(), tmp_path / "room") in ("read", "refused")


@pytest.mark.slow
def test_damaged_files_are_read_or_refused() -> None:
    figures = run(rounds=150, seed=20)
    assert figures["findings"] == []
    assert figures["faults"] == 0
    assert figures["refused"] > 50
    assert figures["refused"] + figures["read"] == figures["rounds"] == 150
    assert len(figures["by_kind"]) > 25
