"""A large FITS table is read some rows at a time: the same values, and no end of the program where it is cut."""

import os
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from astropy.io import fits

from gzlabel.catalogue import fits_parts, read_table
from gzlabel.catalogue.formats import fits as fits_format
from gzlabel.errors import CatalogueError

N_ROWS = 101


@pytest.fixture
def as_if_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any table is large, and a part of it holds a few rows."""
    monkeypatch.setattr(fits_parts, "_READ_AT_ONCE_BYTES", 0)
    monkeypatch.setattr(fits_parts, "_PART_BYTES", 1000)


def every_kind_of_column() -> list[fits.Column]:
    number, random = np.arange(N_ROWS), np.random.default_rng(0)
    return [
        fits.Column("n", "J", null=-1, array=np.where(number % 7, number, -1)),
        fits.Column("mag", "E", unit="mag", array=random.normal(size=N_ROWS).astype(np.float32)),
        fits.Column("scaled", "D", bscale=0.5, bzero=3, array=number * 0.5 + 3),
        fits.Column("seen", "L", array=number % 2 == 0),
        fits.Column("name", "9A", array=np.array([f"NGC {one}" for one in number])),
        fits.Column("big", "K", bzero=2**63, array=np.uint64(2**64 - 1) - number.astype(np.uint64)),
        fits.Column("profile", "2D", array=random.normal(size=(N_ROWS, 2))),
        fits.Column("cube", "6E", dim="(2,3)", array=random.normal(size=(N_ROWS, 3, 2)).astype(np.float32)),
    ]


def test_part_by_part_it_holds_the_same(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / "t.fits"
    fits.BinTableHDU.from_columns(every_kind_of_column()).writeto(path)
    whole = read_table(path)
    request.getfixturevalue("as_if_large")
    found = read_table(path)
    assert found["n"].num_chunks > 5
    assert found.schema.equals(whole.schema, check_metadata=True)
    assert found.equals(whole)
    assert read_table(path, columns=["name", "n"]).equals(whole.select(["name", "n"]))


@pytest.mark.usefixtures("as_if_large")
def test_text_tables_and_values_of_any_length_are_read_too(tmp_path: Path) -> None:
    columns = [
        fits.Column("id", "I18", array=np.arange(N_ROWS)),
        fits.Column("z", "F8.4", array=[0.5] * N_ROWS),
    ]
    fits.TableHDU.from_columns(columns).writeto(tmp_path / "text.fits")
    assert read_table(tmp_path / "text.fits")["id"].to_pylist() == list(range(N_ROWS))
    lists = np.array([np.arange(one % 3) for one in range(N_ROWS)], dtype=object)
    fits.BinTableHDU.from_columns([fits.Column("l", "PJ()", array=lists)]).writeto(tmp_path / "heap.fits")
    assert read_table(tmp_path / "heap.fits")["l"].to_pylist()[:4] == [[], [0], [0, 1], []]


@pytest.mark.usefixtures("as_if_large")
def test_a_large_table_without_rows_keeps_its_columns(tmp_path: Path) -> None:
    fits.BinTableHDU.from_columns([fits.Column("id", "K", array=[])]).writeto(tmp_path / "t.fits")
    assert read_table(tmp_path / "t.fits").schema.field("id").type == pa.int64()


@pytest.mark.usefixtures("as_if_large")
def test_cut_while_it_is_read_it_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.fits"
    fits.BinTableHDU.from_columns([fits.Column("id", "K", array=np.arange(5000))]).writeto(path)
    column_of = fits_format._column

    def cut_after_the_first(hdu: object, name: str, number: int) -> object:
        os.truncate(path, 12_000)
        return column_of(hdu, name, number)

    monkeypatch.setattr(fits_format, "_column", cut_after_the_first)
    with pytest.raises(CatalogueError, match=r"cut while it was read: .*Get the file again"):
        read_table(path)
