"""Cuts: what they keep, and what they say when they cannot be read."""

import pyarrow as pa
import pytest

from gzlabel.catalogue import Catalogue, Cut
from gzlabel.errors import CatalogueError

LONG_ID = 587722981747982465


@pytest.fixture(scope="module")
def galaxies(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    columns = {
        "id": [LONG_ID, LONG_ID + 1, 3, 4],
        "z": [0.1, None, -99.0, 0.5],
        "smooth-or-featured": [0.1, 0.2, 0.3, 0.4],
        "name": ["a", "Sb", "Sbc", ""],
        "ring": [True, False, None, True],
        "flag": [0, 1, 1, 0],
        "zlens": ["0.5", "-", "measured", "1.5"],
        "RA [deg]": [1.0, 2.0, 3.0, 4.0],
    }
    return Catalogue.create(tmp_path_factory.mktemp("cut"), pa.table(columns))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("z < 0.3", [0]),
        ("not z < 0.3", [3]),
        ("z is missing", [1, 2]),
        ("z is not missing or ring", [0, 3]),
        ("z < 0.3 and ring", [0]),
        ("z < 0.3 || flag", [0, 1, 2]),
        ("ring", [0, 3]),
        ("not ring", [1]),
        ("ring == 1", [0, 3]),
        ("flag == true", [1, 2]),
        (f"id == {LONG_ID}", [0]),
        (f"id in ({LONG_ID + 1}, 3)", [1, 2]),
        ("name in ('a', 'Sbc')", [0, 2]),
        ("name not in ('a', 'Sbc')", [1]),
        ("name like 'Sb%'", [1, 2]),
        ('name == "Sb"', [1]),
        ("startswith(name, 'S') and length(name) == 3", [2]),
        ("`smooth-or-featured` < 0.25", [0, 1]),
        ("0.15 < `smooth-or-featured` <= 0.3", [1, 2]),
        ("`RA [deg]` between 2 and 3", [1, 2]),
        ("number(zlens) > 1", [3]),
        ("z * 2 + 1 > 1.5", [3]),
        ("-z ** 2 < -0.2", [3]),
        ("id % 2 == 0 and id < 10", [3]),
        ("log10(z) < -0.5", [0]),
        ("sqrt(-1) > 0", []),
        ("1 < 2", [0, 1, 2, 3]),
        ("z = 0.5", [3]),
        ("z <> 0.5", [0]),
    ],
)
def test_keeps(galaxies: Catalogue, text: str, kept: list[int]) -> None:
    cut = Cut.parse(text, galaxies)
    assert cut.mask(galaxies).nonzero()[0].tolist() == kept
    assert str(cut) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the end at character 1 where a value should be"),
        ("z <", "the end at character 4 where a value should be"),
        ("z < 1 z", "'z' at character 7 where nothing more should be"),
        ("smooth-or-featured < 1", "Put the name in backquotes: `smooth-or-featured`"),
        ("RA [deg] < 3", r"Put the name in backquotes: `RA \[deg\]`"),
        ("zz < 1", "Did you mean 'z'"),
        ("name < 3", "text cannot be compared with a number"),
        ("name", "neither true nor false"),
        ("name + 1 > 2", "cannot be reckoned with"),
        ("foo(z)", "no function 'foo'"),
        ("sqrt(z, z) > 1", "takes 1 values, not 2"),
        ("z in (id)", "takes values, not columns"),
        ("z ; 1", "cannot be read at '; 1', character 3"),
        ("z not 1", "where 'in', 'like' or 'between' should be"),
        ("10kpc < 3", "cannot be read at"),
        ("__import__('os').system('x')", "cannot be read at"),
        ("z.__class__", "cannot be read at"),
        ("(" * 100 + "z < 1" + ")" * 100, "nested more than"),
        ("1" + "+1" * 500 + " > 0", "nested more than"),
        ("2**" * 200 + "2 > 1", "nested more than"),
        ("9223372036854775807 + 1 > 0", "cannot be worked out"),
    ],
)
def test_says_what_cannot_be_read(galaxies: Catalogue, text: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        Cut.parse(text, galaxies)


def test_long_lists_of_ids(galaxies: Catalogue) -> None:
    cut = Cut.parse(f"id in ({', '.join(map(str, range(5000)))})", galaxies)
    assert cut.mask(galaxies).tolist() == [False, False, True, True]


def test_names_its_columns_once(galaxies: Catalogue) -> None:
    assert Cut.parse("z > 0 and (ring or z < 1)", galaxies).columns == ("z", "ring")
