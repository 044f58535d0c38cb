"""What the cut keeps out: of pages, ranking, clusters and exports."""

from pathlib import Path

import numpy as np
import pytest

from gzlabel.atlas import Recipe
from gzlabel.atlas.stages import Manifest
from gzlabel.atlas.tree import CondensedTree
from gzlabel.catalogue import read_table
from gzlabel.embedding import EmbeddingMatrix
from gzlabel.errors import WorkspaceError
from gzlabel.workbench.exporting import Wanted, export
from gzlabel.workbench.headless import View, model
from gzlabel.workbench.record import Record
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import NewDecision, Workspace
from tests.workbench.conftest import N_GALAXIES, RARE
from tests.workbench.test_workbench import settled

CUT = "magnitude > 14.1"  # leaves out rows 0 to 4, of the thirty rare ones


@pytest.fixture
def cut(workspace_path: Path) -> Path:
    """All rare galaxies but two are rated 5, twenty others 0; two clusters; a cut."""
    with Workspace.open(workspace_path) as workspace:
        decisions = [NewDecision(row, "rating", 5) for row in RARE if row not in (3, 20)]
        decisions += [NewDecision(row, "rating", 0) for row in range(100, 120)]
        workspace.journal.append("interesting", decisions)
        matrix = EmbeddingMatrix.open(workspace.embedding_folder)
        manifest = Manifest.of(matrix.reduced(), Recipe.preset("default", N_GALAXIES))
        manifest.write(workspace.atlas_folder)
        node = np.where(np.arange(N_GALAXIES) < len(RARE), 1, 2).astype(np.int32)
        parent, last = np.array([-1, 0, 0], np.int32), np.array([2, 1, 2], np.int32)
        density, identity = np.ones(N_GALAXIES, np.float32), manifest.digests["tree"][:8]
        tree = CondensedTree(parent, last, np.zeros(3), np.ones(3), node, density, identity)
        tree.save(workspace.atlas_folder / "tree.npz")
        workspace.set_setting("cut", CUT)
    return workspace_path


def modelled(path: Path) -> View:
    with Workspace.open(path, read_only=True) as workspace:
        return model(workspace, "interesting")


def written(path: Path, out: Path, wanted: Wanted) -> tuple[object, list[str]]:
    with Workspace.open(path, read_only=True) as workspace:
        record, outlook = Record.read(workspace, "interesting"), modelled(path).outlook
        done = export(workspace, "interesting", record, outlook.choice, outlook.clusters, out, wanted)
    return done, read_table(out)["name"].to_pylist()


def test_ranking_and_page_hold_nothing_outside(cut: Path) -> None:
    choice = modelled(cut).outlook.choice
    assert choice.ranking.min() == 5
    assert choice.next_page.min() >= 5
    assert 20 in choice.ranking[:30]


def test_clusters_count_and_show_only_what_is_kept(cut: Path) -> None:
    clusters = modelled(cut).outlook.clusters
    assert clusters is not None
    sizes = sorted(summary.size for summary in clusters.summaries)
    assert sum(sizes) == N_GALAXIES - 5
    shown = [row for one in clusters.summaries for row in (*one.typical, *one.borderline, *one.surprising)]
    assert min(shown) >= 5
    assert (clusters.labels[:5] == -1).all()


@pytest.mark.parametrize(
    ("wanted", "n", "n_cut"),
    [
        (Wanted("all"), N_GALAXIES - 5, 5),
        (Wanted("rating", minimum=3), 24, 4),
        (Wanted("top", n=10), 10, 0),
        (Wanted("rows", rows=(2, 7, 9)), 2, 1),
    ],
)
def test_no_list_holds_what_is_cut_and_every_list_says_so(
    cut: Path, tmp_path: Path, wanted: Wanted, n: int, n_cut: int
) -> None:
    done, names = written(cut, tmp_path / "list.csv", wanted)
    assert (done.n, done.n_cut) == (n, n_cut)  # type: ignore[attr-defined]
    assert min(int(name[1:]) for name in names) >= 5
    header = (tmp_path / "list.csv.txt").read_text(encoding="utf-8")
    assert f"cut: {CUT}" in header
    assert "outside the cut: 5 galaxies, none of them listed" in header
    assert "acquisition: default: " in header


def test_a_list_of_ranks_says_who_has_none(cut: Path, tmp_path: Path) -> None:
    with Workspace.open(cut) as workspace:
        matrix = EmbeddingMatrix.open(workspace.embedding_folder)
        valid = matrix.valid.copy()
        valid[[50, 60]] = False
        np.save(workspace.embedding_folder / "valid.npy", valid)
    done, _ = written(cut, tmp_path / "list.csv", Wanted("top", n=1000))
    assert done.n_unranked == 2  # type: ignore[attr-defined]
    assert done.notes == ("2 galaxies without a vector have no rank and were left out",)  # type: ignore[attr-defined]


def test_nothing_within_is_a_sentence(cut: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no galaxy fits"):
        written(cut, tmp_path / "list.csv", Wanted("rows", rows=(1, 2)))
    assert not (tmp_path / "list.csv").exists()


def test_a_page_of_chosen_galaxies_leaves_out_what_is_cut(workbench: Workbench, mailbox: Mailbox) -> None:
    workbench.cut.set(CUT)
    workbench.show_rows([1, 8, 2, 6], "a cluster")
    assert workbench.state.page.rows == (8, 6)
    workbench.show_rows([1, 2], "a cluster")
    assert "All 2 galaxies (a cluster) are outside the cut" in workbench.state.notices[-1].text


@pytest.mark.parametrize("text", ["", CUT])
def test_the_cut_in_force_set_again_leaves_a_page(workbench: Workbench, mailbox: Mailbox, text: str) -> None:
    workbench.cut.set(text)
    settled(workbench, mailbox)
    workbench.cut.set(text)
    settled(workbench, mailbox)
    assert workbench.state.page.rows
