"""Galaxies by class."""

from pathlib import Path

import pyarrow as pa
import pytest

from gzlabel.catalogue import Catalogue, categorical_columns, categories_of, flag_categories
from gzlabel.errors import CatalogueError


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    columns = {
        "name": ["a", "b", "c", "d", "e", "f"],
        "morphology": ["SBb", "SBc", "Er", "SBb", "", None],
        "ring": [True, False, None, True, False, False],
        "merger": [0, 1, 1, 0, 0, 0],
        "z": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
    }
    return Catalogue.create(tmp_path, pa.table(columns))


def test_values_commonest_first(catalogue: Catalogue) -> None:
    found = categories_of(catalogue, "morphology")
    assert found.labels == ("SBb", "Er", "SBc")
    assert found.codes.tolist() == [0, 2, 1, 0, -1, -1]
    assert found.counts.tolist() == [2, 1, 1]


def test_beginnings_of_codes(catalogue: Catalogue) -> None:
    found = categories_of(catalogue, "morphology", prefix=2)
    assert dict(zip(found.labels, found.counts.tolist(), strict=True)) == {"SB": 3, "Er": 1}


def test_examples_of_each_class(catalogue: Catalogue) -> None:
    examples = categories_of(catalogue, "morphology").examples(1, seed=3)
    assert list(examples) == ["SBb", "Er", "SBc"]
    assert examples["SBb"].tolist() in ([0], [3])
    assert examples["SBc"].tolist() == [1]


def test_flags(catalogue: Catalogue) -> None:
    found = flag_categories(catalogue, ["ring", "merger"])
    assert {name: rows.tolist() for name, rows in found.items()} == {"ring": [0, 3], "merger": [1, 2]}


def test_which_columns_have_classes(catalogue: Catalogue) -> None:
    assert categorical_columns(catalogue) == ("morphology", "ring")


def test_too_many_classes(tmp_path: Path) -> None:
    catalogue = Catalogue.create(tmp_path, pa.table({"z": [row / 1000 for row in range(500)]}))
    with pytest.raises(CatalogueError, match="500 different values"):
        categories_of(catalogue, "z")


def test_text_is_no_flag(catalogue: Catalogue) -> None:
    with pytest.raises(CatalogueError, match="not a flag"):
        flag_categories(catalogue, ["morphology"])
