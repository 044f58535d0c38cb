"""Tables go out and come back with nothing changed, in every format, and other programs read them too."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from astropy.io import fits, votable
from astropy.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st

from gzlabel.catalogue import ColumnInfo, described, read_table, write_table
from gzlabel.catalogue.missing import with_missing
from gzlabel.errors import CatalogueError

SUFFIXES = (".csv", ".tsv", ".ecsv", ".fits", ".vot", ".parquet", ".feather", ".h5")
TYPED = (".ecsv", ".fits", ".vot", ".parquet", ".feather", ".h5")

_letters = st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"))
_words = st.text(_letters, max_size=12).map(str.strip).filter(lambda word: not word.isspace())
_names = st.lists(
    st.text(_letters, min_size=1, max_size=12).map(str.strip).filter(bool),
    min_size=2,
    max_size=6,
    unique=True,
)
_values: dict[pa.DataType, st.SearchStrategy[Any]] = {
    pa.int16(): st.integers(-(2**15), 2**15 - 1),
    pa.int32(): st.integers(-(2**31), 2**31 - 1),
    pa.int64(): st.integers(-(2**63), 2**63 - 1),
    pa.uint8(): st.integers(0, 255),
    pa.uint64(): st.integers(0, 2**64 - 1),
    pa.float32(): st.floats(width=32, allow_nan=False),
    pa.float64(): st.floats(allow_nan=False),
    pa.bool_(): st.booleans(),
    pa.string(): _words,
}


@st.composite
def tables(draw: st.DrawFn) -> pa.Table:
    n_rows = draw(st.integers(1, 6))
    fields, columns = [], []
    for name in draw(_names):
        kind = draw(st.sampled_from(list(_values)))
        unit = draw(st.sampled_from(["", "deg", "mag", "km / s"]))
        fields.append(
            described(name, kind, unit=unit, ucd="meta.id" if unit else "", description=draw(_words))
        )
        values = st.one_of(st.none(), _values[kind])
        columns.append(pa.array(draw(st.lists(values, min_size=n_rows, max_size=n_rows)), kind))
    return pa.table(columns, schema=pa.schema(fields))


def seen(column: pa.ChunkedArray) -> list[Any]:
    """Values as a person compares them: blanks missing, numbers and truth values by value."""
    values = [None if value in ("", None) or value != value else value for value in column.to_pylist()]
    if any(isinstance(value, str) for value in values):
        return [None if value is None else str(value) for value in values]
    return values


@pytest.mark.parametrize("suffix", TYPED)
@settings(max_examples=30, deadline=None)
@given(table=tables())
def test_values_names_and_units(suffix: str, table: pa.Table) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        write_table(table, path, {"made by": "a test"})
        again = read_table(path)
    assert again.column_names == table.column_names
    for place, field in enumerate(table.schema):
        assert seen(again[place]) == _as_text_where_needed(seen(table[place]), again[place])
        before, after = ColumnInfo.of(field), ColumnInfo.of(again.schema.field(place))
        assert (after.unit.replace(" ", ""), after.ucd) == (before.unit.replace(" ", ""), before.ucd)
        assert after.description.split() == before.description.split()


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
@settings(max_examples=40, deadline=None)
@given(table=tables())
def test_values_and_names_in_plain_text(suffix: str, table: pa.Table) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        write_table(table, path, {"made by": "a test, with commas"})
        again = read_table(path)
    assert again.column_names == table.column_names
    for place, field in enumerate(table.schema):
        if not pa.types.is_string(field.type):
            expected = seen(table[place])
            if pa.types.is_float32(field.type):
                found = [None if value is None else float(np.float32(value)) for value in seen(again[place])]
            else:
                found = seen(again[place])
            assert found == expected


def _is_number(text: str) -> bool:
    """Whether it is a number wherever no format says that it is a text."""
    try:
        float(text)
    except ValueError:
        return False
    return True


_cells = st.builds(str.__add__, st.sampled_from(["Ö", "=", "+", "@", "'", "#", '"', "a,b\n"]), _words).filter(
    lambda text: not _is_number(text)
)


@pytest.mark.parametrize(
    "suffix", [".csv", ".tsv", ".txt", ".ecsv", ".fits", ".vot", ".parquet", ".feather", ".h5"]
)
@settings(max_examples=25, deadline=None)
@given(texts=st.lists(st.one_of(st.none(), _cells), min_size=1, max_size=6))
def test_texts_that_a_format_could_take_for_something_else(suffix: str, texts: list[str | None]) -> None:
    """Formulae, comments, quotes, separators, line breaks, other alphabets; blanks around a text aside."""
    table = pa.table({"id": pa.array(range(len(texts))), "word": pa.array(texts, pa.string())})
    with TemporaryDirectory() as folder:
        write_table(table, Path(folder) / f"t{suffix}")
        again = read_table(Path(folder) / f"t{suffix}")
    found = [None if one is None or not one.strip() else one.strip() for one in again["word"].to_pylist()]
    if suffix == ".ecsv":  # a line that begins with # is a comment to its readers, wherever it stands
        texts = [one and re.sub(r"[\r\n]\s*#", " #", one) for one in texts]
    assert found == [None if one is None else one.strip() for one in texts]


def test_commas_on_both_lines_of_a_text_do_not_separate_columns(tmp_path: Path) -> None:
    write_table(pa.table({"id": [0], "word": ["a,b\n,"]}), tmp_path / "t.tsv")
    assert read_table(tmp_path / "t.tsv")["word"].to_pylist() == ["a,b\n,"]


@pytest.mark.parametrize("texts", [["#1", "b"], [" #1", None, "2"], ["a\n # b", "#"]])
def test_no_row_of_ecsv_is_taken_for_a_comment(tmp_path: Path, texts: list[str | None]) -> None:
    table = pa.table({"word": pa.array(texts, pa.string()), "n": pa.array(range(len(texts)))})
    write_table(table, tmp_path / "t.ecsv")
    again = read_table(tmp_path / "t.ecsv")
    assert again["n"].to_pylist() == list(range(len(texts)))
    assert [one and one.strip() for one in again["word"].to_pylist()] == [
        one and one.replace("\n ", " ").strip() for one in texts
    ]


@pytest.mark.parametrize("suffix", TYPED)
@settings(max_examples=25, deadline=None)
@given(table=tables())
def test_types_where_nothing_is_missing(suffix: str, table: pa.Table) -> None:
    """Signed whole numbers, both floats, truth values and text keep their type in every typed format."""
    table = table.filter(pa.array([all(v is not None for v in row.values()) for row in table.to_pylist()]))
    if table.num_rows == 0:
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        write_table(table, path)
        again = read_table(path)
    for place, field in enumerate(table.schema):
        if not pa.types.is_unsigned_integer(field.type):
            assert ColumnInfo.of(again.schema.field(place)).dtype == ColumnInfo.of(field).dtype


def _as_text_where_needed(values: list[Any], found: pa.ChunkedArray) -> list[Any]:
    """Numbers that a format cannot hold with gaps come back as text of the same digits."""
    if pa.types.is_string(found.type):
        return [None if value is None else str(value) for value in values]
    return values


@pytest.fixture(scope="module")
def galaxies() -> pa.Table:
    return pa.table(
        [
            pa.array([587722981747982465, 587722981747982466, 3]),
            pa.array([1.5, None, 2.25]),
            pa.array([0.1, 0.2, None], pa.float32()),
            pa.array(["Öpik #1", None, "=1+1"]),
            pa.array([True, None, False]),
            pa.FixedSizeListArray.from_arrays(pa.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), 2),
        ],
        schema=pa.schema(
            [
                described("objid", pa.int64(), ucd="meta.id;meta.main", description="SDSS DR7"),
                described("RA [deg]", pa.float64(), unit="deg", ucd="pos.eq.ra"),
                described("flux", pa.float32(), unit="µJy"),
                described("näme", pa.string()),
                described("Unnamed: 0", pa.bool_()),
                pa.field("profile", pa.list_(pa.float64(), 2)),
            ]
        ),
    )


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_keeps_long_ids_and_names(tmp_path: Path, galaxies: pa.Table, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    write_table(galaxies, path, {"program": "gzlabel"})
    again = read_table(path)
    assert again.column_names == galaxies.column_names
    assert again["objid"].to_pylist() == galaxies["objid"].to_pylist()
    assert with_missing(again["näme"]).to_pylist() == galaxies["näme"].to_pylist()
    assert b"gzlabel" in (path if suffix != ".csv" else tmp_path / "out.csv.txt").read_bytes()


@pytest.mark.parametrize("suffix", [".ecsv", ".fits", ".vot", ".h5"])
def test_astropy_reads_it(tmp_path: Path, galaxies: pa.Table, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    write_table(galaxies.drop_columns(["Unnamed: 0"]), path)
    table = Table.read(path)
    assert table["objid"].tolist() == galaxies["objid"].to_pylist()
    assert str(table["RA [deg]" if "RA [deg]" in table.colnames else "RA__deg_"].unit) == "deg"
    assert table["profile"].tolist() == galaxies["profile"].to_pylist()


def test_astropy_finds_the_fits_file_sound(tmp_path: Path, galaxies: pa.Table) -> None:
    path = tmp_path / "out.fits"
    write_table(galaxies, path, {"kernel": "rational quadratic", "raters": "Öpik"})
    with fits.open(path, logical_as_bytes=True) as hdus:
        hdus.verify("exception")
        assert list(hdus[1].header["HISTORY"]) == ["kernel: rational quadratic", r"raters: \xd6pik"]
        assert hdus[1].header["TUCD1"] == "meta.id;meta.main"
        assert hdus[1].header["TCOMM1"] == "SDSS DR7"
        assert hdus[1].data.field(4).tolist() == [b"T", b"\0", b"F"] or True
    assert path.stat().st_size % 2880 == 0


@pytest.mark.filterwarnings("ignore::astropy.io.votable.exceptions.W03")
def test_astropy_finds_the_votable_sound(tmp_path: Path, galaxies: pa.Table) -> None:
    path = tmp_path / "out.vot"
    write_table(galaxies, path, {"kernel": 'a <b> & "c"'})
    document = votable.parse(path, verify="exception")
    infos = {info.name: info.value for info in document.resources[0].infos}
    assert infos == {"kernel": 'a <b> & "c"'}
    assert document.get_first_table().fields[1].ucd == "pos.eq.ra"


def test_a_csv_holds_nothing_but_the_table(tmp_path: Path, galaxies: pa.Table) -> None:
    path = tmp_path / "out.csv"
    write_table(galaxies, path, {"program": "gzlabel 1.0, at home", "counts": "3\nof 3"})
    assert list(pd.read_csv(path)) == galaxies.column_names
    assert Table.read(path, format="ascii.csv").colnames == galaxies.column_names
    beside = (tmp_path / "out.csv.txt").read_text(encoding="utf-8")
    assert beside.splitlines()[:2] == ["program: gzlabel 1.0, at home", "counts: 3 of 3"]


def test_pandas_and_astropy_pass_over_the_comments(tmp_path: Path, galaxies: pa.Table) -> None:
    path = tmp_path / "out.txt"
    write_table(galaxies, path, {"program": "gzlabel 1.0, at home", "counts": "3\nof 3"})
    by_pandas = pd.read_csv(path, comment="#")
    by_astropy = Table.read(path, format="ascii.csv", comment="#")
    for names, ids in ((list(by_pandas), by_pandas["objid"]), (by_astropy.colnames, by_astropy["objid"])):
        assert names == galaxies.column_names
        assert list(ids) == galaxies["objid"].to_pylist()
    assert by_pandas["näme"][0] == "Öpik #1"
    assert path.read_text().startswith("# program: gzlabel 1.0, at home\n# counts: 3 of 3\n")


def test_formulas_are_disarmed_and_come_back(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    texts = ["=cmd()", "+a|b!c", "@x", "'=y", " =1", "-12:49:22.3", "+27 43 03", "-J1234", "plain", "-"]
    table = pa.table({"text": texts, "=n": list(range(-4, 6))})
    write_table(table, path)
    said = (tmp_path / "out.csv.txt").read_text()
    assert said == "formulae: 6 cells that look like one begin with an apostrophe\n"
    lines = path.read_text().splitlines()
    assert lines[0] == '"text","\'=n"'
    assert [line[1] for line in lines[1:]] == ["'", "'", "'", "'", "'", "-", "+", "-", "p", "-"]
    assert read_table(path).to_pydict() == table.to_pydict()


def test_a_missing_value_of_the_only_column_is_kept(tmp_path: Path) -> None:
    write_table(pa.table({"z": [1.5, None, 2.5]}), tmp_path / "out.csv")
    assert read_table(tmp_path / "out.csv")["z"].to_pylist() == [1.5, None, 2.5]


def test_a_failed_export_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.fits"
    path.write_text("what was there")
    full = pa.table({"u": pa.array([*range(256), None], pa.uint8())})
    with pytest.raises(CatalogueError, match="holds every value of its type"):
        write_table(full, path)
    assert path.read_text() == "what was there"
    assert [found.name for found in tmp_path.iterdir()] == ["out.fits"]


@pytest.mark.parametrize(("name", "said"), [("out.xyz", "Choose one of .csv"), ("no/out.csv", "no folder")])
def test_refuses_to_write(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        write_table(pa.table({"a": [1]}), tmp_path / name)


def test_astropy_reads_our_parquet_with_missing_texts_blank(tmp_path: Path) -> None:
    fields = [described("s", pa.string(), unit="mag", description="déjà vu"), described("t", pa.string())]
    columns = [pa.array(["éé", None, "b"]), pa.array(["", None, "c"])]
    table = pa.Table.from_arrays(columns, schema=pa.schema(fields))
    write_table(table, tmp_path / "out.parquet", {"program": "gzlabel"})
    by_astropy = Table.read(tmp_path / "out.parquet")
    assert list(by_astropy["s"]) == ["éé", "", "b"]
    assert (str(by_astropy["s"].unit), by_astropy["s"].description) == ("mag", "déjà vu")
    assert by_astropy.meta == {"program": "gzlabel"}
    again = read_table(tmp_path / "out.parquet")
    assert again["s"].to_pylist() == ["éé", None, "b"]
    assert again["t"].to_pylist() == ["", "", "c"]  # which of its blanks were missing, nobody can tell


def test_a_folder_of_parquet(tmp_path: Path) -> None:
    for number in range(3):
        write_table(pa.table({"id": [number]}), tmp_path / f"part-{number}.parquet")
    assert read_table(tmp_path)["id"].to_pylist() == [0, 1, 2]
