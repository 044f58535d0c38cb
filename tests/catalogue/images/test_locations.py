"""What a workspace made by somebody else may read."""

import json
import shutil
from pathlib import Path

import pyarrow as pa
import pytest

from gzlabel.catalogue.images import (
    BandImages,
    FileImages,
    JoinedImages,
    NoImages,
    Stretch,
    open_images,
    save_images,
    trust_images,
)
from gzlabel.catalogue.images.locations import allows, beside
from gzlabel.catalogue.images.vouching import is_vouched_for
from gzlabel.errors import ImageError


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Become another user, whom nobody knows; call it after something was saved."""

    def become():
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another-user"))

    return become


@pytest.fixture
def workspace(paint, tmp_path):
    """A workspace beside nothing, whose picture lies in quite another folder."""
    paint("private/a.png", (9, 8, 7))
    folder = tmp_path / "shared" / "w.gzlabel"
    folder.mkdir(parents=True)
    save_images(FileImages(tmp_path / "private", pa.chunked_array([["a.png"]])), folder)
    return folder


def test_who_named_the_images_reads_them_wherever_they_lie(workspace, tmp_path):
    assert open_images(workspace).read(0).shape == (32, 32, 3)
    shutil.move(workspace, tmp_path / "renamed.gzlabel")
    assert open_images(tmp_path / "renamed.gzlabel").read(0).shape == (32, 32, 3)


def test_a_stranger_cannot_point_anywhere(workspace, elsewhere):
    elsewhere()
    with pytest.raises(ImageError, match=r"outside of this workspace, at .*private.*gzlabel trust"):
        open_images(workspace)


def test_trust_is_given_once_and_ends_with_a_change(workspace, elsewhere):
    elsewhere()
    assert trust_images(workspace) == 1
    assert open_images(workspace).read(0).shape == (32, 32, 3)
    described = json.loads((workspace / "images.json").read_text())
    described["root"] = {"absolute": "/"}
    (workspace / "images.json").write_text(json.dumps(described))
    with pytest.raises(ImageError, match="gzlabel trust"):
        open_images(workspace)


def test_a_change_of_stretch_asks_for_no_new_trust(workspace):
    save_images(open_images(workspace).with_stretch(Stretch(curve="log")), workspace)
    assert is_vouched_for(workspace)
    assert open_images(workspace).stretch == Stretch(curve="log")


def test_pictures_beside_the_workspace_go_with_it(paint, tmp_path, elsewhere):
    paint("project/pics/a.png")
    folder = tmp_path / "project/w.gzlabel"
    folder.mkdir()
    save_images(FileImages(tmp_path / "project/pics", pa.chunked_array([["a.png"]])), folder)
    shutil.move(tmp_path / "project", tmp_path / "unpacked")
    elsewhere()
    assert open_images(tmp_path / "unpacked/w.gzlabel").read(0).shape == (32, 32, 3)


@pytest.mark.parametrize("bait", ["link.png", "folder/secret.png", "ABSOLUTE"])
def test_links_and_absolute_paths_of_a_stranger_lead_nowhere(paint, tmp_path, elsewhere, bait):
    secret = paint("private/secret.png", (1, 2, 3))
    paint("project/pics/a.png")
    (tmp_path / "project/pics/link.png").symlink_to(secret)
    (tmp_path / "project/pics/folder").symlink_to(secret.parent)
    folder = tmp_path / "project/w.gzlabel"
    folder.mkdir()
    name = str(secret) if bait == "ABSOLUTE" else bait
    named = FileImages(tmp_path / "project/pics", pa.chunked_array([["a.png", name]]), absolute=True)
    save_images(named, folder)
    assert open_images(folder).picture(1).pixels[0, 0].tolist() == [1, 2, 3]
    elsewhere()
    opened = open_images(folder)
    assert opened.read(0).shape == (32, 32, 3)
    with pytest.raises(ImageError, match="leads out of the workspace"):
        opened.read(1)
    assert not opened.has_file(1)
    assert opened.digest(1) == ""
    save_images(opened.with_stretch(Stretch()), folder)
    assert not is_vouched_for(folder)


def test_bands_and_grown_catalogues_of_a_stranger_are_held_back_too(paint, tmp_path, elsewhere):
    paint("private/a.png")
    root, paths = tmp_path / "private", pa.chunked_array([["a.png"]])
    for name, source in {
        "bands": BandImages({"g": FileImages(root, paths)}),
        "grown": JoinedImages((NoImages(1), FileImages(root, paths))),
    }.items():
        folder = tmp_path / name / "w.gzlabel"
        save_images(source, folder)
        assert open_images(folder).read(source.n_galaxies - 1).shape == (32, 32, 3)
    elsewhere()
    for name in ("bands", "grown"):
        folder = tmp_path / name / "w.gzlabel"
        with pytest.raises(ImageError, match="gzlabel trust"):
            open_images(folder)
        trust_images(folder)
        open_images(folder)


def test_a_workspace_in_a_home_reads_its_own_folder_alone(monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "homes" / "anna")
    assert beside(tmp_path / "homes/anna/w.gzlabel") == tmp_path / "homes/anna/w.gzlabel"
    assert beside(tmp_path / "homes/w.gzlabel") == tmp_path / "homes/w.gzlabel"
    assert beside(tmp_path / "homes/anna/rings/w.gzlabel") == tmp_path / "homes/anna/rings"


def test_what_is_outside_by_its_name_is_not_touched(monkeypatch, tmp_path):
    def touched(path: Path) -> Path:
        raise AssertionError(f"{path} was touched")

    monkeypatch.setattr(Path, "resolve", touched)
    assert not allows(tmp_path, Path("/etc/passwd"))
    assert not allows(tmp_path, tmp_path / ".." / "other")


def test_without_a_description_there_is_nothing_to_trust(tmp_path):
    with pytest.raises(ImageError, match="no description of images"):
        trust_images(tmp_path)
