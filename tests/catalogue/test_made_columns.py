from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from gzlabel.catalogue import Catalogue, Cut, described

PROBABILITIES = pa.array([0.1, 0.9, None], pa.float32())


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    table = pa.table({"id": ["a", "b", "c"], "P_Bar": [1.0, 2.0, 3.0]})
    return Catalogue.create(tmp_path, table, id_column="id")


def made(name: str = "p_ring") -> pa.Table:
    field = described(name, pa.float32(), description="Probability that it is a ring")
    return pa.Table.from_arrays([PROBABILITIES], schema=pa.schema([field]))


def test_a_made_column_is_a_column_like_any_other(catalogue: Catalogue) -> None:
    assert catalogue.made.put("ring", made()) == ("p_ring",)
    assert [column.name for column in catalogue.columns] == ["id", "P_Bar", "p_ring"]
    assert catalogue.columns[2].description == "Probability that it is a ring"
    assert catalogue.numeric_columns() == ("P_Bar", "p_ring")
    assert catalogue.column("p_ring").mask.tolist() == [False, False, True]
    assert Cut.parse("p_ring > 0.5", catalogue).mask(catalogue).tolist() == [False, True, False]


def test_it_is_read_again_with_the_catalogue(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.made.put("ring", made())
    table = Catalogue.open(tmp_path).table(np.array([1, 0]))
    assert table.column_names == ["id", "P_Bar", "p_ring"]
    assert table["p_ring"].to_pylist() == pytest.approx([0.9, 0.1])
    assert Catalogue.open(tmp_path).table(names=["p_ring"]).column_names == ["p_ring"]
    assert Catalogue.open(tmp_path).table(names=["p_ring", "id"])["id"].to_pylist() == ["a", "b", "c"]


def test_a_set_made_again_replaces_the_one_before(catalogue: Catalogue) -> None:
    catalogue.made.put("ring", made())
    assert catalogue.made.put("ring", made()) == ("p_ring",)
    assert catalogue.made.put("other", made()) == ("p_ring_2",)


def test_a_column_of_the_users_keeps_its_name_whatever_its_case(catalogue: Catalogue) -> None:
    assert catalogue.made.put("bar", made("p_bar")) == ("p_bar_2",)
    assert catalogue.column("P_Bar").tolist() == [1.0, 2.0, 3.0]


def test_galaxies_added_since_have_blanks(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.made.put("ring", made())
    grown = catalogue.extended(tmp_path, pa.table({"id": ["d"]}))
    assert grown.column("p_ring").mask.tolist() == [False, False, True, True]


def test_a_damaged_set_does_not_keep_the_catalogue_shut(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.made.put("ring", made())
    (tmp_path / "columns" / "ring.parquet").write_bytes(b"nothing")
    assert [column.name for column in Catalogue.open(tmp_path).columns] == ["id", "P_Bar"]


def test_a_set_of_another_process_is_seen_after_a_look(catalogue: Catalogue, tmp_path: Path) -> None:
    assert catalogue.made.names == frozenset()
    Catalogue.open(tmp_path).made.put("ring", made())
    catalogue.made.refresh()
    assert catalogue.made.names == {"p_ring"}
