"""The galaxies of real surveys, with all that is wrong with them."""

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pytest

from gzlabel.catalogue.images import FileImages, detect_sources, resolve_images
from gzlabel.errors import ImageError

pytestmark = pytest.mark.real


def files(folder):
    names = sorted(path.name for path in folder.iterdir())
    return names, FileImages(folder, pa.chunked_array([names]))


def test_every_fits_file_gives_a_picture_that_shows_something(real_data):
    names, images = files(real_data / "fits")
    for row, name in enumerate(names):
        picture = images.read(row)
        assert picture.dtype == np.uint8, name
        assert picture.std() > 5, name
        assert images.read(row, 32).shape < picture.shape, name


def test_world_coordinates_give_the_surveys_known_pixels(real_data):
    names, images = files(real_data / "fits")
    known = {"decals": 0.262, "decam": 0.263, "cosmos": 0.03, "slacsmatch_SDSS": 0.05}
    for start, arcsec in known.items():
        row = next(row for row, name in enumerate(names) if name.startswith(start))
        assert images.scale(row).arcsec_per_px == pytest.approx(arcsec, rel=0.01)
    assert images.scale(names.index("slacsmatch_tinytim_ACS.fits")) is None


def test_two_bands_in_two_files_are_one_picture(real_data):
    table = pa.table({"number": [132, 150, 190, 360, 731, 999]})
    images = resolve_images(table, "fits/decam_{number}_{band:g,r}band.fits", real_data, range(6))
    assert images.missing().tolist() == [5]
    assert all(images.read(row).shape == (256, 256, 3) for row in range(5))


@pytest.mark.parametrize("images", [None, "images", "images/{id}.jpg"])
def test_survey_trash_opens_but_for_one_truncated_file(real_data, images):
    folder = real_data / "sdss_pool"
    table = pyarrow.csv.read_csv(folder / "catalogue.csv")
    found = resolve_images(table, images, folder, table["id"].to_pylist())
    assert found.missing().size == 0
    truncated = table["id"].to_pylist().index("sdss_57.618371_+0.991466")
    with pytest.raises(ImageError, match=r"sdss_57\.618371_\+0\.991466\.jpg.*truncated"):
        found.read(truncated)
    for row in range(0, found.n_galaxies, 200):
        assert found.read(row, 64).shape == (100, 100, 3)


def test_paths_of_another_machine_are_told_missing(real_data):
    folder = real_data / "tables"
    table = pyarrow.csv.read_csv(folder / "zoobot_example_ring_catalog_basic.csv")
    images = resolve_images(table, None, folder, table["id_str"].to_pylist())
    assert images.missing().size == table.num_rows
    with pytest.raises(ImageError, match="no such image"):
        images.read(0)


def test_galaxies_are_found_in_a_survey_s_cube(real_data):
    table, images = detect_sources(real_data / "fits" / "decals_example_a.fits")
    assert 50 < table.num_rows < 300
    assert {"g_r", "r_z"} <= set(table.column_names)
    ra, dec = table["ra"].to_numpy(), table["dec"].to_numpy()
    assert np.abs((ra + 180) % 360 - 180).max() < 0.05
    assert np.abs(dec - 0.7).max() < 0.05
    assert images.scale(0).arcsec_per_px == pytest.approx(0.262, rel=0.01)
