"""A workspace from a stranger: whatever its bytes, it opens or is refused with a sentence."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gzlabel.errors import UserError, WorkspaceError, WorkspaceTooNew
from gzlabel.workspace import NewDecision, Workspace, check, repair
from gzlabel.workspace.failures import told

FILES = ("workspace.sqlite", "catalogue.parquet", "images.json", "transcript.jsonl")
FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def rated(folder: Path) -> Path:
    with Workspace.open(folder) as workspace:
        workspace.journal.append("interesting", [NewDecision(row, "rating", 5) for row in range(12)])
    return folder


def opened(path: Path) -> bool:
    """Use a workspace as a program would; False where it was refused."""
    try:
        with Workspace.open(path) as workspace:
            for interest in workspace.interests:
                workspace.journal.current(interest)
                workspace.journal.history(interest)
            workspace.images.missing()
            workspace.annotations.all()
            workspace.cluster_edits()
    except UserError:
        return False
    return True


@pytest.mark.parametrize("name", FILES)
@FEW
@given(
    changes=st.lists(
        st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=40)), min_size=1, max_size=4
    )
)
def test_changed_bytes_are_refused_or_harmless(
    rated: Path, tmp_path_factory: pytest.TempPathFactory, name: str, changes: list[tuple[int, bytes]]
) -> None:
    copy = shutil.copytree(rated, tmp_path_factory.mktemp("strange") / "w.gzlabel")
    data = bytearray((copy / name).read_bytes())
    for place, new in changes:
        start = place % len(data)
        data[start : start + len(new)] = new
    (copy / name).write_bytes(data)
    opened(copy)
    check(copy)
    if name in ("workspace.sqlite", "transcript.jsonl"):
        try:
            repair(copy)
        except WorkspaceTooNew:
            return  # the bytes changed were its version number; a newer gzlabel's workspace must be left alone
        assert opened(copy)


@pytest.mark.parametrize("name", FILES)
@FEW
@given(data=st.binary(max_size=200))
def test_other_bytes_are_refused_or_harmless(
    rated: Path, tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes
) -> None:
    copy = shutil.copytree(rated, tmp_path_factory.mktemp("strange") / "w.gzlabel")
    (copy / name).write_bytes(data)
    opened(copy)
    check(copy)


def test_text_that_is_none_is_damage(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="damaged"), told(tmp_path / "workspace.sqlite"):
        sqlite3.connect(":memory:").execute("SELECT CAST(x'80' AS TEXT)").fetchall()


def test_names_are_never_read_as_sql(folder: Path) -> None:
    name = "x'; DROP TABLE decision; --"
    with Workspace.open(folder, rater=name) as workspace:
        workspace.rename_interest("interesting", name)
        workspace.journal.append(name, [NewDecision(1, "rating", 5)])
        workspace.annotations.tag([1], name)
        workspace.clusters.name(name, name)
        workspace.set_setting(name, name)
        assert [d.rater for d in workspace.journal.current(name, rater=name)] == [name]
        assert workspace.cluster_edits().names == {name: name}


def test_a_transcript_cannot_smuggle_in_sql(rated: Path) -> None:
    from gzlabel.workspace.sqlite.transcript import written_line

    evil = "key) VALUES (1); DROP TABLE decision; --"
    rows = [
        ("decision; DROP TABLE decision", {"key": 1}),
        ("decision", {evil: 1, "key": 99}),
        ("setting", {"key": []}),
        ("decision", {"key": 2**64}),
    ]
    with (rated / "transcript.jsonl").open("a") as file:
        file.write(written_line(3, rows) + "\n")
    (rated / "workspace.sqlite").unlink()
    assert repair(rated).n_decisions == 12
    assert opened(rated)


@pytest.mark.parametrize("changed", [b"CREATE TABLE batch", b"'rating', rating", b"AUTOINCREMENT"])
def test_a_changed_definition_is_damage_that_repair_mends(rated: Path, changed: bytes) -> None:
    database = rated / "workspace.sqlite"
    data = database.read_bytes()
    place = data.find(changed)
    place = data.find(b"CREATE TABLE") if place < 0 else place
    database.write_bytes(data[: place + 7] + b"\x80" + data[place + 8 :])
    assert not opened(rated)
    assert not repair(rated).was_sound
    with Workspace.open(rated) as workspace:
        assert len(workspace.journal.current("interesting")) == 12
