"""Pictures that should be there and cannot be opened."""

from pathlib import Path

import pytest

from gzlabel.catalogue.images import NoImages
from gzlabel.errors import ImageError
from gzlabel.workspace.shown_images import ShownImages


def test_every_galaxy_says_why_its_picture_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(folder: Path) -> NoImages:
        raise ImageError("the images lie elsewhere", where=folder, remedy="Allow it once")

    monkeypatch.setattr("gzlabel.catalogue.images.open_images", refused)
    images = ShownImages(tmp_path, 3)
    for _ in range(2):
        with pytest.raises(ImageError) as told:
            images.source.read(1)
        assert str(told.value) == f"{tmp_path}: the images lie elsewhere. Allow it once."
    assert images.problems == (str(told.value),)


def test_a_catalogue_without_images_asks_for_some() -> None:
    with pytest.raises(ImageError, match="this catalogue has no images"):
        NoImages(3).picture(1)
