"""What we write, judged by STIL, the library of TOPCAT: valid, and read back to the same values."""

import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from gzlabel.catalogue import described, read_table, write_table
from gzlabel.catalogue.missing import with_missing

STILTS = shutil.which("stilts")
pytestmark = pytest.mark.skipif(STILTS is None, reason="stilts is not installed (apt-get install stilts)")

FORMATS = {".vot": "votable", ".fits": "fits", ".csv": "csv", ".ecsv": "ecsv"}


def made() -> pa.Table:
    """Every kind of value a catalogue holds, missing ones among them; all columns described."""
    columns = {
        "objid": pa.array([587722981747982465, 587722981747982466, -(2**63)], pa.int64()),
        "name": pa.array(["NGC 1", 'Galáxia <&> "2"', None]),
        "plain": pa.array(["a", "b,c", "d e"]),
        "ra": pa.array([150.123456789012345, 0.1, 359.999999999999], pa.float64()),
        "dec": pa.array([2.25, None, -89.5], pa.float64()),
        "mag": pa.array([14.25, float("nan"), -1.5], pa.float32()),
        "n": pa.array([1, None, 3], pa.int16()),
        "flag": pa.array([True, False, True]),
        "vector": pa.array([[1.5, 2.5], [3.5, 4.5], [5.5, 6.5]], pa.list_(pa.float64(), 2)),
    }
    fields = [
        described("objid", pa.int64(), ucd="meta.id;meta.main", description="The galaxy"),
        described("name", pa.string(), ucd="meta.id", description="What it is called, déjà vu"),
        described("plain", pa.string()),
        described("ra", pa.float64(), unit="deg", ucd="pos.eq.ra;meta.main"),
        described("dec", pa.float64(), unit="deg", ucd="pos.eq.dec;meta.main"),
        described("mag", pa.float32(), unit="mag", ucd="phot.mag;em.opt.R"),
        described("n", pa.int16()),
        described("flag", pa.bool_(), ucd="meta.code"),
        described("vector", pa.list_(pa.float64(), 2)),
    ]
    return pa.Table.from_arrays(list(columns.values()), schema=pa.schema(fields))


def stilts(*words: str) -> str:
    done = subprocess.run(
        ["stilts", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "JAVA_TOOL_OPTIONS": "-Dfile.encoding=UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    return "".join(
        line for line in (done.stdout + done.stderr).splitlines(True) if "JAVA_TOOL_OPTIONS" not in line
    )


HEADER = {"program": "gzlabel", "cut": "a < 1 & b > 2", "rater": "Zoë"}


def test_a_votable_passes_votlint(tmp_path: Path) -> None:
    write_table(made(), tmp_path / "t.vot", HEADER)
    assert stilts("votlint", str(tmp_path / "t.vot")) == ""


def test_an_exported_list_passes_votlint(tmp_path: Path) -> None:
    from gzlabel.workspace import Beside, NewDecision, Workspace, export_list

    with Workspace.create(tmp_path / "w.gzlabel", made().drop(["vector"]), id_column="objid") as workspace:
        workspace.journal.append("interesting", [NewDecision(1, "rating", 4)])
        workspace.annotations.note(1, "a <ring>?")
        beside = Beside(np.array([1.0, 2.0, np.nan]), np.ones(3), [None, "rings", None])
        out = tmp_path / "list.vot"
        export_list(workspace, out, interest="interesting", rows=np.arange(3), beside=beside)
    assert stilts("votlint", str(out)) == ""


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_values_are_the_same_in_topcat(tmp_path: Path, suffix: str) -> None:
    table = made()
    path = tmp_path / f"t{suffix}"
    write_table(table, path, HEADER)
    out = tmp_path / "again.vot"
    stilts(
        "tpipe", f"in={path}", f"ifmt={FORMATS[suffix]}", "cmd=clearparams *", f"out={out}", "ofmt=votable"
    )
    again = read_table(out)
    for name in ("objid", "plain", "ra", "dec", "n", "flag"):
        assert again[name].to_pylist() == with_missing(table[name]).to_pylist(), name
    assert with_missing(again["mag"]).to_pylist() == [14.25, None, -1.5]
    names = [name or None for name in again["name"].to_pylist()]
    assert (names[0], names[2]) == ("NGC 1", None)
    if suffix == ".vot":
        assert names[1] == table["name"][1].as_py()
    elif suffix != ".fits":  # STIL takes each byte of a text file for a letter; the bytes are those we wrote
        assert names[1].encode("latin-1").decode("utf-8") == table["name"][1].as_py()


@pytest.mark.parametrize("suffix", [".vot", ".fits", ".ecsv"])
def test_units_ucds_and_descriptions_are_the_same_in_topcat(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"t{suffix}"
    write_table(made(), path, HEADER)
    words = (
        "tpipe",
        f"in={path}",
        f"ifmt={FORMATS[suffix]}",
        "cmd=meta Name Units UCD Description",
        "ofmt=csv",
    )
    lines = stilts(*words).splitlines()
    assert any(line.startswith("ra,deg,pos.eq.ra;meta.main") for line in lines), lines
    assert any(line.startswith("mag,mag,phot.mag;em.opt.R") for line in lines), lines
    assert any("The galaxy" in line for line in lines), lines
