"""Interests made of others: a copy, or "rings but not mergers"."""

from collections.abc import Sequence

from gzlabel.rating_scale import LIKED
from gzlabel.workspace.decisions import NewDecision, Recorded
from gzlabel.workspace.workspace import Workspace


def combine_interests(
    workspace: Workspace, name: str, wanted: Sequence[str], unwanted: Sequence[str] = ()
) -> int:
    """Add the interest ``name`` with ratings taken from others; return how many decisions it starts with.

    A galaxy's rating is the highest it has in any ``wanted`` interest, and 0 where an ``unwanted`` one likes it.
    One that was only skipped, or is an artefact, stays so. ``combine_interests(w, "copy", ["rings"])`` copies.

    Raises
    ------
    WorkspaceError
        Where a name is taken or unknown; then nothing was added.
    """
    best: dict[int, Recorded] = {}
    for interest in wanted:
        for decision in workspace.journal.current(interest):
            known = best.get(decision.row)
            if known is None or _worth(decision) > _worth(known):
                best[decision.row] = decision
    disliked = {
        decision.row
        for interest in unwanted
        for decision in workspace.journal.current(interest)
        if decision.rating is not None and decision.rating >= LIKED
    }
    decisions = [
        NewDecision(row, "rating", 0, purpose="import")
        if row in disliked
        else NewDecision(row, decision.kind, decision.rating, purpose="import")
        for row, decision in best.items()
    ]
    workspace.add_interest(name)
    workspace.journal.append(name, decisions)
    return len(decisions)


def ratings_everywhere(workspace: Workspace, row: int, *, but_in: str = "") -> dict[str, Recorded]:
    """What was said of one galaxy in every interest that has spoken of it, but in the one named."""
    interests = [interest for interest in workspace.interests if interest != but_in]
    found = {interest: workspace.journal.current_of(interest, [row]) for interest in interests}
    return {interest: decisions[row] for interest, decisions in found.items() if row in decisions}


def _worth(decision: Recorded) -> int:
    return -1 if decision.rating is None else decision.rating
