"""HATS catalogues. ``tests/data/small_hats`` was written by LSDB 0.11.1: forty galaxies, several orders."""

import shutil
from pathlib import Path

import pytest

from gzlabel.catalogue import guess_roles, read_table
from gzlabel.errors import CatalogueError

COLLECTION = Path(__file__).parents[2] / "data" / "small_hats"


@pytest.mark.parametrize("folder", [COLLECTION, COLLECTION / "small"], ids=["collection", "catalogue"])
def test_every_partition_and_column_is_read(folder: Path) -> None:
    table = read_table(folder)
    assert sorted(table["objid"].to_pylist()) == [587722981747982465 + n for n in range(40)]
    names = dict(zip(table["objid"].to_pylist(), table["name"].to_pylist(), strict=True))
    assert names[587722981747982465] == "Gé0"
    assert names[587722981747982468] is None
    base_pixels = [pixel >> 58 for pixel in table["_healpix_29"].to_pylist()]
    assert base_pixels == sorted(base_pixels)


def test_its_own_words_say_where_positions_are() -> None:
    roles = guess_roles(read_table(COLLECTION))
    assert (roles.ra_column, roles.dec_column, roles.position_unit) == ("ra", "dec", "degrees")
    assert roles.id_column == "objid"


def test_some_columns_alone() -> None:
    assert read_table(COLLECTION, columns=["mag", "objid"]).column_names == ["mag", "objid"]


def test_a_collection_without_its_catalogue_is_told(tmp_path: Path) -> None:
    shutil.copytree(COLLECTION, tmp_path / "c")
    shutil.rmtree(tmp_path / "c" / "small")
    with pytest.raises(CatalogueError, match="'small' is not beside it"):
        read_table(tmp_path / "c")


def test_a_collection_cannot_lead_out_of_its_folder(tmp_path: Path) -> None:
    shutil.copytree(COLLECTION / "small", tmp_path / "elsewhere")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "collection.properties").write_text("hats_primary_table_url=../elsewhere\n")
    with pytest.raises(CatalogueError, match="not beside it"):
        read_table(tmp_path / "c")
