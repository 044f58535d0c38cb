"""Further galaxies: all of them or none, and nothing that was there is changed."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from PIL import Image

from gzlabel import embedding
from gzlabel.atlas import Atlas, Recipe
from gzlabel.atlas.stages import Manifest, write_positions
from gzlabel.atlas.tree import CondensedTree
from gzlabel.catalogue import write_table
from gzlabel.catalogue.images import FileImages
from gzlabel.embedding import EmbeddingMatrix, import_matrix
from gzlabel.errors import UserError
from gzlabel.workbench import growing
from gzlabel.workbench.growing import add_rows
from gzlabel.workspace import NewDecision, Workspace


def paint(folder: Path, names: list[str], seed: int = 0) -> None:
    folder.mkdir(exist_ok=True)
    random = np.random.default_rng(seed)
    for name in names:
        pixels = random.integers(0, 255, (40, 40, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / f"{name}.png")


@pytest.fixture
def embedded(tmp_path: Path) -> Path:
    """Twelve galaxies, embedded and one of them rated; A3 has no image."""
    names = [f"A{n}" for n in range(12)]
    paint(tmp_path / "images", [name for name in names if name != "A3"])
    table = pa.table({"name": names, "magnitude": np.linspace(14, 15, 12)})
    images = FileImages(tmp_path / "images", pa.chunked_array([[f"{name}.png" for name in names]]))
    path = tmp_path / "w.gzlabel"
    with Workspace.create(path, table, images, id_column="name") as workspace:
        embedding.embed(
            workspace.images, embedding.make_encoder("morphology"), workspace.embedding_folder
        ).reduced()
        workspace.set_setting("images", str(tmp_path / "images" / "{name}.png"))
        workspace.journal.append("interesting", [NewDecision(4, "rating", 5)])
    return path


@pytest.fixture
def further(tmp_path: Path) -> Path:
    """Two known galaxies, two new ones, and one without an image."""
    paint(tmp_path / "images", ["B0", "B1"], seed=1)
    table = pa.table({"name": ["A0", "B0", "B1", "A5", "B2"], "magnitude": [1.0, 2.0, 3.0, 4.0, 5.0]})
    write_table(table, tmp_path / "further.csv")
    return tmp_path / "further.csv"


def test_further_galaxies_come_after_those_that_are_there(embedded: Path, further: Path) -> None:
    with Workspace.open(embedded, read_only=True) as before:
        matrix = EmbeddingMatrix.open(before.embedding_folder)
        vectors, reduced = np.array(matrix.vectors), np.array(matrix.reduced())
    added = add_rows(embedded, further)
    assert (added.n_added, added.n_galaxies, added.known) == (3, 15, ("A0", "A5"))
    assert (added.n_without_image, added.n_with_vector, added.on_map) == (1, 2, False)
    with Workspace.open(embedded, read_only=True) as after:
        assert after.catalogue.ids.tolist()[12:] == ["B0", "B1", "B2"]
        assert after.catalogue.column("magnitude")[[0, 12]].tolist() == [14.0, 2.0]
        assert [d.rating for d in after.journal.current("interesting")] == [5]
        assert after.journal.current("interesting")[0].row == 4
        assert after.images.missing().tolist() == [3, 14]
        grown = EmbeddingMatrix.open(after.embedding_folder)
        np.testing.assert_array_equal(grown.vectors[:12], vectors)
        np.testing.assert_allclose(grown.reduced()[:12], reduced, atol=1e-6)
        assert sorted(grown.broken) == [3, 14]
        whole = embedding.make_encoder("morphology").encode([after.images.read(12, None)])
        np.testing.assert_allclose(grown.vectors[12], whole[0], rtol=1e-4, atol=1e-4)


def test_only_the_further_images_are_read(
    embedded: Path, further: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    plain = FileImages.picture

    def watched(self: FileImages, row: int, size: int | None = None) -> object:
        read.append(self.where(row))
        return plain(self, row, size)

    monkeypatch.setattr(FileImages, "picture", watched)
    add_rows(embedded, further)
    assert {Path(one).name for one in read} == {"B0.png", "B1.png"}


def test_a_grown_workspace_is_embedded_already_and_may_grow_again(
    embedded: Path, further: Path, tmp_path: Path
) -> None:
    add_rows(embedded, further)
    with Workspace.open(embedded) as workspace:
        generation = EmbeddingMatrix.open(workspace.embedding_folder).manifest.generation
        encoder = embedding.make_encoder("morphology")
        again = embedding.embed(workspace.images, encoder, workspace.embedding_folder)
        assert again.manifest.generation == generation
    paint(tmp_path / "images", ["C0"], seed=2)
    write_table(pa.table({"name": ["C0"], "magnitude": [9.0]}), tmp_path / "third.csv")
    assert add_rows(embedded, tmp_path / "third.csv").n_galaxies == 16
    with Workspace.open(embedded, read_only=True) as workspace:
        assert workspace.images.missing().tolist() == [3, 14]


def contents(path: Path) -> dict[str, bytes]:
    inside = [p for p in path.rglob("*") if p.is_file() and not p.relative_to(path).parts[0].startswith(".")]
    wanted = [p for p in inside if p.suffix in (".parquet", ".json", ".npy", ".npz")]
    return {str(p.relative_to(path)): p.read_bytes() for p in wanted if "images-" not in str(p)}


@pytest.mark.parametrize("stop_at", ["grow_matrix", "save_images", "embed", "decide_growth"])
def test_what_stops_it_leaves_the_workspace_as_it_was(
    embedded: Path, further: Path, monkeypatch: pytest.MonkeyPatch, stop_at: str
) -> None:
    before = contents(embedded)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(growing, stop_at, killed)
        with pytest.raises(KeyboardInterrupt):
            add_rows(embedded, further)
    assert contents(embedded) == before
    with Workspace.open(embedded, read_only=True) as workspace:
        assert workspace.catalogue.n_galaxies == 12
        assert workspace.images.n_galaxies == 12
    assert add_rows(embedded, further).n_galaxies == 15
    assert not list(embedded.glob(".grow*"))


def test_a_kill_while_files_are_put_in_place_is_finished_by_the_next_who_opens(
    embedded: Path, further: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[Path] = []
    plain = Path.replace

    def killed_at_the_second(self: Path, target: Path) -> Path:
        if self.parent.name == ".grown":
            moved.append(self)
            if len(moved) == 2:
                raise KeyboardInterrupt
        return plain(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            add_rows(embedded, further)
    assert (embedded / ".grown").is_dir()
    with Workspace.open(embedded, read_only=True) as workspace:
        assert workspace.catalogue.n_galaxies == workspace.images.n_galaxies == 15
        assert EmbeddingMatrix.open(workspace.embedding_folder).n_galaxies == 15


def test_nothing_new_is_told(embedded: Path, tmp_path: Path) -> None:
    write_table(pa.table({"name": ["A0", "A1"], "magnitude": [1.0, 2.0]}), tmp_path / "old.csv")
    with pytest.raises(UserError, match="no row of the table is new"):
        add_rows(embedded, tmp_path / "old.csv")
    assert not list(embedded.glob(".grow*"))


def test_imported_vectors_ask_for_more_of_their_kind(workspace_path: Path, tmp_path: Path) -> None:
    write_table(pa.table({"name": ["G000", "H1", "H2"], "magnitude": [1.0, 2.0, 3.0]}), tmp_path / "h.csv")
    with pytest.raises(UserError, match="--features"):
        add_rows(workspace_path, tmp_path / "h.csv")
    np.save(tmp_path / "h.npy", np.array([[9.0] * 12, [1.0] * 12, [np.nan] * 12]))
    added = add_rows(workspace_path, tmp_path / "h.csv", features=tmp_path / "h.npy")
    assert (added.n_added, added.n_with_vector) == (2, 1)
    matrix = EmbeddingMatrix.open(workspace_path / "embedding")
    np.testing.assert_array_equal(matrix.vectors[300], np.ones(12))
    assert np.isnan(matrix.reduced()[301]).all()


def test_places_on_the_map_stay_and_the_further_lie_beside_their_like(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    vectors = random.normal(size=(40, 6)).astype(np.float32)
    vectors[:20, 0] += 30
    np.save(tmp_path / "v.npy", vectors)
    table = pa.table({"name": [f"G{row}" for row in range(40)]})
    path = tmp_path / "w.gzlabel"
    places = np.where(np.arange(40)[:, None] < 20, (100.0, 0.0), (0.0, 0.0)) + random.normal(size=(40, 2))
    with Workspace.create(path, table, id_column="name") as workspace:
        matrix = import_matrix(tmp_path / "v.npy", workspace.embedding_folder, 40)
        manifest = Manifest.of(matrix.reduced(), Recipe.preset("default", 40))
        manifest.write(workspace.atlas_folder)
        digests = manifest.digests
        write_positions(workspace.atlas_folder, "map", digests["map"], places.astype(np.float32))
        two = np.array([-1, 0, 0], np.int32), np.array([2, 1, 2], np.int32)
        node = np.where(np.arange(40) < 20, 1, 2).astype(np.int32)
        tree = CondensedTree(
            *two, np.zeros(3), np.ones(3), node, np.ones(40, np.float32), digests["tree"][:8]
        )
        tree.save(workspace.atlas_folder / "tree.npz")
    new = vectors[[3, 30]] + 0.01
    np.save(tmp_path / "n.npy", new)
    write_table(pa.table({"name": ["N0", "N1"]}), tmp_path / "n.csv")
    assert add_rows(path, tmp_path / "n.csv", features=tmp_path / "n.npy").on_map
    atlas = Atlas.open(path / "atlas")
    assert atlas.positions is not None
    assert atlas.tree is not None
    np.testing.assert_array_equal(atlas.positions[:40], places.astype(np.float32))
    assert atlas.positions[40, 0] > 90
    assert atlas.positions[41, 0] < 10
    assert atlas.tree.galaxy_node[[40, 41]].tolist() == [1, 2]
    assert atlas.tree.identity == tree.identity
