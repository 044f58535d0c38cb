"""What a table's columns are proposed for."""

from pathlib import Path

import pyarrow as pa
import pytest

from gzlabel.catalogue import Catalogue, described, guess_image_template, guess_roles


def test_the_layout_of_the_galaxy_zoo_2_notebook() -> None:
    columns = {
        "dr7objid": [587722981747982465, 587722981747982466],
        "ra": [150.0, 151.0],
        "dec": [2.0, 2.5],
        "morphology": ["Sb", "Er"],
        "ring": [1, 0],
        "asset_id": [58957, 58958],
        **{f"embedding_{place}": [0.5, 0.25] for place in (10, 2, 0, 1)},
    }
    roles = guess_roles(pa.table(columns))
    assert roles.id_column == "dr7objid"
    assert (roles.ra_column, roles.dec_column, roles.position_unit) == ("ra", "dec", "degrees")
    assert roles.embedding_columns == ("embedding_0", "embedding_1", "embedding_2", "embedding_10")
    assert roles.colour_columns == ("ring",)


def test_the_layout_of_galaxy_datasets() -> None:
    table = pa.table({"id_str": ["J0", "J1"], "smooth": [0.5, 0.6], "file_loc": ["a/J0.jpg", "a/J1.jpg"]})
    roles = guess_roles(table)
    assert (roles.id_column, roles.image_column, roles.ra_column) == ("id_str", "file_loc", None)


@pytest.mark.parametrize(
    ("ra", "dec"),
    [
        ("RA", "Dec"),
        ("RA [deg]", "DEC [deg]"),
        ("RAJ2000", "DEJ2000"),
        ("ALPHA_J2000", "DELTA_J2000"),
        ("ra_deg", "dec_deg"),
    ],
)
def test_positions_by_name(ra: str, dec: str) -> None:
    table = pa.table(
        {"ra_err": [0.1], "dec_err": [0.1], "pm_ra": [0.2], "pm_dec": [0.2], ra: [1.5], dec: [2.5]}
    )
    roles = guess_roles(table)
    assert (roles.ra_column, roles.dec_column) == (ra, dec)


def test_positions_by_ucd() -> None:
    schema = pa.schema(
        [
            described("lon", pa.float64(), ucd="pos.eq.ra;meta.main"),
            described("lat", pa.float64(), ucd="pos.eq.dec;meta.main"),
            described("ra", pa.float64(), ucd="pos.eq.ra"),
            described("code", pa.int64(), ucd="meta.id;meta.main"),
        ]
    )
    roles = guess_roles(pa.table([[1.0], [2.0], [3.0], [4]], schema=schema))
    assert (roles.ra_column, roles.dec_column, roles.id_column) == ("lon", "lat", "code")


@pytest.mark.parametrize(
    ("ra", "name", "unit", "expected"),
    [
        (1.5, "ra", "", "degrees"),
        (1.5, "ra", "rad", "radians"),
        (1.5, "ra_rad", "", "radians"),
        (1.5, "ra", "h", "hours"),
        (1.5, "ra_hours", "", "hours"),
        ("00:08:27.05", "RA", "", "sexagesimal"),
        ("12h30m", "RA", "", "sexagesimal"),
        ("1.5", "RA", "", "degrees"),
        ("unknown", "RA", "", None),
    ],
)
def test_how_positions_are_given(ra: float | str, name: str, unit: str, expected: str | None) -> None:
    kind = pa.string() if isinstance(ra, str) else pa.float64()
    schema = pa.schema([described(name, kind, unit=unit), described("dec", kind)])
    assert guess_roles(pa.table([[ra], [ra]], schema=schema)).position_unit == expected


def test_an_id_with_different_values_is_preferred() -> None:
    table = pa.table({"dr7objid": [7, 7, 8], "galaxy_id": [1, 2, 3]})
    assert guess_roles(table).id_column == "galaxy_id"


def test_what_a_catalogue_says_of_itself_stands(tmp_path: Path) -> None:
    table = pa.table({"id": [1, 2], "other": ["x", "y"], "ra": [1.0, 2.0], "dec": [1.0, 2.0]})
    catalogue = Catalogue.create(tmp_path, table, id_column="other", ra_column="")
    roles = guess_roles(catalogue.table())
    assert (roles.id_column, roles.ra_column) == ("other", None)


def test_a_template_of_images(tmp_path: Path) -> None:
    (tmp_path / "data" / "images").mkdir(parents=True)
    for number in (11, 12, 13):
        (tmp_path / "data" / "images" / f"{number}.JPG").touch()
    table = pa.table({"id": [1, 2, 3], "asset_id": [11, 12, 13]})
    assert guess_image_template(table, tmp_path) == "data/images/{asset_id}.JPG"
    assert guess_image_template(table.select(["id"]), tmp_path) is None


def test_neither_ids_nor_a_count_of_the_rows_are_proposed_for_colour() -> None:
    columns = {
        "id": ["a", "b", "c"],
        "Unnamed: 0": [0, 1, 2],
        "subject_id": [7, 7, 3],
        "n_votes": [40, 38, 41],
        "z": [0.1, 0.2, 0.3],
    }
    assert guess_roles(pa.table(columns)).colour_columns == ("n_votes", "z")


WORDS = {"id": [1, 2, 3, 4], "ra": ["unknown", "?", "10.5", "n/k"], "dec": [1.0, 2.0, 3.0, 4.0]}


def test_positions_that_are_mostly_words_are_told_with_column_count_row_and_remedy(tmp_path: Path) -> None:
    catalogue = Catalogue.create(tmp_path, pa.table(WORDS))
    assert catalogue.positions is None
    said = " ".join(catalogue.notes)
    assert "3 of 4 values of 'ra'" in said
    assert "the first in row 0, counted from 0: 'unknown'" in said
    assert "--ra, --dec" in said


def test_columns_that_the_user_names_are_positions_where_any_value_is_one(tmp_path: Path) -> None:
    catalogue = Catalogue.create(tmp_path, pa.table(WORDS), ra_column="ra", dec_column="dec")
    assert catalogue.positions is not None
    assert catalogue.positions.ra_deg[2] == 10.5
    assert catalogue.positions.known.tolist() == [False, False, True, False]
    said = " ".join(catalogue.notes)
    assert "3 of 4 galaxies have no usable position" in said
    assert "row 0, counted from 0, with ra 'unknown' and dec 1.0" in said


def test_a_word_among_declinations_of_numbers_loses_only_its_own_position(tmp_path: Path) -> None:
    table = pa.table({"id": [1, 2, 3], "ra": [1.5, 2.5, 3.5], "dec": ["2.5", "see note", "-3.5"]})
    positions = Catalogue.create(tmp_path, table).positions
    assert positions is not None
    assert positions.known.tolist() == [True, False, True]


def test_a_right_ascension_in_parts_beside_decimal_degrees_is_told(tmp_path: Path) -> None:
    table = pa.table({"id": [1, 2], "ra": ["00:08:27", "00:08:28"], "dec": [27.5, 27.6]})
    catalogue = Catalogue.create(tmp_path, table)
    assert catalogue.positions is None
    assert "'ra' holds sexagesimal and 'dec' holds numbers" in " ".join(catalogue.notes)
