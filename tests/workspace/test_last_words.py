"""What keeps an undo short, however long the night."""

from gzlabel.workspace import Workspace
from gzlabel.workspace.last_words import _OF_GALAXIES


def test_of_a_page_of_galaxies_only_their_own_decisions_are_read(workspace: Workspace) -> None:
    galaxies = ",".join(map(str, range(1, 25)))
    query = f"EXPLAIN QUERY PLAN {_OF_GALAXIES.format(galaxies=galaxies)}"
    plan = " ".join(str(step["detail"]) for step in workspace.journal._database.read(query, [1]))
    assert "decision_galaxy" in plan
    assert "batch_interest" not in plan
