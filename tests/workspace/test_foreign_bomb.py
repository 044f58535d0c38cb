"""A workspace from a stranger whose tables would fill the memory is refused; one's own, and a trusted one, is not."""

from pathlib import Path

import pyarrow as pa
import pytest

from gzlabel.catalogue import unpacking
from gzlabel.catalogue.images import FileImages, open_images, trust_images, vouching
from gzlabel.errors import CatalogueError
from gzlabel.workspace import Workspace, check

N_GALAXIES = 50_000


@pytest.fixture
def monster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of this user whose columns are one value each, and files may claim five times their size."""
    monkeypatch.setattr(vouching, "_record", lambda: tmp_path / "home" / "trusted.txt")
    table = pa.table(
        {
            "id": pa.array(range(N_GALAXIES)),
            **{f"z{n}": pa.nulls(N_GALAXIES, pa.float64()) for n in range(200)},
        }
    )
    images = FileImages(tmp_path, pa.chunked_array([["a.png"] * N_GALAXIES]))
    Workspace.create(tmp_path / "w.gzlabel", table, images, id_column="id").close()
    monkeypatch.setattr(unpacking, "MOST_CLAIMED", 100_000)
    monkeypatch.setattr(unpacking, "MOST_TIMES", 5)
    return tmp_path / "w.gzlabel"


def forget_who_made_it(folder: Path) -> None:
    (folder.parent / "home" / "trusted.txt").unlink()


def test_ones_own_opens_however_large_it_is(monster: Path) -> None:
    with Workspace.open(monster) as workspace:
        assert workspace.catalogue.n_galaxies == N_GALAXIES


def test_a_strangers_is_refused_until_it_is_trusted(monster: Path) -> None:
    forget_who_made_it(monster)
    with pytest.raises(
        CatalogueError, match=r"catalogue\.parquet: the table .* claims to hold .*gzlabel trust"
    ) as raised:
        Workspace.open(monster)
    assert str(monster) in str(raised.value)
    assert "catalogue.parquet" in {finding.where for finding in check(monster) if not finding.is_sound}
    trust_images(monster)
    Workspace.open(monster).close()


def test_a_strangers_table_of_images_is_measured_too(monster: Path) -> None:
    forget_who_made_it(monster)
    with pytest.raises(CatalogueError, match=r"images\.parquet: the table .* claims to hold"):
        open_images(monster)
    trust_images(monster)
    images = open_images(monster)
    assert images.n_galaxies == N_GALAXIES
    images.close()
