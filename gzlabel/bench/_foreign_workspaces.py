"""A workspace as a colleague hands it over, and what people write for one."""

from pathlib import Path

import numpy as np

from gzlabel.bench._foreign import Foreign, foreign_room, foreign_table
from gzlabel.reduction import N_COMPONENTS
from gzlabel.workspace import NewDecision, Workspace

_CUT = """ra > 150.05 and (dec between -3 and 3 or name like 'NGC%') and not name is null
and objid in (587722981742084097, 12) and abs(dec) ** 2 < 1e3"""


def workspaces(folder: Path) -> list[Foreign]:
    """The files of a workspace with vectors and a map, each read by all that opens one."""
    from gzlabel.embedding import import_matrix

    room = foreign_room(folder, "workspace")
    np.save(room / "vectors.npy", np.random.default_rng(0).normal(size=(6, 4)).astype(np.float32))
    table = foreign_table().drop_columns(["image"])
    with Workspace.create(room / "w.gzlabel", table, id_column="objid") as workspace:
        decisions = [NewDecision(row, "rating", row % 6) for row in range(6)]
        workspace.journal.append(workspace.current_interest, decisions)
        workspace.annotations.note(1, "two nuclei")
        workspace.clusters.name("c1", "rings")
        workspace.set_setting("stretch", {"curve": "log"})
        import_matrix(room / "vectors.npy", workspace.embedding_folder, 6).reduced()
        _draw_map(workspace.atlas_folder)
    for beside in ("workspace.sqlite-wal", "workspace.sqlite-shm"):
        (room / "w.gzlabel" / beside).unlink(missing_ok=True)
    names = ["workspace.sqlite", "catalogue.parquet", "images.json", "transcript.jsonl"]
    kept = ("vectors.npy", f"reduced-{N_COMPONENTS}.npy", f"reduction-{N_COMPONENTS}.npz", "manifest.json")
    names += [f"embedding/{name}" for name in kept]
    names += [f"atlas/{name}" for name in ("atlas.json", "map.npz", "tree.npz", "quality.json")]
    return [Foreign(f"workspace/{name}", room, f"w.gzlabel/{name}", _use_workspace) for name in names]


def _use_workspace(room: Path) -> None:
    from gzlabel.atlas import Atlas, ClusterEdits, choose_clusters
    from gzlabel.embedding import EmbeddingMatrix
    from gzlabel.workspace import check

    path = room / "w.gzlabel"
    check(path)
    with Workspace.open(path) as workspace:
        for interest in workspace.interests:
            workspace.journal.current(interest)
            workspace.journal.history(interest)
        workspace.images.missing()
        workspace.annotations.all()
        workspace.cluster_edits()
        workspace.settings()
        workspace.catalogue.table()
        matrix = EmbeddingMatrix.open(workspace.embedding_folder)
        matrix.reduced()
        matrix.reduction()
        atlas = Atlas.open(workspace.atlas_folder)
        assert atlas.earlier_tree is None
        assert atlas.space is None
        if atlas.tree is not None:
            choose_clusters(atlas.tree, np.arange(2), np.array([5.0, 0.0]), ClusterEdits())


def _draw_map(folder: Path) -> None:
    """A map of six galaxies and a tree of two clusters, as a build would leave them."""
    from gzlabel.atlas import Recipe
    from gzlabel.atlas.stages import Manifest, write_positions, write_quality, write_tree
    from gzlabel.atlas.tree import CondensedTree

    positions = np.random.default_rng(0).normal(size=(6, 2)).astype(np.float32)
    manifest = Manifest.of(positions, Recipe.preset("default", 6))
    manifest.write(folder)
    write_positions(folder, "map", manifest.digests["map"], positions)
    write_quality(folder, manifest.digests["map"], {"trustworthiness": 0.9})
    parent, last = np.array([-1, 0, 0], dtype=np.int32), np.array([2, 1, 2], dtype=np.int32)
    leaving = np.array([1, 1, 1, 2, 2, 2], dtype=np.int32), np.full(6, 2.0, dtype=np.float32)
    tree = CondensedTree(
        parent, last, np.array([0.0, 1.0, 1.0]), np.ones(3), *leaving, manifest.digests["tree"][:8]
    )
    write_tree(folder, tree)


def cuts(folder: Path) -> list[Foreign]:
    """An expression that keeps some galaxies."""
    from gzlabel.catalogue import Catalogue, Cut

    room = foreign_room(folder, "cut")
    Catalogue.create(room, foreign_table(), id_column="objid")
    (room / "cut.txt").write_text(_CUT)

    def read(place: Path) -> None:
        catalogue = Catalogue.open(place)
        Cut.parse((place / "cut.txt").read_bytes().decode("utf-8", "replace"), catalogue).mask(catalogue)

    return [Foreign("cut", room, "cut.txt", read)]


def matrices(folder: Path) -> list[Foreign]:
    """Vectors that somebody else made."""
    from gzlabel.embedding import import_matrix

    room = foreign_room(folder, "matrix")
    np.save(room / "vectors.npy", np.random.default_rng(0).normal(size=(6, 4)).astype(np.float32))

    def read(place: Path) -> None:
        import_matrix(place / "vectors.npy", place / "embedding", 6).reduced()

    return [Foreign("matrix", room, "vectors.npy", read)]
