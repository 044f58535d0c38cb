"""Text tables as they are found, one small file for each way they go wrong."""

import gzip
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from gzlabel.catalogue import notes_of, read_table
from gzlabel.errors import CatalogueError


def read(folder: Path, text: str | bytes, name: str = "table.csv", encoding: str = "utf-8") -> pa.Table:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return read_table(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a;b\n1;x,y\n2;z\n", {"a": [1, 2], "b": ["x,y", "z"]}, id="semicolons"),
        pytest.param("a;b\n1,5;2\n3,25;4\n", {"a": [1.5, 3.25], "b": [2, 4]}, id="decimal comma"),
        pytest.param("a|b|c\n1|2|3\n", {"a": [1], "b": [2], "c": [3]}, id="bars"),
        pytest.param("# id,ra\n17 , 1.5\n18 ,     \n", {"id": [17, 18], "ra": [1.5, None]}, id="padded"),
        pytest.param("#Table1\nobjid,ra\n1,2.5\n", {"objid": [1], "ra": [2.5]}, id="comment before header"),
        pytest.param("# x: 1\n\na,b\n1,2\n#c\n3,4\n", {"a": [1, 3], "b": [2, 4]}, id="comments anywhere"),
        pytest.param(",a\n0,x\n1,y\n", {"col1": [0, 1], "a": ["x", "y"]}, id="unnamed index"),
        pytest.param("a,b\nx,1,2\ny,3,4\n", {"col1": ["x", "y"], "a": [1, 3], "b": [2, 4]}, id="index of R"),
        pytest.param(
            "a,b,\n1,2,\n3,4,\n", {"a": [1, 3], "b": [2, 4], "col3": ["", ""]}, id="comma at the end"
        ),
        pytest.param(
            "a,a,ra,RA\n1,2,3,4\n", {"a": [1], "a_2": [2], "ra": [3], "RA": [4]}, id="repeated names"
        ),
        pytest.param(
            "J1,2.5,x\nJ2,3.5,y\n", {"col1": ["J1", "J2"], "col2": [2.5, 3.5], "col3": ["x", "y"]}, id="bare"
        ),
        pytest.param("0,1,2\n0.5,0.6,0.7\n", {"0": [0.5], "1": [0.6], "2": [0.7]}, id="numbered header"),
        pytest.param("id\n0012\n0013\n", {"id": ["0012", "0013"]}, id="zeros in front"),
        pytest.param("id\n18446744073709551615\n1\n", {"id": [2**64 - 1, 1]}, id="beyond int64"),
        pytest.param(
            "id\n98446744073709551615\n1\n", {"id": ["98446744073709551615", "1"]}, id="beyond uint64"
        ),
        pytest.param(
            "id,z\n587722981747982465,\n,0.5\n",
            {"id": [587722981747982465, None], "z": [None, 0.5]},
            id="ids",
        ),
        pytest.param("z\n0.5\nmeasured\n-\n", {"z": ["0.5", "measured", "-"]}, id="numbers and words"),
        pytest.param(
            "d,t\n2020-01-01,12:34:56\n", {"d": ["2020-01-01"], "t": ["12:34:56"]}, id="dates stay text"
        ),
        pytest.param('a,b\n1,"x\ny"\n2,z\n', {"a": [1, 2], "b": ["x\ny", "z"]}, id="line break in quotes"),
        pytest.param("a,b\r1,2\r3,4\r", {"a": [1, 3], "b": [2, 4]}, id="old Macintosh"),
        pytest.param("\ufeffa,b\r\n1,é\r\n", {"a": [1], "b": ["é"]}, id="byte order mark"),
        pytest.param("flag\nTrue\nFalse\n", {"flag": [True, False]}, id="truth values"),
        pytest.param("name\nNGC 1\nNGC 22\n", {"name": ["NGC 1", "NGC 22"]}, id="one column with blanks"),
        pytest.param("x\n-99\ninf\n1e400\n", {"x": [-99.0, float("inf"), float("inf")]}, id="infinities"),
    ],
)
def test_reads(tmp_path: Path, text: str, expected: dict[str, list[Any]]) -> None:
    assert read(tmp_path, text).to_pydict() == expected


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_reads_other_encodings(tmp_path: Path, encoding: str) -> None:
    table = read(tmp_path, "name,mag\nÖpik,1.5\n", encoding=encoding)
    assert table.to_pydict() == {"name": ["Öpik"], "mag": [1.5]}
    assert any("encoded as" in note for note in notes_of(table)) == (encoding != "utf-8-sig")


def test_text_of_another_encoding_far_into_the_file(tmp_path: Path) -> None:
    rows = "".join(f"{row},plain\n" for row in range(60_000))
    table = read(tmp_path, f"id,name\n{rows}60000,Öpik\n".encode("cp1252"))
    assert table["name"][60_000].as_py() == "Öpik"
    assert any("cp1252" in note for note in notes_of(table))


def test_a_word_far_into_a_column_of_numbers(tmp_path: Path) -> None:
    rows = "".join(f"{row},0.5\n" for row in range(600_000))
    table = read(tmp_path, f"id,z\n{rows}600000,unknown\n")
    assert table["z"].to_pylist()[-2:] == ["0.5", "unknown"]


def test_a_line_break_in_quotes_far_into_the_file(tmp_path: Path) -> None:
    rows = "".join(f"{row},plain\n" for row in range(60_000))
    table = read(tmp_path, f'id,name\n{rows}60000,"two\nlines"\n')
    assert table["name"][60_000].as_py() == "two\nlines"


def test_reads_blank_separated(tmp_path: Path) -> None:
    table = read(tmp_path, '# name ra dec\n"NGC 1" 1.5 -2\nNGC2   3    4\n', "table.txt")
    assert table.to_pydict() == {"name": ["NGC 1", "NGC2"], "ra": [1.5, 3.0], "dec": [-2, 4]}


def test_reads_fixed_width_without_bars(tmp_path: Path) -> None:
    table = read(tmp_path, "name     ra   dec\nNGC 1    1.5  2\nNGC 22        4\n", "table.dat")
    assert table.to_pydict() == {"name": ["NGC 1", "NGC 22"], "ra": [1.5, None], "dec": [2, 4]}


def test_reads_compressed(tmp_path: Path) -> None:
    assert read(tmp_path, gzip.compress(b"a,b\n1,2\n"), "table.csv.gz").to_pydict() == {"a": [1], "b": [2]}


def test_some_columns_only(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b,c\n1,2,3\n")
    assert read_table(path, columns=["c", "a"]).to_pydict() == {"c": [3], "a": [1]}


@pytest.mark.parametrize(
    ("name", "contents", "said"),
    [
        ("table.csv", b"", "the file is empty"),
        ("table.csv", b"\n\n", "holds no table"),
        ("table.csv", b"a,b\n\x00\x01\x02", "binary"),
        ("table.csv", b"\x89PNG\r\n\x1a\n123", "binary"),
        (
            "table.csv",
            b"a,b\n1,2\n3,4,5\n6,7,8\n",
            "line 3.*the row has 3 values, but the header has 2 names; 1 more row does not fit either",
        ),
        (
            "table.csv",
            b"a,b\n1\n2\n3,4\n5\n",
            "the row has 1 values, but .* 2 names; 2 more rows do not fit either",
        ),
        ("table.fits", b"SIMPLE  = nonsense", "cannot be read as fits"),
        ("table.parquet", b"hello", "named .parquet but its contents are not"),
        ("table.parquet", b"PAR1 cut short", "cannot be read as parquet"),
        ("table.xml", b"<html></html>", "named .xml but its contents are not"),
        ("table.vot", b"<VOTABLE><RESOURCE>", "cannot be read as votable"),
        ("table.csv.gz", b"\x1f\x8b\x08", "cannot be opened"),
        ("table.xyz", b"a,b", "not known. Known are .csv"),
    ],
)
def test_refuses_with_a_sentence(tmp_path: Path, name: str, contents: bytes, said: str) -> None:
    with pytest.raises(CatalogueError, match=said) as raised:
        read(tmp_path, contents, name)
    assert name in str(raised.value)
    assert raised.value.remedy


def test_refuses_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no such file"):
        read_table(tmp_path / "nothing.csv")


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("redshift,b\n1,2\n")
    with pytest.raises(CatalogueError, match=r"no column 'Redshift'. Did you mean 'redshift'"):
        read_table(path, columns=["Redshift"])


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("a,a,b", "Names of columns are repeated: another 'a' is called 'a_2'."),
        ("a,,b", "Columns without a name are called 'col2'."),
    ],
)
def test_tells_how_columns_are_called(tmp_path: Path, header: str, told: str) -> None:
    assert notes_of(read(tmp_path, f"{header}\n1,2,3\n")) == (told,)


def test_a_row_too_long_that_is_no_text_either_is_told_with_its_line_and_nothing_else(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"id,a,b\n" + b"1,2,3\n" * 200_000 + b"3,\xc5,4,5,6\n")
    with pytest.raises(
        CatalogueError, match=r"line 200002: the row has 5 values, but the header has 3 names"
    ):
        read_table(path)
    assert capfd.readouterr().err == ""


def test_of_two_separators_the_suffix_decides(tmp_path: Path) -> None:
    assert read(tmp_path, 'id\t"a,b,c"\n', "table.tsv").column_names == ["id", "a,b,c"]
    assert read(tmp_path, "id,ra,dec\n1,2,3\n", "table.tsv").column_names == ["id", "ra", "dec"]


def test_a_header_of_many_columns_is_read_whole(tmp_path: Path) -> None:
    names = [f"a_rather_long_name_of_column_{number}" for number in range(20_000)]
    header, row = ",".join(names), ",".join("1" * 20_000)
    assert len(header) > 1 << 19
    assert read(tmp_path, f"{header}\n{row}\n").column_names == names


def test_a_first_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("a," * (3 << 20))
    with pytest.raises(CatalogueError, match=r"long\.csv: the first line is longer than 4 MB"):
        read_table(path)


def test_a_quote_that_is_never_closed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    path.write_text('id,name\n1,"NGC 1\n' + "".join(f"{number},NGC {number}\n" for number in range(600_000)))
    with pytest.raises(CatalogueError, match=r"open\.csv: a row is longer than 4 MB; perhaps a double quote"):
        read_table(path)
