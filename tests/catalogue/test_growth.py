"""A catalogue grows, and nothing that was there moves."""

from pathlib import Path

import pyarrow as pa
import pytest

from gzlabel.catalogue import Catalogue
from gzlabel.errors import CatalogueError


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue.create(
        tmp_path / "old", pa.table({"id": [7, 8], "mag": [17.5, 18.5], "name": ["a", "b"]})
    )


def test_new_rows_come_after_the_old(catalogue: Catalogue, tmp_path: Path) -> None:
    grown = catalogue.extended(tmp_path / "old", pa.table({"name": ["c"], "id": [9], "z": [0.5]}))
    assert grown.ids.tolist() == [7, 8, 9]
    assert grown.table().to_pydict() == {
        "id": [7, 8, 9],
        "mag": [17.5, 18.5, None],
        "name": ["a", "b", "c"],
        "z": [None, None, 0.5],
    }
    assert "1 galaxies were added to 2." in grown.notes


def test_known_ids_are_refused_or_skipped(catalogue: Catalogue, tmp_path: Path) -> None:
    table = pa.table({"id": ["8", "9"]})
    with pytest.raises(CatalogueError, match="1 of 2 rows are in the catalogue already"):
        catalogue.extended(tmp_path / "new", table)
    assert catalogue.extended(tmp_path / "new", table, known="skip").ids.tolist() == [7, 8, 9]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"id": [7, 8]}, "no row of the table is new"),
        ({"id": [9, 9]}, "cannot be told apart"),
        ({"galaxy": [9]}, "no column 'id'"),
        ({"id": [9], "mag": ["faint"]}, "column 'mag' is double here and string in the new table"),
    ],
)
def test_refuses(catalogue: Catalogue, tmp_path: Path, columns: dict[str, list[object]], said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        catalogue.extended(tmp_path / "new", pa.table(columns), known="skip")
    assert not (tmp_path / "new").exists()


def test_without_ids_rows_go_on_counting(tmp_path: Path) -> None:
    catalogue = Catalogue.create(tmp_path, pa.table({"mag": [1.5]}))
    assert catalogue.extended(tmp_path, pa.table({"mag": [2.5]})).ids.tolist() == [0, 1]
