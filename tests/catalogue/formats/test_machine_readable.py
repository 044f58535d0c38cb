"""Text tables that say where their columns stand."""

from pathlib import Path

import pytest

from gzlabel.catalogue import ColumnInfo, read_table

IPAC = """\\fixlen = T
|  objid             |   ra    | name  |
|  long              | double  | char  |
|                    |  deg    |       |
|  null              |  null   | null  |
  587722981747982465    10.5    NGC 1
  587722981747982466    null    null
"""
BARS = """|  id | name  |
|  17 | NGC 1 |
|  18 |       |
"""
TWO_LINES = """ id  name
---  -----
 17  NGC 1
 18  NGC 2
"""
MRT = """Title: Rings
Authors: A. Nother
Table: One
================================================================================
Byte-by-byte Description of file: table1.dat
--------------------------------------------------------------------------------
 Bytes Format Units  Label  Explanations
--------------------------------------------------------------------------------
   1-18 I18    ---    objid  The SDSS id
  20-24 F5.2   deg    RAdeg  Right ascension
--------------------------------------------------------------------------------
587722981747982465 10.50
587722981747982466 11.25
"""


@pytest.mark.parametrize(
    ("text", "name", "columns"),
    [
        (
            IPAC,
            "t.tbl",
            {"objid": [587722981747982465, 587722981747982466], "ra": [10.5, None], "name": ["NGC 1", None]},
        ),
        (BARS, "t.txt", {"id": [17, 18], "name": ["NGC 1", None]}),
        (TWO_LINES, "t.txt", {"id": [17, 18], "name": ["NGC 1", "NGC 2"]}),
        (MRT, "t.mrt", {"objid": [587722981747982465, 587722981747982466], "RAdeg": [10.5, 11.25]}),
        (MRT, "t.txt", {"objid": [587722981747982465, 587722981747982466], "RAdeg": [10.5, 11.25]}),
    ],
)
def test_reads(tmp_path: Path, text: str, name: str, columns: dict[str, list[object]]) -> None:
    (tmp_path / name).write_text(text)
    assert read_table(tmp_path / name).to_pydict() == columns


def test_keeps_units_and_descriptions(tmp_path: Path) -> None:
    (tmp_path / "t.mrt").write_text(MRT)
    info = ColumnInfo.of(read_table(tmp_path / "t.mrt").schema.field("RAdeg"))
    assert (info.unit, info.description) == ("deg", "Right ascension")
