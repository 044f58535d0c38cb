"""The catalogue of a workspace."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from gzlabel.catalogue import Catalogue
from gzlabel.errors import CatalogueError


def made(folder: Path, columns: dict[str, list[object]], **roles: str) -> Catalogue:
    return Catalogue.create(folder, pa.table(columns), **roles)


def test_long_ids_do_not_move_by_one(tmp_path: Path) -> None:
    ids = [587722981747982465, 587722981747982466]
    catalogue = made(tmp_path, {"objid": ids})
    assert catalogue.ids.dtype == np.int64
    assert catalogue.ids.tolist() == ids


def test_repeated_ids_are_told_apart_and_told(tmp_path: Path) -> None:
    catalogue = made(tmp_path, {"objid": [17, 18, 17, 17]}, id_column="objid")
    assert catalogue.ids.tolist() == ["17", "18", "17_2", "17_3"]
    assert any("2 rows repeat an id" in note for note in catalogue.notes)
    assert catalogue.rows_of([17, "17_3"]).tolist() == [0, 3]


def test_a_made_id_never_meets_a_real_one(tmp_path: Path) -> None:
    catalogue = made(tmp_path, {"name": ["a", "a", "a_2"]}, id_column="name")
    assert sorted(set(catalogue.ids)) == sorted(catalogue.ids)
    assert catalogue.ids[2] == "a_2"


def test_without_ids_galaxies_are_called_by_row(tmp_path: Path) -> None:
    catalogue = made(tmp_path, {"flux": [1.5, 2.5]})
    assert catalogue.id_column is None
    assert catalogue.ids.tolist() == [0, 1]
    assert any("row number" in note for note in catalogue.notes)


def test_ids_that_lost_digits_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="lost digits"):
        made(tmp_path, {"objid": [5.87722981747982465e17, 1.0]}, id_column="objid")


def test_unknown_ids_are_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="1 of 2 ids are not in the catalogue: 9"):
        made(tmp_path, {"objid": [1, 2]}).rows_of([1, 9])


def test_rows_come_in_the_order_asked_for(tmp_path: Path) -> None:
    catalogue = made(tmp_path, {"id": list(range(40_000)), "mag": [float(row) for row in range(40_000)]})
    chosen = catalogue.table(np.array([39_999, 3, 20_000, 3]), names=["mag"])
    assert chosen["mag"].to_pylist() == [39_999.0, 3.0, 20_000.0, 3.0]


def test_sentinels_are_missing_in_a_column_and_kept_in_the_table(tmp_path: Path) -> None:
    catalogue = made(tmp_path, {"id": [1, 2, 3], "mag": [17.5, -99.0, float("nan")]})
    assert np.ma.getmaskarray(catalogue.column("mag")).tolist() == [False, True, True]
    assert catalogue.table()["mag"].to_pylist()[:2] == [17.5, -99.0]


def test_a_column_that_is_not_there_suggests_one(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="Did you mean 'redshift'"):
        made(tmp_path, {"id": [1], "redshift": [0.5]}).column("redshft")


def test_sexagesimal_positions(tmp_path: Path) -> None:
    catalogue = made(
        tmp_path, {"name": ["a", "b"], "RA": ["00:08:27.05", ""], "Dec": ["-00:30:00", "+10 00 00"]}
    )
    assert catalogue.positions is not None
    assert catalogue.positions.ra_deg[0] == pytest.approx(2.11270833)
    assert catalogue.positions.dec_deg[0] == -0.5
    assert catalogue.positions.known.tolist() == [True, False]


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no rows"):
        made(tmp_path, {"id": []})
