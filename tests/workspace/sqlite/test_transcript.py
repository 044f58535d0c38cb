"""The transcript: every transaction as a line, whatever was killed or cut."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzlabel.workspace import NewDecision, Workspace
from gzlabel.workspace.sqlite.transcript import Line, Transcript, lines_of, parsed_line, written_line

values = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.text())


@given(number=st.integers(0, 10**9), rows=st.lists(st.tuples(st.text(), st.dictionaries(st.text(), values))))
def test_a_line_reads_back_as_written(number: int, rows: list[tuple[str, dict[str, object]]]) -> None:
    text = written_line(number, rows)
    assert "\n" not in text
    assert parsed_line(text.encode()) == Line(number, tuple(rows))


@given(st.binary())
def test_no_bytes_pass_for_a_line_by_chance(data: bytes) -> None:
    assert parsed_line(data) is None


@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b'{"n":1}', b'{"n":1,"rows":[1]}', b"nonsense", b'{"n":1,"rows":[["a",1]]}']
)
def test_a_line_with_a_true_checksum_and_a_false_form_is_damaged(body: bytes) -> None:
    import zlib

    assert parsed_line(b"%08x " % zlib.crc32(body) + body) is None


def rate(path: Path, row: int) -> None:
    with Workspace.open(path) as workspace:
        workspace.journal.append("interesting", [NewDecision(row, "rating", 5)])


def numbers(path: Path) -> list[int]:
    return [-1 if line is None else line.number for line in lines_of(path / "transcript.jsonl")]


def test_every_transaction_is_a_numbered_line(folder: Path) -> None:
    rate(folder, 1)
    rate(folder, 2)
    assert numbers(folder) == [1, 2, 3]


def test_a_torn_end_is_written_again(folder: Path) -> None:
    rate(folder, 1)
    file = folder / "transcript.jsonl"
    file.write_bytes(file.read_bytes()[:-7])
    rate(folder, 2)
    assert numbers(folder) == [1, 2, 3]


def test_rubbish_at_the_end_is_replaced(folder: Path) -> None:
    rate(folder, 1)
    with (folder / "transcript.jsonl").open("ab") as file:
        file.write(b"half a li")
    rate(folder, 2)
    assert numbers(folder) == [1, 2, 3]


def test_a_lost_transcript_starts_anew_from_a_snapshot(folder: Path) -> None:
    rate(folder, 1)
    (folder / "transcript.jsonl").unlink()
    rate(folder, 2)
    found = numbers(folder)
    assert found[-2:] == [2, 3]
    assert set(found[:-2]) == {0}


def test_a_transcript_that_cannot_be_written_costs_no_rating(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Transcript, lines: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken, Workspace.open(folder) as workspace:
        broken.setattr(Transcript, "append", fail)
        workspace.journal.append("interesting", [NewDecision(1, "rating", 5)])
        workspace.journal.append("interesting", [NewDecision(2, "rating", 5)])
    rate(folder, 3)
    assert numbers(folder) == [1, 2, 3, 4]
