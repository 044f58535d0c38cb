"""From the catalogue to the list, counted by hand."""

from pathlib import Path

import numpy as np
import pytest

from gzlabel.catalogue import read_table
from gzlabel.workspace import NewDecision, Workspace, export_selection_function, selection_function

MEAN = np.array([5, 4, 3, 2, 1, 0, 0, 0, 0, 0, 2.5, np.nan])
STD = np.ones(12)
POOL = np.array([True] * 9 + [False] + [True] * 2)


@pytest.fixture
def rated(workspace: Workspace) -> Workspace:
    said = [(0, 5), (1, 2), (9, 4)]
    workspace.journal.append("interesting", [NewDecision(row, "rating", rating) for row, rating in said])
    workspace.journal.append("interesting", [NewDecision(2, "skip")])
    return workspace


def test_looks_and_finds_by_rank(rated: Workspace) -> None:
    found = selection_function(rated, "interesting", MEAN, STD, POOL)
    assert (found.n_galaxies, found.n_cut, found.n_unranked, found.n_liked) == (12, 1, 1, 1)
    (first,) = found.bins
    assert (first.first_rank, first.last_rank) == (1, 10)
    assert (first.n_looked_at, first.n_rated, first.n_liked) == (3, 2, 1)


def test_completeness_weighs_what_was_not_looked_at(rated: Workspace) -> None:
    # Not looked at, above 2.5: one galaxy at 2.5 (0.5), one 0.5 below (0.3085), one 1.5 below (0.0668), four at 0.
    expected = 0.5 + 0.308538 + 0.066807 + 4 * 0.00620967
    found = selection_function(rated, "interesting", MEAN, STD, POOL)
    assert found.bins[0].n_liked_expected == pytest.approx(expected, abs=1e-5)
    assert found.completeness == pytest.approx(1 / (1 + expected), abs=1e-5)


def test_ranks_are_binned_by_half_decades(workspace: Workspace) -> None:
    mean = np.linspace(5, 0, 12)
    found = selection_function(workspace, "interesting", mean, STD)
    assert [(one.first_rank, one.last_rank) for one in found.bins] == [(1, 10), (11, 12)]


def test_a_line_a_galaxy_is_written(rated: Workspace, tmp_path: Path) -> None:
    assert export_selection_function(rated, tmp_path / "s.fits", "interesting", MEAN, STD, POOL) == 12
    table = read_table(tmp_path / "s.fits")
    assert table["rank"].to_pylist() == [1, 2, 3, 5, 6, 7, 8, 9, 10, 0, 4, 0]
    assert table["looked_at"].to_pylist() == [1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0]
    assert table["liked"].to_pylist() == [1] + [0] * 8 + [1, 0, 0]
    assert table["id"].to_pylist()[0] == 587722981742084097
