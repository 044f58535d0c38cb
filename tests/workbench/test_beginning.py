"""What would be made of a table, and images found by position."""

from pathlib import Path

import numpy as np
import pytest
from astropy.io import fits
from astropy.wcs import WCS

from gzlabel.catalogue.images import MosaicImages, ServiceImages
from gzlabel.cli.main import run
from gzlabel.cli.verbs.new import new
from gzlabel.errors import UserError
from gzlabel.workbench.beginning import preview


@pytest.fixture
def sexagesimal(tmp_path: Path) -> Path:
    """Positions under names only their values give away to nobody: they must be told."""
    path = tmp_path / "sky.csv"
    path.write_text(
        "name,alpha2000,delta2000\nA,10:00:00.0,+02:00:00\nB,10:00:01.0,+02:00:10\n", encoding="utf-8"
    )
    return path


def mosaic(path: Path) -> Path:
    """One arcsecond a pixel around 150, +2; a bright pixel where B lies, 15 arcsec east and 10 north."""
    wcs = WCS(naxis=2)
    wcs.wcs.ctype, wcs.wcs.crval, wcs.wcs.crpix = ["RA---TAN", "DEC--TAN"], [150.0, 2.0], [50.0, 50.0]
    wcs.wcs.cdelt = [-1 / 3600, 1 / 3600]
    pixels = np.zeros((100, 100), dtype=np.float32)
    pixels[49 + 10, 49 - 15] = 1000.0
    fits.PrimaryHDU(pixels, wcs.to_header()).writeto(path)
    return path


def test_a_mosaic_is_cut_at_positions_that_were_told(sexagesimal: Path, tmp_path: Path) -> None:
    field = mosaic(tmp_path / "field.fits")
    words = {"ra_column": "alpha2000", "dec_column": "delta2000", "images": field}
    with new(tmp_path / "w.gzlabel", sexagesimal, **words) as workspace:
        assert isinstance(workspace.images, MosaicImages)
        picture = workspace.images.picture(1).pixels[..., 0]
        assert np.unravel_index(np.nanargmax(picture), picture.shape) in [
            (32, 32),
            (31, 31),
            (32, 31),
            (31, 32),
        ]


def test_a_service_is_asked_for_positions_that_were_told(sexagesimal: Path, tmp_path: Path) -> None:
    words = {"ra_column": "alpha2000", "dec_column": "delta2000", "images": "legacy-survey"}
    with new(tmp_path / "w.gzlabel", sexagesimal, **words) as workspace:
        assert isinstance(workspace.images, ServiceImages)
        assert "ra=150.0" in workspace.images.where(0)


def test_a_column_that_is_not_there_is_told_with_those_that_are_like_it(
    sexagesimal: Path, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="'alpha2000'"):
        new(tmp_path / "w.gzlabel", sexagesimal, ra_column="alpha", dec_column="delta2000")
    assert not (tmp_path / "w.gzlabel").exists()


def test_a_preview_makes_nothing(
    sexagesimal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = preview(sexagesimal, ra_column="alpha2000", dec_column="delta2000")
    assert (found.n_galaxies, found.n_missing, found.pictures) == (2, None, ())
    assert found.roles.position_unit == "sexagesimal"
    assert run(["new", str(tmp_path / "w.gzlabel"), "--table", str(sexagesimal), "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "galaxies" in told
    assert "10:00:01.0" in told
    assert [one.name for one in tmp_path.iterdir()] == ["sky.csv"]
