"""Creating, opening and the several interests of a workspace."""

import multiprocessing
import os
import signal
from pathlib import Path

import pyarrow as pa
import pytest

from gzlabel.errors import WorkspaceError, WorkspaceLocked, WorkspaceTooNew
from gzlabel.workspace import NewDecision, Workspace
from gzlabel.workspace.sqlite.database import Database, connect
from tests.workspace.conftest import small_table


def test_a_new_workspace_has_one_interest_and_nothing_rated(workspace: Workspace) -> None:
    assert workspace.interests == ("interesting",)
    assert workspace.current_interest == "interesting"
    assert workspace.journal.current("interesting") == ()
    assert workspace.catalogue.n_galaxies == 12
    assert workspace.rater == "Anna"


def test_create_refuses_a_taken_name_and_touches_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(WorkspaceError, match="there is something here already"):
        Workspace.create(tmp_path, small_table(), id_column="id")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_create_leaves_nothing_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(folder: Path) -> Database:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Database, "create", fail)
    with pytest.raises(WorkspaceError, match="the disk is full"):
        Workspace.create(tmp_path / "w.gzlabel", small_table(), id_column="id")
    assert list(tmp_path.iterdir()) == []


def test_create_clears_away_what_a_killed_one_left(tmp_path: Path) -> None:
    (tmp_path / ".w.gzlabel.unfinished-x1").mkdir()
    Workspace.create(tmp_path / "w.gzlabel", small_table(), id_column="id").close()
    assert [path.name for path in tmp_path.iterdir()] == ["w.gzlabel"]


@pytest.mark.parametrize("name", ["missing.gzlabel", "folder", "file.txt"])
def test_what_is_no_workspace_is_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("")
    with pytest.raises(WorkspaceError, match=name):
        Workspace.open(tmp_path / name)


def test_a_second_opener_is_refused_and_told_who_holds_it(folder: Path, workspace: Workspace) -> None:
    with pytest.raises(WorkspaceLocked, match=f"process {os.getpid()}"):
        Workspace.open(folder)


def test_a_second_opener_may_read_and_sees_new_ratings(folder: Path, workspace: Workspace) -> None:
    with Workspace.open_or_read(folder) as reader:
        assert "open for writing by" in reader.read_only_because
        workspace.journal.append("interesting", [NewDecision(1, "rating", 5)])
        assert [d.row for d in reader.journal.current("interesting")] == [1]
        with pytest.raises(WorkspaceError, match="read-only"):
            reader.journal.append("interesting", [NewDecision(2, "rating", 5)])
        with pytest.raises(WorkspaceError, match="read-only"):
            reader.set_setting("page_size", 24)


def _hold(folder: Path, ready: "multiprocessing.synchronize.Event") -> None:
    held = Workspace.open(folder)
    held.journal.append("interesting", [NewDecision(1, "rating", 5)])
    ready.set()
    signal.pause()


def test_a_killed_holder_leaves_no_lock(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    holder = context.Process(target=_hold, args=(folder, ready))
    holder.start()
    assert ready.wait(60)
    with pytest.raises(WorkspaceLocked):
        Workspace.open(folder)
    holder.kill()
    holder.join()
    with Workspace.open(folder) as workspace:
        assert [d.rating for d in workspace.journal.current("interesting")] == [5]


def test_a_newer_workspace_is_refused_and_untouched(folder: Path) -> None:
    connection = connect(folder / "workspace.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (folder / "workspace.sqlite").read_bytes()
    with pytest.raises(WorkspaceTooNew, match="schema version 99"):
        Workspace.open(folder)
    assert (folder / "workspace.sqlite").read_bytes() == before


def test_a_strange_database_is_refused(folder: Path) -> None:
    connection = connect(folder / "workspace.sqlite")
    connection.execute("PRAGMA application_id = 1")
    connection.close()
    with pytest.raises(WorkspaceError, match="not made by gzlabel"):
        Workspace.open(folder)


def test_renaming_an_interest_keeps_its_ratings(workspace: Workspace) -> None:
    workspace.journal.append("interesting", [NewDecision(1, "rating", 5)])
    workspace.rename_interest("interesting", "rings")
    assert workspace.interests == ("rings",)
    assert workspace.current_interest == "rings"
    assert [d.row for d in workspace.journal.current("rings")] == [1]


def test_interests_have_one_name_each(workspace: Workspace) -> None:
    workspace.add_interest("mergers")
    with pytest.raises(WorkspaceError, match="already an interest named 'mergers'"):
        workspace.add_interest(" mergers ")
    with pytest.raises(WorkspaceError, match="needs a name"):
        workspace.rename_interest("mergers", "  ")


def test_a_removed_name_may_be_used_again_and_starts_empty(workspace: Workspace) -> None:
    workspace.add_interest("mergers")
    workspace.journal.append("mergers", [NewDecision(1, "rating", 5)])
    workspace.current_interest = "mergers"
    workspace.remove_interest("mergers")
    assert workspace.current_interest == "interesting"
    workspace.add_interest("mergers")
    assert workspace.journal.current("mergers") == ()
    workspace.remove_interest("mergers")
    with pytest.raises(WorkspaceError, match="'interesting' is the only interest"):
        workspace.remove_interest("interesting")


def test_settings_and_cluster_edits_survive_a_restart(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        workspace.set_setting("page_size", 24)
        workspace.clusters.name("c12", "Ringe & Bögen")
        workspace.clusters.merge(("a", "b"))
        workspace.clusters.merge(("b", "c"))
        workspace.clusters.split("d")
        workspace.clusters.dismiss("e")
        workspace.clusters.dismiss("f")
        workspace.clusters.restore("f")
    with Workspace.open(folder) as workspace:
        edits = workspace.cluster_edits()
        assert workspace.setting("page_size") == 24
        assert workspace.setting("theme", "dark") == "dark"
    assert edits.names == {"c12": "Ringe & Bögen"}
    assert edits.merges == (("a", "b", "c"),)
    assert edits.splits == ("d",)
    assert edits.dismissed == ("e",)


def test_a_split_takes_a_merge_back_before_it_divides(workspace: Workspace) -> None:
    workspace.clusters.merge(("a", "b"))
    workspace.clusters.split("a")
    assert (workspace.cluster_edits().merges, workspace.cluster_edits().splits) == ((), ())
    workspace.clusters.split("a")
    assert workspace.cluster_edits().splits == ("a",)


def test_annotations_hold_their_last_state(workspace: Workspace) -> None:
    workspace.annotations.tag([1, 2], "lens?")
    workspace.annotations.untag([2], "lens?")
    workspace.annotations.note(1, "two nuclei")
    workspace.annotations.flag([3])
    assert workspace.annotations.of(1).tags == ("lens?",)
    assert workspace.annotations.of(1).note == "two nuclei"
    assert workspace.annotations.of(3).flagged
    assert set(workspace.annotations.all()) == {1, 3}
    assert workspace.annotations.tags() == ("lens?",)


def test_ratings_follow_their_galaxies_when_the_catalogue_is_reordered(folder: Path) -> None:
    from gzlabel.catalogue import Catalogue

    with Workspace.open(folder) as workspace:
        workspace.journal.append("interesting", [NewDecision(0, "rating", 5), NewDecision(11, "skip")])
    grown = pa.concat_tables([small_table(14).slice(12), small_table(11)])
    Catalogue.create(folder, grown, id_column="id")
    for _ in range(2):
        with Workspace.open(folder) as workspace:
            assert [(d.row, d.rating) for d in workspace.journal.current("interesting")] == [(2, 5)]
            assert len(workspace.journal.history("interesting")) == 1
