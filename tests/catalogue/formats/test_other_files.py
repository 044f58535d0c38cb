"""FITS and HDF5 files that other programs wrote."""

import os
from pathlib import Path

import h5py
import numpy as np
import pytest
from astropy.io import fits

from gzlabel.catalogue import ColumnInfo, notes_of, read_table
from gzlabel.catalogue.formats import fits as fits_format
from gzlabel.errors import CatalogueError


def test_an_image_is_not_a_table(tmp_path: Path) -> None:
    fits.writeto(tmp_path / "image.fits", np.zeros((4, 4)))
    with pytest.raises(CatalogueError, match="holds images, but no table"):
        read_table(tmp_path / "image.fits")


def test_the_first_of_several_tables_is_read_and_said(tmp_path: Path) -> None:
    tables = [
        fits.BinTableHDU.from_columns([fits.Column("id", "K", array=[number])], name=f"T{number}")
        for number in (1, 2)
    ]
    fits.HDUList([fits.PrimaryHDU(), *tables]).writeto(tmp_path / "two.fits")
    table = read_table(tmp_path / "two.fits")
    assert table["id"].to_pylist() == [1]
    assert notes_of(table) == ("The file holds 2 tables; the first was read, not T2.",)


def test_scaled_and_missing_values_of_fits(tmp_path: Path) -> None:
    columns = [
        fits.Column("n", "J", null=-1, array=np.array([5, -1])),
        fits.Column("mag", "E", unit="mag", array=np.array([17.5, np.nan], dtype=np.float32)),
        fits.Column("seen", "L", array=np.array([True, False])),
        fits.Column("name", "6A", array=np.array(["NGC 1", ""])),
        fits.Column("big", "K", bzero=2**63, array=np.array([2**64 - 1, 3], dtype=np.uint64)),
        fits.Column("profile", "2D", array=np.array([[1.0, 2.0], [3.0, 4.0]])),
    ]
    fits.BinTableHDU.from_columns(columns).writeto(tmp_path / "t.fits")
    table = read_table(tmp_path / "t.fits")
    assert table["n"].to_pylist() == [5, None]
    assert table["seen"].to_pylist() == [True, False]
    assert table["name"].to_pylist() == ["NGC 1", ""]
    assert table["big"].to_pylist() == [2**64 - 1, 3]
    assert table["profile"].to_pylist() == [[1.0, 2.0], [3.0, 4.0]]
    assert ColumnInfo.of(table.schema.field("mag")) == ColumnInfo("mag", "float32", "mag")
    assert read_table(tmp_path / "t.fits", columns=["name", "n"]).column_names == ["name", "n"]


def test_an_ascii_table_of_fits(tmp_path: Path) -> None:
    columns = [
        fits.Column("id", "I18", array=np.array([587722981747982465])),
        fits.Column("z", "F8.4", array=[0.5]),
    ]
    fits.TableHDU.from_columns(columns).writeto(tmp_path / "t.fits")
    assert read_table(tmp_path / "t.fits").to_pydict() == {"id": [587722981747982465], "z": [0.5]}


def test_columns_of_one_length_in_hdf5(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "galaxies.h5", "w") as stored:
        stored["ra"] = np.array([1.5, 2.5])
        stored["name"] = np.array(["é", "b"], dtype=h5py.string_dtype())
        stored["images"] = np.zeros((2, 64, 64, 3), dtype=np.uint8)
        stored["made/version"] = np.array([1])
    table = read_table(tmp_path / "galaxies.h5")
    assert table.to_pydict() == {"name": ["é", "b"], "ra": [1.5, 2.5]}
    assert notes_of(table) == ("Not columns, and left out: images, made/version.",)


def test_hdf5_without_a_table(tmp_path: Path) -> None:
    h5py.File(tmp_path / "empty.h5", "w").close()
    with pytest.raises(CatalogueError, match="holds no table"):
        read_table(tmp_path / "empty.h5")


def _table_of_fits(path: Path, n_rows: int) -> bytes:
    fits.BinTableHDU.from_columns([fits.Column("id", "K", array=np.arange(n_rows))]).writeto(path)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (2880, "the file ends after 2,880 bytes, before any table"),
        (4000, "the file ends after 4,000 bytes, before any table"),
        (5760, "the table is cut short: 5,760 of at least 13,760 bytes are there"),
        (9000, "the table is cut short: 9,000 of at least 13,760 bytes are there"),
    ],
)
def test_a_fits_table_cut_short_is_not_called_an_image(tmp_path: Path, kept: int, said: str) -> None:
    path = tmp_path / "t.fits"
    path.write_bytes(_table_of_fits(tmp_path / "whole.fits", 1000)[:kept])
    with pytest.raises(CatalogueError, match=said) as raised:
        read_table(path)
    assert str(path) in str(raised.value)
    assert "get" in str(raised.value.remedy).lower()


def test_a_fits_table_without_the_padding_at_its_end_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.fits"
    path.write_bytes(_table_of_fits(tmp_path / "whole.fits", 1000)[:13_760])
    assert read_table(path)["id"].to_pylist()[-1] == 999


def test_a_table_cut_short_while_it_is_read_does_not_end_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, n_rows = tmp_path / "t.fits", 5000
    columns = [fits.Column(name, "D", array=np.arange(n_rows, dtype=float)) for name in ("a", "b")]
    fits.BinTableHDU.from_columns(columns).writeto(path)
    column_of = fits_format._column

    def cut_after_the_first(hdu: object, name: str, number: int) -> object:
        found = column_of(hdu, name, number)
        os.truncate(path, 5760)
        return found

    monkeypatch.setattr(fits_format, "_column", cut_after_the_first)
    table = read_table(path)
    assert table["b"].to_pylist() == list(range(n_rows))
