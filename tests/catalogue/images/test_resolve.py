"""From a folder, a template or a column of paths to one image a galaxy."""

import pyarrow as pa
import pytest

from gzlabel.catalogue.images import FileImages, NoImages, path_column, resolve_images
from gzlabel.catalogue.images.resolve import parted_template
from gzlabel.errors import ImageError


def paths(images: object) -> list[str | None]:
    assert isinstance(images, FileImages)
    return images.paths.to_pylist()


def test_a_column_of_paths_is_found_by_its_values(paint, tmp_path):
    paint("images/a.jpg")
    table = pa.table({"id": ["a", "b"], "T": [1, 2], "file_loc": ["images/a.jpg", None]})
    images = resolve_images(table, None, tmp_path, ["a", "b"])
    assert path_column(table) == "file_loc"
    assert images.read(0).shape == (32, 32, 3)
    assert images.missing().tolist() == [1]


def test_no_paths_are_no_images(tmp_path):
    images = resolve_images(pa.table({"id": [1, 2]}), None, tmp_path, [1, 2])
    assert isinstance(images, NoImages)
    assert images.missing().tolist() == [0, 1]
    with pytest.raises(ImageError, match="no images"):
        images.read(0)


def test_a_template_fills_columns_and_the_id(tmp_path):
    table = pa.table({"asset_id": [587722981742084144, 2], "ra": [1.5, 2.25]})
    images = resolve_images(table, "data/images/{asset_id}_{ra:.2f}_{id}.jpg", tmp_path, ["x", "y"])
    assert paths(images) == ["587722981742084144_1.50_x.jpg", "2_2.25_y.jpg"]
    assert images.where(0).startswith(str(tmp_path / "data/images/"))


def test_a_template_leaves_rows_without_a_value_missing(tmp_path):
    table = pa.table({"name": ["a", None, ""], "ra": [1.0, float("nan"), 2.0]})
    assert paths(resolve_images(table, "{name}.jpg", tmp_path, [1, 2, 3])) == ["a.jpg", None, None]
    assert paths(resolve_images(table, "{ra}.jpg", tmp_path, [1, 2, 3])) == ["1.0.jpg", None, "2.0.jpg"]


@pytest.mark.parametrize(
    "template", ["{id.__class__}.jpg", "{id[0]}.jpg", "{}.jpg", "{id!r}.jpg", "{id.jpg", "{id:{id}}"]
)
def test_a_template_reaches_nothing_but_columns(tmp_path, template):
    with pytest.raises(ImageError, match=r"template|column"):
        resolve_images(pa.table({"id": [1]}), template, tmp_path, [1])


def test_a_column_of_any_name_may_be_used(tmp_path):
    table = pa.table({"RA [deg]": [1.5], "a.b": ["x"]})
    assert paths(resolve_images(table, "{RA [deg]:.2f}_{a.b}.jpg", tmp_path, [1])) == ["1.50_x.jpg"]


def test_a_template_with_an_unknown_column_names_those_there_are(tmp_path):
    with pytest.raises(ImageError, match=r"'asset'.*id, ra"):
        resolve_images(pa.table({"ra": [1.0]}), "{asset}.jpg", tmp_path, [1])


@pytest.mark.parametrize(
    ("template", "parted"),
    [
        (r"C:\images\{id}.jpg", ("C:\\images\\", "{id}.jpg")),
        (r"\\server\share\{class}\{id}.jpg", ("\\\\server\\share\\", r"{class}\{id}.jpg")),
        ("D:/images/a{id}.jpg", ("D:/images/", "a{id}.jpg")),
        ("{id}.jpg", ("", "{id}.jpg")),
    ],
)
def test_folders_of_windows_are_folders_of_the_template(template, parted):
    """Else every image of ``C:\\images\\{id}.jpg`` would be a path that starts at the top, and be refused."""
    assert parted_template(template, "\\/") == parted


def test_elsewhere_a_backslash_is_a_letter():
    assert parted_template(r"images/a\{id}.jpg", "/") == ("images/", r"a\{id}.jpg")
    assert parted_template("/{id}.jpg", "/") == ("/", "{id}.jpg")


def test_a_value_cannot_climb_out_of_the_template_s_folder(paint, tmp_path):
    paint("secret.jpg")
    table = pa.table({"name": ["../secret"]})
    images = resolve_images(table, "images/{name}.jpg", tmp_path, [1])
    assert images.missing().tolist() == [0]
    with pytest.raises(ImageError, match="climbs"):
        images.read(0)


def test_a_folder_is_searched_by_path_then_name_then_id(paint, tmp_path):
    for name in ("pics/a.jpg", "pics/deep/b.png", "pics/17.jpg"):
        paint(name)
    table = pa.table({"file": ["a.jpg", "/home/else/b.png", None, "gone.jpg"]})
    images = resolve_images(table, "pics", tmp_path, [1, 2, 17, 4])
    assert paths(images) == ["a.jpg", "deep/b.png", "17.jpg", "gone.jpg"]
    assert images.missing().tolist() == [3]


def test_a_folder_without_any_of_the_images_is_refused(paint, tmp_path):
    paint("pics/a.jpg")
    with pytest.raises(ImageError, match=r"none of the 2 galaxies.*1\.jpg"):
        resolve_images(pa.table({"id": [1, 2]}), "pics", tmp_path, [1, 2])
    with pytest.raises(ImageError, match="no such image folder"):
        resolve_images(pa.table({"id": [1, 2]}), "nowhere", tmp_path, [1, 2])


def test_absolute_paths_serve_in_the_user_s_own_column_only(paint, tmp_path):
    absolute = str(paint("elsewhere/a.jpg"))
    table = pa.table({"file_loc": [absolute]})
    own = resolve_images(table, None, tmp_path / "tables", ["a"])
    assert own.missing().size == 0
    assert own.read(0).shape == (32, 32, 3)
    filled = resolve_images(table, "{file_loc}", tmp_path / "tables", ["a"])
    assert filled.missing().tolist() == [0]
    with pytest.raises(ImageError, match="climbs"):
        filled.read(0)
    paint("pics/b.jpg")
    table = pa.table({"file_loc": [absolute, "/gone/b.jpg"]})
    found = resolve_images(table, "pics", tmp_path, ["a", "b"])
    assert paths(found) == ["a.jpg", "b.jpg"]
    assert found.missing().tolist() == [0]


def test_of_images_with_the_same_name_the_one_in_the_same_folders_is_taken(paint, tmp_path):
    for name in ("pics/test/1.jpg", "pics/train/1.jpg", "pics/train/2.jpg", "pics/2.png"):
        paint(name)
    table = pa.table({"file": ["/else/train/1.jpg", "1.jpg", "/else/test/1.jpg", None]})
    images = resolve_images(table, "pics", tmp_path, ["a", "b", "c", "2"])
    assert paths(images)[0] == "train/1.jpg"
    assert paths(images)[2] == "test/1.jpg"
    assert images.missing().tolist() == [1, 3]
