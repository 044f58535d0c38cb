"""Further galaxies for a workspace whose vectors were made anew, by another encoder than its first ones."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import gzlabel
from gzlabel.embedding import EmbeddingMatrix
from gzlabel.workbench.growing import add_rows


@pytest.fixture
def table(tmp_path: Path) -> Path:
    random = np.random.default_rng(0)
    (tmp_path / "images").mkdir()
    for row in range(8):
        pixels = random.integers(0, 255, (40, 40, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(tmp_path / "images" / f"g{row}.png")
    path = tmp_path / "catalogue.csv"
    path.write_text("\n".join(["name", *(f"g{row}" for row in range(6))]) + "\n", encoding="utf-8")
    return path


def test_the_added_have_vectors_of_the_encoder_in_use(table: Path, tmp_path: Path) -> None:
    path, more = tmp_path / "w.gzlabel", tmp_path / "more.csv"
    gzlabel.new(path, table, images=tmp_path / "images").close()
    gzlabel.embed(path)
    gzlabel.embed(path, "test_resnet", weights="untrained", precision="float32")
    before = np.array(EmbeddingMatrix.open(path / "embedding").vectors)
    more.write_text("name\ng6\ng7\n", encoding="utf-8")
    assert add_rows(path, more, images=tmp_path / "images").n_with_vector == 2
    grown = EmbeddingMatrix.open(path / "embedding")
    assert grown.manifest.encoder == "test_resnet"
    assert grown.valid.all()
    np.testing.assert_array_equal(grown.vectors[:6], before)
