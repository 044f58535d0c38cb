from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from gzlabel.errors import CatalogueError
from gzlabel.workbench.training import labelled_galaxies, targets
from gzlabel.workspace import NewDecision, Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    table = pa.table(
        {
            "id": [f"g{row}" for row in range(6)],
            "bar": [True, True, True, False, True, None],
            "ringed": [0, 1, 0, 0, 1, 1],
            "gz2class": ["Er", "Ser", "SBb2m(r)", "A", "Ec", None],
            "kind": ["S0", "S0", "E", "E", "E", None],
        }
    )
    with Workspace.create(tmp_path / "w.gzlabel", table, id_column="id") as made:
        yield made


def test_ratings_of_three_and_more_are_what_is_looked_for(workspace: Workspace) -> None:
    ratings = [NewDecision(0, "rating", 2), NewDecision(3, "rating", 3), NewDecision(4, "skip")]
    workspace.journal.append(workspace.current_interest, ratings)
    found = labelled_galaxies(workspace, "rating")
    assert found.rows.tolist() == [0, 3]
    assert found.labels.tolist() == [0, 1]
    assert found.classes == ("other", workspace.current_interest)


def test_a_tag_is_taught_against_its_opposite(workspace: Workspace) -> None:
    workspace.annotations.tag([1, 2], "merger")
    workspace.annotations.tag([0], "not merger")
    workspace.annotations.tag([5], "lens")
    found = labelled_galaxies(workspace, "merger")
    assert dict(zip(found.rows.tolist(), found.labels.tolist(), strict=True)) == {0: 0, 1: 1, 2: 1}
    assert found.classes == ("not merger", "merger")


def test_without_an_opposite_other_tags_are_the_other_class(workspace: Workspace) -> None:
    workspace.annotations.tag([1, 2], "merger")
    workspace.annotations.tag([5], "lens")
    assert labelled_galaxies(workspace, "merger").counts == {"not merger": 1, "merger": 2}


def test_a_galaxy_never_carries_a_tag_and_its_opposite(workspace: Workspace) -> None:
    workspace.annotations.tag([1], "merger")
    workspace.annotations.tag([1], "not merger")
    assert workspace.annotations.of(1).tags == ("not merger",)
    workspace.annotations.tag([1], "merger")
    assert workspace.annotations.of(1).tags == ("merger",)


@pytest.mark.parametrize(
    ("column", "classes", "labels"),
    [
        ("bar", ("not bar", "bar"), [1, 1, 1, 0, 1]),
        ("ringed", ("not ringed", "ringed"), [0, 1, 0, 0, 1, 1]),
        ("kind", ("E", "S0"), [1, 1, 0, 0, 0]),
    ],
)
def test_a_flag_says_what_it_is_looked_for_by(
    workspace: Workspace, column: str, classes: tuple[str, ...], labels: list[int]
) -> None:
    found = labelled_galaxies(workspace, column)
    assert found.classes == classes
    assert found.labels.tolist() == labels


def test_the_galaxy_zoo_2_preset_reads_its_codes(workspace: Workspace) -> None:
    found = labelled_galaxies(workspace, preset="gz2")
    assert found.rows.tolist() == [0, 1, 2, 4]
    assert [found.classes[label] for label in found.labels] == [
        "completely round smooth",
        "edge-on",
        "spiral",
        "cigar-shaped smooth",
    ]
    with pytest.raises(CatalogueError, match="no value of 'kind' is a code of Galaxy Zoo 2"):
        labelled_galaxies(workspace, "kind", preset="gz2")


def test_what_can_be_learnt_is_listed(workspace: Workspace) -> None:
    workspace.annotations.tag([1], "not merger")
    assert targets(workspace) == ("rating", "merger", "gz2class", "bar", "kind", "ringed")


def test_an_unknown_target_is_told(workspace: Workspace) -> None:
    with pytest.raises(CatalogueError, match="neither a column nor a tag 'lens'"):
        labelled_galaxies(workspace, "lens")
