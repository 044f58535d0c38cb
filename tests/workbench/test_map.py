"""The map without a window: what it excludes, what it carries over, what a killed process leaves."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gzlabel.atlas import CondensedTree, PointIndex, Recipe, View
from gzlabel.atlas.stages import Manifest, write_positions, write_tree
from gzlabel.embedding import EmbeddingMatrix, import_matrix
from gzlabel.workbench.map.reading import FoundMap
from gzlabel.workbench.state import Map
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace
from tests.workbench.test_workbench import settled

RARE, COMMON = np.arange(30), np.arange(30, 300)
BRIGHT = "magnitude < 17"


def tree_of(groups: list[np.ndarray], identity: str) -> CondensedTree:
    """One leaf a group, and the rest of 300 galaxies in the root."""
    node = np.zeros(300, dtype=np.int32)
    for number, rows in enumerate(groups, 1):
        node[rows] = number
    n_nodes = 1 + len(groups)
    parent = np.array([-1] + [0] * len(groups), dtype=np.int32)
    last = np.array([n_nodes - 1, *range(1, n_nodes)], dtype=np.int32)
    ones = np.ones(n_nodes)
    return CondensedTree(parent, last, ones, ones, node, np.ones(300, np.float32), identity)


def put_atlas(workspace_path: Path, tree: CondensedTree, recipe: Recipe) -> None:
    """A finished atlas as a build leaves it."""
    with Workspace.open(workspace_path, read_only=True) as workspace:
        folder = workspace.atlas_folder
        features = np.load(EmbeddingMatrix.open(workspace.embedding_folder).reduced_path)
    folder.mkdir(exist_ok=True)
    manifest = Manifest.of(features, recipe)
    digests = {**manifest.digests, "tree": tree.identity}
    Manifest(manifest.n_galaxies, recipe, digests).write(folder)
    write_positions(folder, "map", digests["map"], features[:, :2].copy())
    write_tree(folder, tree)


def replace_vectors(workspace_path: Path) -> None:
    """Other vectors, as a command leaves them."""
    with Workspace.open(workspace_path) as workspace:
        vectors = np.random.default_rng(9).normal(size=(300, 12)).astype(np.float32)
        np.save(workspace_path / "other.npy", vectors)
        import_matrix(workspace_path / "other.npy", workspace.embedding_folder, 300)
        EmbeddingMatrix.open(workspace.embedding_folder).reduced()


def named(workbench: Workbench) -> dict[str, int]:
    clusters = workbench.state.clusters
    return {} if clusters is None else {one.name: one.size for one in clusters.summaries}


@pytest.fixture
def with_clusters(
    workspace_path: Path, open_workbench: Callable[[], Workbench], mailbox: Mailbox
) -> Workbench:
    put_atlas(workspace_path, tree_of([RARE, COMMON[:200]], "old00000"), Recipe())
    workbench = open_workbench()
    assert mailbox.run_until(lambda: workbench.state.clusters is not None and workbench.state.map is not None)
    return workbench


def test_what_the_cut_leaves_out_is_in_no_cluster_under_no_mouse_and_in_no_lasso(
    with_clusters: Workbench, mailbox: Mailbox
) -> None:
    workbench, present = with_clusters, with_clusters.state.map
    workbench.cut.set(BRIGHT)
    kept = workbench.state.cut.kept
    assert mailbox.run_until(lambda: sum(named(workbench).values()) < 230)
    assert sum(named(workbench).values()) == int(kept[np.r_[RARE, COMMON[:200]]].sum())
    assert not np.isin(
        workbench.map.within(np.array([[-99, -99], [99, -99], [99, 99], [-99, 99]])), np.flatnonzero(~kept)
    ).any()
    outside = int(np.flatnonzero(~kept)[0])
    assert workbench.map.nearest(*present.positions[outside].tolist()) != outside
    placed = workbench.map.thumbnails(View.around(present.positions), 1600, 1200)
    assert placed is not None
    assert kept[placed[0].rows].all()


def test_galaxies_outside_the_cut_are_grey_or_hidden(with_clusters: Workbench) -> None:
    view = View.around(with_clusters.state.map.positions)
    with_clusters.cut.set("magnitude < 0")
    grey = with_clusters.map.draw(view, 80, 60)
    with_clusters.set_setting("outside the cut", "hidden")
    assert with_clusters.map.draw(view, 80, 60)[..., 3].max() == 0
    assert {tuple(one) for one in grey[grey[..., 3] > 0][:, :3].tolist()} == {(128, 128, 128)}


def test_a_cluster_as_a_filter_keeps_its_members_alone(with_clusters: Workbench, mailbox: Mailbox) -> None:
    rare = next(one for one in with_clusters.state.clusters.summaries if one.size == 30)
    with_clusters.cut.narrow(rare.name, rare.rows)
    assert with_clusters.state.cut.within == rare.name
    assert mailbox.run_until(lambda: list(named(with_clusters).values()) == [30], 20), (
        named(with_clusters),
        with_clusters.state.notices,
    )
    with_clusters.cut.set(BRIGHT)
    assert with_clusters.state.cut.kept.sum() == 30  # the rare ones are the brightest
    with_clusters.cut.widen()
    assert mailbox.run_until(
        lambda: len(named(with_clusters)) == 2 or with_clusters.state.cut.kept.sum() > 30
    )


def test_names_and_dismissals_go_over_to_a_tree_that_was_rebuilt_while_closed(
    with_clusters: Workbench, workspace_path: Path, open_workbench: Callable[[], Workbench], mailbox: Mailbox
) -> None:
    keys = {one.size: one.key for one in with_clusters.state.clusters.summaries}
    with_clusters.clusters.name(keys[30], "edge-on")
    with_clusters.clusters.dismiss(keys[200])
    with_clusters.close()
    put_atlas(workspace_path, tree_of([COMMON[:190], RARE[:28], COMMON[200:230]], "new00000"), Recipe(seed=1))
    again = open_workbench()
    assert mailbox.run_until(lambda: named(again).get("edge-on") == 28)
    assert 190 not in named(again).values()
    assert 30 in named(again).values()
    continued = next(one for one in again.state.clusters.summaries if one.name == "edge-on")
    again.clusters.name(continued.key, "")
    again.close()
    third = open_workbench()
    assert mailbox.run_until(lambda: bool(named(third)))
    assert "edge-on" not in named(third)  # what was carried over once is not said again


def test_a_disk_that_is_full_at_the_opening_costs_no_clusters(
    with_clusters: Workbench,
    workspace_path: Path,
    open_workbench: Callable[[], Workbench],
    mailbox: Mailbox,
    full_disk: Callable[[], None],
) -> None:
    with_clusters.close()
    put_atlas(workspace_path, tree_of([COMMON[:190], RARE[:28]], "new00000"), Recipe(seed=1))
    full_disk()
    again = open_workbench()
    assert mailbox.run_until(lambda: 28 in named(again).values())
    assert not [one for one in again.state.notices if one.level == "error"]


def keys_by_size(workbench: Workbench) -> dict[int, str]:
    return {one.size: one.key for one in workbench.state.clusters.summaries}


def test_a_merged_cluster_has_the_name_given_to_any_of_its_parts(
    with_clusters: Workbench, mailbox: Mailbox
) -> None:
    keys = keys_by_size(with_clusters)
    with_clusters.clusters.name(keys[200], "spirals")
    with_clusters.clusters.merge((keys[30], keys[200]))
    assert mailbox.run_until(lambda: named(with_clusters) == {"spirals": 230})
    with_clusters.clusters.split(next(iter(keys_by_size(with_clusters).values())))
    assert mailbox.run_until(lambda: sorted(named(with_clusters).values()) == [30, 200])
    assert named(with_clusters)["spirals"] == 200
    assert with_clusters.clusters._modelling.edits.splits == ()


def test_a_cluster_without_parts_is_not_split_but_says_so(with_clusters: Workbench) -> None:
    with_clusters.clusters.split(keys_by_size(with_clusters)[30])
    assert "no parts" in with_clusters.state.notices[-1].text
    assert with_clusters.clusters._modelling.edits.splits == ()


def test_what_was_dismissed_comes_back(with_clusters: Workbench, mailbox: Mailbox) -> None:
    with_clusters.clusters.restore_dismissed()
    assert "No cluster is dismissed" in with_clusters.state.notices[-1].text
    for key in keys_by_size(with_clusters).values():
        with_clusters.clusters.dismiss(key)
    assert mailbox.run_until(lambda: named(with_clusters) == {})
    with_clusters.clusters.restore_dismissed()
    assert mailbox.run_until(lambda: sorted(named(with_clusters).values()) == [30, 200])


def test_the_part_of_a_split_cluster_gives_the_whole_back(
    workspace_path: Path, open_workbench: Callable[[], Workbench], mailbox: Mailbox
) -> None:
    """Node 1 holds 130 galaxies and splits into nodes 2 and 3; the recipe would rather have it whole."""
    node = np.zeros(300, dtype=np.int32)
    node[:30], node[30:130], node[130:160] = 2, 3, 4
    parent, last = np.array([-1, 0, 1, 1, 0], np.int32), np.array([4, 3, 2, 3, 4], np.int32)
    stability = np.array([0.0, 9.0, 1.0, 1.0, 1.0])
    tree = CondensedTree(parent, last, np.ones(5), stability, node, np.ones(300, np.float32), "whole000")
    put_atlas(workspace_path, tree, Recipe(selection="eom"))
    workbench = open_workbench()
    assert mailbox.run_until(lambda: sorted(named(workbench).values()) == [30, 130])
    workbench.clusters.split("whole000:1")
    assert mailbox.run_until(lambda: sorted(named(workbench).values()) == [30, 30, 100])
    workbench.clusters.restore("whole000:3")
    assert mailbox.run_until(lambda: sorted(named(workbench).values()) == [30, 130])


def test_of_many_galaxies_the_undecided_are_shown_first(with_clusters: Workbench, mailbox: Mailbox) -> None:
    rows = np.arange(150)
    with_clusters.show_rows(rows, "many")
    first = with_clusters.state.page.rows
    assert len(first) == 100
    with_clusters.decisions.rate_rows(np.array(first), 0)
    with_clusters.show_rows(rows, "many")
    assert set(with_clusters.state.page.rows[:50]) == set(range(150)) - set(first)


def test_density_is_a_colouring_that_rises_with_the_crowd(with_clusters: Workbench) -> None:
    positions = np.zeros((300, 2), np.float32)
    positions[200:] = np.random.default_rng(0).uniform(5, 20, (100, 2))
    with_clusters._store.replace(map=Map(positions, "UMAP", True, PointIndex(positions)))
    with_clusters.set_setting("colour by", "density")
    values = with_clusters.map.colouring().values
    assert values[:200].min() > values[200:].max()


@pytest.mark.slow
def test_a_background_process_killed_in_the_middle_leaves_a_desk_a_sentence_and_its_work(
    workbench: Workbench, mailbox: Mailbox
) -> None:
    workbench.background.build_map()
    assert mailbox.run_until(
        lambda: bool(workbench.state.jobs) and "Finished" in workbench.state.jobs[0].message
    )
    process = workbench._runner._workers["atlas"]._child._process
    os.kill(process.pid, signal.SIGKILL)
    assert mailbox.run_until(lambda: not workbench.state.jobs)
    sentence = workbench.state.notices[-1]
    assert "ended before its task was done" in sentence.text
    assert "goes on from there" in sentence.text
    assert not sentence.detail
    workbench.decisions.rate(4)
    assert workbench.state.counts.ratings == 1
    assert mailbox.run_until(lambda: workbench.state.map is not None)
    workbench.background.build_map()
    assert mailbox.run_until(lambda: not workbench.state.jobs and workbench.state.clusters is not None, 120)
    assert workbench.state.map.is_final


@pytest.mark.slow
def test_a_build_is_cancelled(workbench: Workbench, mailbox: Mailbox) -> None:
    workbench.background.build_map()
    assert mailbox.run_until(
        lambda: bool(workbench.state.jobs) and workbench.state.jobs[0].message != "Starting"
    )
    process = workbench._runner._workers["atlas"]._child._process
    workbench.background.cancel("atlas")
    process.join(10.0)
    assert not process.is_alive()
    assert not workbench.state.jobs


def test_how_the_map_is_drawn_outlives_a_restart(
    with_clusters: Workbench, open_workbench: Callable[[], Workbench]
) -> None:
    drawn = {"outlines": False, "contours": True, "outside the cut": "hidden", "colour by": "density"}
    for name, value in drawn.items():
        with_clusters.set_setting(name, value)
    with_clusters.close()
    again = open_workbench()
    assert {name: again.state.settings[name] for name in drawn} == drawn


def test_a_final_map_stays_until_the_next_one_is_final(with_clusters: Workbench, mailbox: Mailbox) -> None:
    present, maps = with_clusters.state.map, with_clusters.background._maps
    linear = replace(present, stage="first map", is_final=False)
    maps._take(FoundMap("linear:1", linear, None, None, "leaf"))
    assert with_clusters.state.map is present
    final = replace(present, stage="UMAP of another recipe")
    maps._take(FoundMap("map:2", final, None, None, "leaf"))
    assert with_clusters.state.map is final


def test_of_another_interest_no_cluster_has_changed_before_its_first_page_is_turned(
    with_clusters: Workbench, mailbox: Mailbox
) -> None:
    with_clusters.decisions.rate_rows(with_clusters.state.clusters.summaries[0].rows[:5], 5)
    settled(with_clusters, mailbox)
    with_clusters.next_page()
    with_clusters.interests.add("mergers")
    with_clusters.next_page()
    with_clusters.decisions.rate(0)
    settled(with_clusters, mailbox)
    assert {one.change for one in with_clusters.state.clusters.summaries} == {0.0}


@pytest.mark.parametrize("by_itself", [False, True])
def test_a_map_of_vectors_that_were_replaced_says_so_until_another_is_final(
    workspace_path: Path, open_workbench: Callable[[], Workbench], mailbox: Mailbox, by_itself: bool
) -> None:
    put_atlas(workspace_path, tree_of([RARE, COMMON], "first"), Recipe.preset("default", 300))
    replace_vectors(workspace_path)
    workbench = open_workbench()
    assert mailbox.run_until(lambda: workbench.state.map is not None)
    workbench.set_setting("map by itself", by_itself)
    workbench.background._maps.use(workbench.background.features_path)
    earlier = workbench.state.map
    assert (earlier.stage, earlier.is_final) == ("map of earlier vectors", False)
    assert (
        mailbox.run_until(lambda: bool(workbench.state.jobs), timeout_s=10 if by_itself else 1) == by_itself
    )
    final = replace(earlier, stage="UMAP", is_final=True)
    workbench.background._maps._take(FoundMap("map:2", final, None, None, "leaf"))
    assert workbench.state.map is final


def test_a_map_copied_before_its_vectors_is_still_theirs(
    workspace_path: Path, open_workbench: Callable[[], Workbench], mailbox: Mailbox
) -> None:
    put_atlas(workspace_path, tree_of([RARE, COMMON], "first"), Recipe.preset("default", 300))
    os.utime(workspace_path / "atlas" / "atlas.json", (0, 0))
    workbench = open_workbench()
    assert mailbox.run_until(lambda: workbench.state.map is not None)
    assert (workbench.state.map.stage, workbench.state.map.is_final) == ("UMAP", True)
