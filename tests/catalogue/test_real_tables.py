"""Tables that nobody here made: every one opens, and leaves as it came."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from gzlabel.catalogue import Catalogue, Cut, guess_roles, read_table, write_table
from gzlabel.catalogue.missing import with_missing

pytestmark = pytest.mark.real

EXPECTED = {
    "OpenNGC_NGC.csv": (13_969, "Name", "sexagesimal"),
    "astronomaly_CRTS_features.parquet": (494, None, None),
    "galaxyzoo_galaxy-builder-catalog.csv": (296, "galaxy_builder_id", "degrees"),
    "galaxyzoo_hoyle_barlengths.csv": (3150, "objid", "degrees"),
    "galaxyzoo_hoyle_barlengths.fits": (3150, "objid", "degrees"),
    "galaxyzoo_hoyle_barlengths.vot": (3150, "objid", "degrees"),
    "galaxyzoo_peas_tbl4.csv": (80, "DR7OBJID", "degrees"),
    "galaxyzoo_peas_tbl4.fits": (80, "DR7OBJID", "degrees"),
    "gz_decals_panoptes_2018.csv": (4000, "id_str", "degrees"),
    "lenscat_catalog.csv": (32_838, "name", "degrees"),
    "ssl_legacysurvey_new_lenses.tsv": (1192, None, "degrees"),
    "zoobot_example_ring_catalog_basic.csv": (470, "id_str", None),
}


def blanks_aside(column: pa.ChunkedArray) -> list[object]:
    """Values with the blanks around text taken off, which FITS and XML do not keep."""
    return [one.strip() if isinstance(one, str) else one for one in with_missing(column).to_pylist()]


@pytest.mark.parametrize("name", EXPECTED)
def test_opens(real_data: Path, tmp_path: Path, name: str) -> None:
    table = read_table(real_data / "tables" / name)
    roles = guess_roles(table)
    assert (len(table), roles.id_column, roles.position_unit) == EXPECTED[name]
    catalogue = Catalogue.create(tmp_path, table)
    assert len(set(catalogue.ids.tolist())) == len(table)
    assert (catalogue.rows_of(catalogue.ids.tolist()) == np.arange(len(table))).all()
    assert repr(catalogue.table().to_pydict()) == repr(table.to_pydict())


@pytest.mark.parametrize("suffix", [".csv", ".ecsv", ".fits", ".vot", ".parquet"])
@pytest.mark.parametrize(
    "name", ["galaxyzoo_hoyle_barlengths.fits", "gz_decals_panoptes_2018.csv", "OpenNGC_NGC.csv"]
)
def test_leaves_as_it_came(real_data: Path, tmp_path: Path, name: str, suffix: str) -> None:
    table = read_table(real_data / "tables" / name)
    write_table(table, tmp_path / f"out{suffix}", {"program": "gzlabel"})
    again = read_table(tmp_path / f"out{suffix}")
    assert again.column_names == table.column_names
    for column in table.column_names:
        assert blanks_aside(again[column]) == blanks_aside(table[column]), column


def test_three_formats_of_one_table_agree(real_data: Path) -> None:
    ids = [
        read_table(real_data / "tables" / f"galaxyzoo_hoyle_barlengths{suffix}")["objid"].to_pylist()
        for suffix in (".csv", ".fits", ".vot")
    ]
    assert ids[0] == ids[1] == ids[2]
    assert ids[0][0] == 587722981747982465


def test_repeated_ids_are_told(real_data: Path, tmp_path: Path) -> None:
    table = read_table(real_data / "tables" / "galaxyzoo_galaxy-builder-catalog.csv")
    catalogue = Catalogue.create(tmp_path, table, id_column="dr7objid")
    assert any("98 rows repeat an id of 'dr7objid'" in note for note in catalogue.notes)


def test_sexagesimal_positions(real_data: Path, tmp_path: Path) -> None:
    catalogue = Catalogue.create(tmp_path, read_table(real_data / "tables" / "OpenNGC_NGC.csv"))
    assert catalogue.positions is not None
    andromeda = catalogue.rows_of(["NGC0224"])[0]
    assert catalogue.positions.ra_deg[andromeda] == pytest.approx(10.6847, abs=1e-3)
    assert catalogue.positions.dec_deg[andromeda] == pytest.approx(41.2690, abs=1e-3)


def test_a_cut_on_names_with_signs(real_data: Path, tmp_path: Path) -> None:
    catalogue = Catalogue.create(tmp_path, read_table(real_data / "tables" / "gz_decals_panoptes_2018.csv"))
    cut = Cut.parse(
        "`smooth-or-featured_smooth_fraction` < 0.5 and `smooth-or-featured_artifact` < 3", catalogue
    )
    smooth = catalogue.column("smooth-or-featured_smooth_fraction")
    artifact = catalogue.column("smooth-or-featured_artifact")
    assert cut.mask(catalogue).sum() == ((smooth < 0.5) & (artifact < 3)).filled(False).sum()
