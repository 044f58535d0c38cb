"""`gzlabel new` and its dry run: what is told and what is refused is the same in both."""

from pathlib import Path

import numpy as np
import pytest
from astropy.io import fits
from PIL import Image

from gzlabel.cli.main import run

CASES = {
    "words": "id,ra,dec\n1,unknown,2\n2,n/k,3\n3,10.5,4\n",
    "beyond": "id,ra,dec\n1,10.5,2\n2,400,3\n3,,5\n",
    "climbs": "id,file_loc\n1,a.jpg\n2,../x.jpg\n3,../../etc/y.jpg\n",
    "twice": "id,mag\n1,2.5\n1,3.5\n",
    "no_id": "mag\n2.5\n3.5\n",
}


def typed(*words: object) -> int:
    return run([str(word) for word in words])


def made(tmp_path: Path, name: str) -> Path:
    path = tmp_path / f"{name}.csv"
    path.write_text(CASES[name], encoding="utf-8")
    Image.new("RGB", (8, 8)).save(tmp_path / "a.jpg")
    return path


@pytest.mark.parametrize("name", CASES)
def test_a_dry_run_says_what_the_real_one_says_and_makes_nothing(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    table, path = made(tmp_path, name), tmp_path / "w.gzlabel"
    assert typed("new", path, "--table", table, "--dry-run") == 0
    assert not path.exists()
    tried = capsys.readouterr().err.splitlines()
    assert typed("new", path, "--table", table) == 0
    did = capsys.readouterr().err.splitlines()
    progress = {"Reading " + table.name, "Writing the catalogue", "Recording the images"}
    notes = [line for line in did if line not in progress]
    assert notes
    assert [line for line in tried if line not in progress] == notes


def test_refused_image_paths_are_listed_with_their_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "w.gzlabel"
    assert typed("new", path, "--table", made(tmp_path, "climbs")) == 0
    told = capsys.readouterr().err
    assert "2 image paths lead out of the image folder" in told
    assert "row 1 ('../x.jpg'), row 2 ('../../etc/y.jpg')" in told
    assert typed("info", path) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["refused_images:", "row", "1", "../x.jpg"] in lines
    assert ["without_image", "2"] in lines


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_refuses_the_same_with_and_without_dry_run(
    tmp_path: Path, more: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    empty, table = tmp_path / "empty.csv", made(tmp_path, "twice")
    empty.write_text("id,ra,dec\n", encoding="utf-8")
    np.save(tmp_path / "three.npy", np.ones((3, 4), dtype=np.float32))
    path = tmp_path / "w.gzlabel"
    assert typed("new", path, "--table", empty, *more) == 1
    assert "empty.csv: the table has no rows" in capsys.readouterr().err
    assert typed("new", path, "--table", table, "--features", tmp_path / "three.npy", *more) == 1
    assert "the matrix has 3 rows, the catalogue 2 galaxies" in capsys.readouterr().err
    assert typed("new", path, "--table", table, "--ra", "id", "--dec", "nothing", *more) == 1
    assert "twice.csv: there is no column 'nothing'" in capsys.readouterr().err
    assert not path.exists()
    path.mkdir()
    (path / "something").touch()
    assert typed("new", path, "--table", table, *more) == 1
    assert "something here already" in capsys.readouterr().err


def test_a_named_column_without_any_position_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = made(tmp_path, "climbs")
    assert typed("new", tmp_path / "w.gzlabel", "--table", table, "--ra", "file_loc", "--dec", "id") == 1
    told = capsys.readouterr().err
    assert "climbs.csv: no value of 'file_loc' is a position: the first is 'a.jpg'" in told
    assert not (tmp_path / "w.gzlabel").exists()


def test_a_dry_run_of_a_mosaic_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    y, x = np.mgrid[:64, :64]
    sky = np.random.default_rng(0).normal(size=(64, 64)).astype(np.float32)
    sky += 500 * np.exp(-((x - 20) ** 2 + (y - 40) ** 2) / 18)
    fits.writeto(tmp_path / "sky.fits", sky)
    path = tmp_path / "w.gzlabel"
    assert typed("new", path, "--mosaic", tmp_path / "sky.fits", "--dry-run") == 0
    assert "would hold 1 galaxies" in capsys.readouterr().out
    assert not path.exists()
