"""Interests made of others."""

import pytest

from gzlabel.errors import WorkspaceError
from gzlabel.workspace import NewDecision, Workspace, combine_interests, ratings_everywhere


@pytest.fixture
def several(workspace: Workspace) -> Workspace:
    for name, said in {
        "rings": {0: 5, 1: 4, 2: 1},
        "arcs": {1: 2, 3: 3},
        "mergers": {1: 5, 2: 4, 5: 5},
    }.items():
        workspace.add_interest(name)
        workspace.journal.append(name, [NewDecision(row, "rating", rating) for row, rating in said.items()])
    workspace.journal.append("rings", [NewDecision(4, "artefact"), NewDecision(3, "skip")])
    return workspace


def said(workspace: Workspace, interest: str) -> dict[int, int | str]:
    return {d.row: d.kind if d.rating is None else d.rating for d in workspace.journal.current(interest)}


def test_a_copy_goes_its_own_way(several: Workspace) -> None:
    assert combine_interests(several, "rings 2", ["rings"]) == 5
    assert said(several, "rings 2") == said(several, "rings")
    several.journal.undo("rings 2")
    assert len(said(several, "rings")) == 5


def test_rings_and_arcs_but_not_mergers(several: Workspace) -> None:
    combine_interests(several, "quiet", ["rings", "arcs"], ["mergers"])
    assert said(several, "quiet") == {0: 5, 1: 0, 2: 0, 3: 3, 4: "artefact"}


def test_an_unknown_interest_adds_nothing(several: Workspace) -> None:
    with pytest.raises(WorkspaceError, match="no interest named 'lenses'"):
        combine_interests(several, "new", ["rings"], ["lenses"])
    assert "new" not in several.interests


def test_a_galaxy_at_a_glance(several: Workspace) -> None:
    found = ratings_everywhere(several, 1)
    assert {name: decision.rating for name, decision in found.items()} == {
        "rings": 4,
        "arcs": 2,
        "mergers": 5,
    }
