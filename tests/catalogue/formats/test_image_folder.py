"""A folder of images is a catalogue by itself."""

from pathlib import Path

import pytest
from PIL import Image

from gzlabel.catalogue import read_table
from gzlabel.cli.verbs.new import new
from gzlabel.errors import CatalogueError


def picture(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 8), (200, 90, 10)).save(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("NGC 4414.jpg", "lentille-é.png", "deep/UGC1.v2.JPG", ".hidden.jpg"):
        picture(tmp_path / "night" / name)
    (tmp_path / "night" / "README.txt").write_text("taken by chance")
    return tmp_path / "night"


def test_every_image_is_a_row(folder: Path) -> None:
    table = read_table(folder)
    assert table.to_pydict() == {
        "id": ["NGC 4414", "UGC1.v2", "lentille-é"],
        "file": ["night/NGC 4414.jpg", "night/deep/UGC1.v2.JPG", "night/lentille-é.png"],
    }
    assert read_table(folder, columns=["id"]).column_names == ["id"]


def test_names_that_repeat_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for name in ("a/1.png", "b/1.png"):
        picture(tmp_path / "field" / name)
    assert read_table(tmp_path / "field")["id"].to_pylist() == ["a/1", "b/1"]


def test_it_opens_as_a_workspace(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with new(tmp_path / "w.gzlabel", Path()) as workspace:
        assert workspace.catalogue.ids.tolist() == ["NGC 4414", "UGC1.v2", "lentille-é"]
        assert len(workspace.images.missing()) == 0
        assert workspace.images.read(1, 8).shape == (8, 8, 3)


def test_a_folder_of_neither_tables_nor_images_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("nothing")
    with pytest.raises(CatalogueError, match="or one of images"):
        read_table(tmp_path)


def test_what_is_hidden_is_no_galaxy(folder: Path) -> None:
    known = read_table(folder)["file"].to_pylist()
    (folder / ".thumbnails").mkdir()
    for hidden in (folder / "._a.jpg", folder / ".thumbnails" / "a.jpg"):
        hidden.write_bytes(b"")
    assert read_table(folder)["file"].to_pylist() == known
