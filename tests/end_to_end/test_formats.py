"""A table in every format goes in and out by command with nothing changed."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from gzlabel.catalogue import ColumnInfo, described, read_table, write_table
from gzlabel.cli.main import run

SUFFIXES = (".csv", ".tsv", ".txt", ".ecsv", ".fits", ".vot", ".parquet", ".feather", ".h5")
WITHOUT_UNITS = (".csv", ".tsv", ".txt")


def typed(*words: object) -> int:
    return run([str(word) for word in words])


@pytest.fixture(scope="module")
def galaxies() -> pa.Table:
    """Ids beyond 2^53, gaps of every kind, other alphabets, units, a sentinel, what a spreadsheet would run."""
    return pa.table(
        [
            pa.array([587722981747982465, 587722981747982466, 587722981747982467]),
            pa.array([150.123456789012345, 0.1, 359.999999999999]),
            pa.array([2.25, -0.5, -89.5]),
            pa.array([14.25, None, -99.0]),
            pa.array([1, None, 3], pa.int32()),
            pa.array(["Öpik 星系", None, '=HYPERLINK("x")']),
            pa.array([True, False, True]),
        ],
        schema=pa.schema(
            [
                described("objid", pa.int64(), ucd="meta.id;meta.main"),
                described("ra", pa.float64(), unit="deg", ucd="pos.eq.ra;meta.main"),
                described("dec", pa.float64(), unit="deg", ucd="pos.eq.dec;meta.main"),
                described("mag", pa.float64(), unit="mag", description="r, Petrosian"),
                described("n", pa.int32()),
                described("näme", pa.string()),
                described("flag", pa.bool_()),
            ]
        ),
    )


def seen(column: pa.ChunkedArray) -> list[Any]:
    return [None if one == "" or one != one else one for one in column.to_pylist()]


@pytest.mark.parametrize("came_as", SUFFIXES)
def test_in_and_out_by_command(tmp_path: Path, galaxies: pa.Table, came_as: str) -> None:
    write_table(galaxies, tmp_path / f"in{came_as}")
    assert typed("new", tmp_path / "w.gzlabel", "--table", tmp_path / f"in{came_as}") == 0
    for suffix in SUFFIXES:
        out = tmp_path / f"out{suffix}"
        assert typed("export", tmp_path / "w.gzlabel", out, "--all") == 0
        again = read_table(out)
        for field in galaxies.schema:
            assert seen(again[field.name]) == seen(galaxies[field.name]), (suffix, field.name)
            if not {came_as, suffix} & set(WITHOUT_UNITS):
                before, after = ColumnInfo.of(field), ColumnInfo.of(again.schema.field(field.name))
                assert (after.unit, after.ucd, after.description) == (
                    before.unit,
                    before.ucd,
                    before.description,
                )
