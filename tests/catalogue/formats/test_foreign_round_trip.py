"""Tables that astropy, pandas and pyarrow write come in with their types, units, gaps and letters unchanged."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as parquet
import pytest
from astropy import units
from astropy.table import MaskedColumn, Table
from hypothesis import given, settings
from hypothesis import strategies as st

from gzlabel.atomic import written_whole
from gzlabel.catalogue import ColumnInfo, read_table
from gzlabel.errors import CatalogueError

# Beyond the first plane, astropy itself cuts words short in BINARY2: it counts letters where two units are written.
_letters = st.characters(max_codepoint=0xFFFF, categories=("Lu", "Ll"))
_ascii_letters = st.characters(max_codepoint=127, categories=("Lu", "Ll"))


def _words(letters: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Words that are neither a number nor one of the signs for none."""
    return st.text(letters, min_size=1, max_size=8).map(lambda word: f"g{word}_1")


_KINDS: dict[str, st.SearchStrategy[Any]] = {
    "int16": st.integers(-(2**15) + 1, 2**15 - 1),
    "int32": st.integers(-(2**31) + 1, 2**31 - 1),
    "int64": st.integers(-(2**63) + 1, 2**63 - 1),
    "float32": st.floats(-(2.0**60), 2.0**60, width=32),
    "float64": st.floats(-1e200, 1e200),
    "bool": st.booleans(),
    "text": _words(_letters),
}


@st.composite
def astropy_tables(draw: st.DrawFn, *, only_ascii: bool, gaps: bool, kinds: tuple[str, ...]) -> Table:
    n_rows, table = draw(st.integers(2, 6)), Table()
    for place, kind in enumerate(draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=5))):
        strategy = _words(_ascii_letters) if kind == "text" and only_ascii else _KINDS[kind]
        values = draw(st.lists(strategy, min_size=n_rows, max_size=n_rows))
        hidden = [gaps and kind != "bool" and draw(st.booleans()) for _ in range(n_rows)]
        if kind == "text":  # astropy passes over the gaps of text in BINARY2 (astropy#8995)
            values = ["" if gap else value for value, gap in zip(values, hidden, strict=True)]
        dtype = None if kind == "text" else kind
        column = MaskedColumn(np.array(values, dtype=dtype), mask=hidden, name=f"c{place}")
        if not any(hidden):
            column = column.filled()
        column.unit = draw(st.sampled_from([None, "deg", "mag"])) if kind.startswith("float") else None
        table[f"c{place}"] = column
    return table


def _write_ascii(form: str) -> Callable[[Table, Path], None]:
    return lambda table, path: table.write(path, format=form)


def _write_fits(table: Table, path: Path) -> None:
    for name in table.colnames:
        if table[name].dtype.kind == "i" and hasattr(table[name], "mask"):
            table[name].fill_value = np.iinfo(table[name].dtype).min
    table.write(path)


NUMBERS = ("int16", "int32", "int64", "float32", "float64")
ALL = (*NUMBERS, "bool", "text")
WAYS: dict[str, tuple[str, Callable[[Table, Path], None], dict[str, Any]]] = {
    "fits": ("t.fits", _write_fits, {"only_ascii": True, "gaps": True, "kinds": ALL}),
    "ecsv": ("t.ecsv", _write_ascii("ascii.ecsv"), {"only_ascii": False, "gaps": True, "kinds": ALL}),
    "votable": ("t.vot", _write_ascii("votable"), {"only_ascii": False, "gaps": True, "kinds": ALL}),
    "votable binary2": (
        "t.vot",
        lambda table, path: table.write(path, format="votable", tabledata_format="binary2"),
        {"only_ascii": False, "gaps": True, "kinds": ALL},
    ),
    "hdf5": (
        "t.h5",
        lambda table, path: table.write(path, path="galaxies", serialize_meta=True),
        {"only_ascii": True, "gaps": True, "kinds": ALL},
    ),
    "ipac": (
        "t.tbl",
        _write_ascii("ascii.ipac"),
        {"only_ascii": True, "gaps": True, "kinds": ("int64", "float64", "text")},
    ),
    "fixed width": (
        "t.txt",
        _write_ascii("ascii.fixed_width"),
        {"only_ascii": False, "gaps": True, "kinds": ("int64", "float64", "text")},
    ),
    "two lines": (
        "t.txt",
        _write_ascii("ascii.fixed_width_two_line"),
        {"only_ascii": False, "gaps": False, "kinds": ("int64", "float64", "text")},
    ),
    "csv": (
        "t.csv",
        _write_ascii("ascii.csv"),
        {"only_ascii": False, "gaps": True, "kinds": ("int64", "float64", "text")},
    ),
    "tab": (
        "t.tsv",
        _write_ascii("ascii.tab"),
        {"only_ascii": False, "gaps": True, "kinds": ("int64", "float64", "text")},
    ),
}
WITHOUT_UNITS = ("fixed width", "two lines", "csv", "tab")


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_astropy_writes_comes_in_unchanged(way: str, data: st.DataObject) -> None:
    name, write, limits = WAYS[way]
    table = data.draw(astropy_tables(**limits))
    with TemporaryDirectory() as folder:
        write(table.copy(), Path(folder) / name)
        found = read_table(Path(folder) / name)
    assert found.column_names == table.colnames
    for column in table.colnames:
        expected = [None if one is np.ma.masked else one for one in np.ma.MaskedArray(table[column]).tolist()]
        assert _values(found[column]) == expected
        if way not in WITHOUT_UNITS:
            unit = ColumnInfo.of(found.schema.field(column)).unit
            assert unit == (table[column].unit.to_string() if table[column].unit else "")


def _values(column: pa.ChunkedArray) -> list[Any]:
    return [None if one == "" or one != one else one for one in column.to_pylist()]


def test_a_unit_of_its_own_kind_comes_in(tmp_path: Path) -> None:
    table = Table({"flux": np.array([1.5, 2.5])})
    table["flux"].unit = units.Unit("1e-20 W / (nm m2)")
    for name, form in (("t.fits", "fits"), ("t.vot", "votable"), ("t.ecsv", "ascii.ecsv")):
        table.write(tmp_path / name, format=form)
        told = ColumnInfo.of(read_table(tmp_path / name).schema.field("flux")).unit
        assert units.Unit(told) == table["flux"].unit


_ARROW = {
    "t.parquet": parquet.write_table,
    "t.feather": lambda table, path: feather.write_feather(table, str(path), compression="lz4"),
}


@pytest.mark.parametrize("name", _ARROW)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_arrow_writes_comes_in_unchanged(name: str, data: st.DataObject) -> None:
    n_rows = data.draw(st.integers(1, 6))
    columns = {}
    for place, kind in enumerate(data.draw(st.lists(st.sampled_from(ALL), min_size=1, max_size=5))):
        arrow_type = {"text": pa.string(), "bool": pa.bool_()}.get(kind) or pa.type_for_alias(kind)
        values = data.draw(st.lists(st.one_of(st.none(), _KINDS[kind]), min_size=n_rows, max_size=n_rows))
        columns[f"ç {place}"] = pa.array(values, arrow_type)
    table = pa.table(columns)
    with TemporaryDirectory() as folder:
        _ARROW[name](table, Path(folder) / name)
        found = read_table(Path(folder) / name)
    assert found.schema.types == table.schema.types
    assert found.to_pydict() == table.to_pydict()


def test_a_folder_of_parquet_files_is_one_table(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    for part in range(3):
        ids = pa.array([587722981747982465 + part, None], pa.int64())
        parquet.write_table(
            pa.table({"id": ids, "näme": ["é", None]}), tmp_path / "parts" / f"{part}.parquet"
        )
    found = read_table(tmp_path / "parts")
    assert found["id"].to_pylist()[::2] == [587722981747982465 + part for part in range(3)]
    assert found["näme"].to_pylist() == ["é", None] * 3


def test_half_a_file_that_is_just_being_written_among_parquet_is_not_read(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"id": [1, 2]}), tmp_path / "a.parquet")
    (tmp_path / "README.txt").write_text("two galaxies")
    with written_whole(tmp_path / "b.parquet") as temporary:
        temporary.write_bytes(b"half")
        assert read_table(tmp_path)["id"].to_pylist() == [1, 2]


def test_a_folder_may_hold_other_files_beside_parquet(tmp_path: Path) -> None:
    (tmp_path / "README.txt").write_text("by hand")
    with pytest.raises(CatalogueError, match="the folder holds no Parquet files"):
        read_table(tmp_path)
    parquet.write_table(pa.table({"id": [1, 2]}), tmp_path / "0.parquet")
    parquet.write_table(pa.table({"id": [3]}), tmp_path / "1.parquet")
    assert read_table(tmp_path)["id"].to_pylist() == [1, 2, 3]
    assert read_table(tmp_path, columns=["id"]).num_rows == 3
