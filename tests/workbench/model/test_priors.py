from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from gzlabel.catalogue import Catalogue
from gzlabel.errors import CatalogueError
from gzlabel.workbench.model.priors import prior_of, read_prior, with_prior


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    table = pa.table(
        {
            "id": ["a", "b", "c"],
            "p_ring": [0.2, None, 1.0],
            "expert": [0, 3, 5],
            "magnitude": [14.0, 15.0, 16.0],
            "name": ["x", "y", "z"],
        }
    )
    return Catalogue.create(tmp_path, table, id_column="id")


def test_probabilities_become_ratings_and_blanks_stay_unknown(catalogue: Catalogue) -> None:
    np.testing.assert_allclose(read_prior(catalogue, "p_ring"), [1.0, np.nan, 5.0])


def test_ratings_stay_as_they_are(catalogue: Catalogue) -> None:
    assert read_prior(catalogue, "expert").tolist() == [0, 3, 5]
    assert read_prior(catalogue, "") is None


@pytest.mark.parametrize(
    ("column", "why"), [("magnitude", "from 14 to 16"), ("name", "no numbers"), ("p", "no column 'p'")]
)
def test_what_is_neither_is_told(catalogue: Catalogue, column: str, why: str) -> None:
    with pytest.raises(CatalogueError, match=why):
        read_prior(catalogue, column)


def test_each_interest_has_its_own() -> None:
    settings = {"priors": with_prior({}, "rings", "p_ring")}
    settings = {"priors": with_prior(settings, "mergers", "p_merger")}
    assert (prior_of(settings, "rings"), prior_of(settings, "mergers")) == ("p_ring", "p_merger")
    assert prior_of({"priors": with_prior(settings, "rings", "")}, "rings") == ""
