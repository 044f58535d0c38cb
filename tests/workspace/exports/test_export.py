"""The curated list in every format, with each input column as it came."""

import csv
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from astropy.table import Table

from gzlabel.catalogue import described, read_table
from gzlabel.errors import CatalogueError, WorkspaceError
from gzlabel.workspace import Beside, NewDecision, Workspace, export_list
from gzlabel.workspace.exports.export import write_listed
from tests.workspace.conftest import small_table

ROWS = np.array([7, 2, 11])
MEAN = np.arange(12) / 4
STD = np.arange(12) / 10


@pytest.fixture
def rated(workspace: Workspace) -> Workspace:
    workspace.journal.append("interesting", [NewDecision(2, "rating", 5), NewDecision(7, "artefact")])
    return workspace


def export(workspace: Workspace, path: Path, header: dict[str, str] | None = None) -> pa.Table:
    clusters = [None, "rings"] * 6
    n_written = export_list(
        workspace,
        path,
        interest="interesting",
        rows=ROWS,
        beside=Beside(MEAN, STD, clusters),
        header=header or {"model": "kernel 1.3 x"},
    )
    assert n_written == 3
    return read_table(path)


@pytest.mark.parametrize("suffix", [".csv", ".fits", ".vot", ".parquet"])
def test_a_list_reads_back_with_ours_beside_theirs(rated: Workspace, tmp_path: Path, suffix: str) -> None:
    table = export(rated, tmp_path / f"list{suffix}")
    theirs = small_table().take(ROWS)
    for name in theirs.column_names:
        assert table[name].to_pylist() == theirs[name].to_pylist()
    assert table["gz_rating"].to_pylist() == [None, 5, None]
    assert [kind or None for kind in table["gz_decision"].to_pylist()] == ["artefact", "rating", None]
    assert table["gz_mean"].to_pylist() == [1.75, 0.5, 2.75]
    assert table["gz_std"].to_pylist() == pytest.approx([0.7, 0.2, 1.1])
    assert [name or None for name in table["gz_cluster"].to_pylist()] == ["rings", None, "rings"]
    assert [name or None for name in table["gz_rater"].to_pylist()] == ["Anna", "Anna", None]
    at = datetime.fromisoformat(table["gz_rated_at"][1].as_py())
    assert at.utcoffset() == timedelta(0)


def test_the_header_says_how_the_list_was_made(rated: Workspace, tmp_path: Path) -> None:
    rated.set_setting("cut", "smooth < 0.5")
    export(rated, tmp_path / "list.csv")
    text = (tmp_path / "list.csv.txt").read_text(encoding="utf-8")
    for said in ("gzlabel", "kernel 1.3 x", "smooth < 0.5", "Anna", "interesting"):
        assert said in text


def test_without_a_model_the_columns_are_there_and_empty(rated: Workspace, tmp_path: Path) -> None:
    export_list(rated, tmp_path / "list.parquet", interest="interesting", rows=ROWS)
    table = read_table(tmp_path / "list.parquet")
    assert table["gz_mean"].null_count == table["gz_cluster"].null_count == 3


def test_our_columns_make_way_for_the_users(tmp_path: Path) -> None:
    table = small_table().append_column("GZ_Rating", pa.array(range(12)))
    with Workspace.create(tmp_path / "w.gzlabel", table, id_column="id") as workspace:
        workspace.journal.append("interesting", [NewDecision(2, "rating", 5)])
        written = export(workspace, tmp_path / "list.fits")
    assert written["GZ_Rating"].to_pylist() == ROWS.tolist()
    assert written["gz_rating_2"].to_pylist() == [None, 5, None]


def test_ours_are_described(rated: Workspace, tmp_path: Path) -> None:
    table = export(rated, tmp_path / "list.vot")
    metadata = table.field("gz_std").metadata
    assert metadata[b"ucd"] == b"stat.stdev"
    assert b"Standard deviation" in metadata[b"description"]
    assert b"interesting" in table.field("gz_rating").metadata[b"description"]


def test_tags_notes_and_flags_go_along_where_there_are_any(rated: Workspace, tmp_path: Path) -> None:
    rated.annotations.tag([7], "lens?")
    rated.annotations.note(7, "two nuclei; one jet")
    rated.annotations.flag([2])
    table = export(rated, tmp_path / "list.parquet")
    assert table["gz_tags"].to_pylist() == ["lens?", "", ""]
    assert table["gz_note"].to_pylist() == ["two nuclei; one jet", "", ""]
    assert table["gz_flag"].to_pylist() == ["0", "1", "0"]


def test_no_half_file_is_left(rated: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "list.csv").write_text("the old list")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gzlabel.catalogue.formats.delimited.write", fail)
    with pytest.raises(WorkspaceError, match="the disk is full"):
        export(rated, tmp_path / "list.csv")
    assert (tmp_path / "list.csv").read_text() == "the old list"
    assert {path.name for path in tmp_path.iterdir()} == {"list.csv", "small.gzlabel"}


def test_an_unknown_format_is_a_sentence(rated: Workspace, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"\.xyz"):
        export(rated, tmp_path / "list.xyz")


def test_a_formula_in_a_note_does_not_run_in_a_spreadsheet(rated: Workspace, tmp_path: Path) -> None:
    rated.annotations.note(7, '=HYPERLINK("http://evil.example","look")')
    export(rated, tmp_path / "list.csv")
    with (tmp_path / "list.csv").open(newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith("=")]
    assert "1 cells that look like one begin with an apostrophe" in (tmp_path / "list.csv.txt").read_text()


@pytest.mark.parametrize("name", ["list.ecsv", "list.fits"])
def test_formulae_are_left_alone_where_no_spreadsheet_opens(
    rated: Workspace, tmp_path: Path, name: str
) -> None:
    rated.annotations.note(7, "=1+1")
    export(rated, tmp_path / name)
    assert Table.read(tmp_path / name)["gz_note"].tolist()[0] == "=1+1"


def test_a_text_that_came_with_its_apostrophe_keeps_it(tmp_path: Path) -> None:
    table = pa.table({"name": ["=1+1", "'=1+1", "-1\n(2)"]})
    write_listed(table, tmp_path / "list.csv", {})
    assert read_table(tmp_path / "list.csv")["name"].to_pylist() == table["name"].to_pylist()


def test_input_units_are_kept(tmp_path: Path) -> None:
    table = small_table()
    table = table.set_column(
        1, described("ra", pa.float64(), unit="deg", ucd="pos.eq.ra;meta.main"), table["ra"]
    )
    with Workspace.create(tmp_path / "w.gzlabel", table, id_column="id") as workspace:
        written = export(workspace, tmp_path / "list.fits")
    assert written.field("ra").metadata[b"unit"] == b"deg"
