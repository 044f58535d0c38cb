"""Several interests over one catalogue."""

from collections.abc import Callable

from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from tests.workbench.test_workbench import settled


def test_a_copy_begins_with_what_was_said_and_goes_its_own_way(
    workbench: Workbench, mailbox: Mailbox
) -> None:
    first = workbench.state.interest
    workbench.decisions.rate(4)
    workbench.interests.copy("rings again")
    assert (workbench.state.interest, workbench.state.counts.ratings) == ("rings again", 1)
    settled(workbench, mailbox)
    workbench.decisions.rate(1)
    assert [one.n_rated for one in workbench.interests.figures()] == [1, 2]
    workbench.interests.switch(first)
    assert workbench.state.counts.ratings == 1


def test_rings_but_not_mergers(workbench: Workbench, mailbox: Mailbox) -> None:
    rings = workbench.state.interest
    first, second = workbench.state.page.rows[:2]
    workbench.decisions.rate_rows([first, second], 5)
    workbench.interests.add("mergers")
    workbench.decisions.rate_rows([second], 4)
    workbench.interests.combine("quiet rings", [rings], ["mergers"])
    said = {row: one.rating for row, one in workbench.state.decisions.items()}
    assert said == {first: 5, second: 0}
    settled(workbench, mailbox)
    scores = workbench.state.scores
    assert scores is not None
    assert scores.mean[first] > scores.mean[second]


def test_an_interest_taken_away_leaves_another_in_its_place(workbench: Workbench) -> None:
    first = workbench.state.interest
    workbench.interests.remove(first)
    assert "only interest" in workbench.state.notices[-1].text
    workbench.interests.add("mergers")
    workbench.interests.remove("mergers")
    assert (workbench.state.interest, workbench.state.interests) == (first, (first,))


def test_planned_looks_are_counted_from_now_and_kept(
    open_workbench: Callable[[], Workbench], mailbox: Mailbox
) -> None:
    workbench = open_workbench()
    workbench.decisions.rate(0)
    workbench.interests.plan_looks(100)
    assert workbench.state.looks == 101
    settled(workbench, mailbox)
    engine = workbench._modelling._questions.engine  # type: ignore[union-attr]
    assert engine._search is not None
    assert engine._search.looks == 101
    workbench.close()
    assert open_workbench().state.looks == 101


def test_a_name_given_again_as_it_is_loses_nothing(workbench: Workbench) -> None:
    name = workbench.state.interest
    workbench.checks.set_known([3, 4])
    workbench.interests.plan_looks(100)
    workbench.interests.rename(f" {name} ")
    workbench.interests.copy("lenses")
    workbench.interests.switch(name)
    assert (workbench.checks.known, workbench.state.looks) == ((3, 4), 100)


def test_a_name_used_again_begins_with_nothing(workbench: Workbench) -> None:
    first = workbench.state.interest
    workbench.checks.set_known([3, 4])
    workbench.interests.plan_looks(100)
    workbench.interests.rename("lenses")
    assert (workbench.checks.known, workbench.state.looks) == ((3, 4), 100)
    workbench.interests.add(first)
    assert (workbench.checks.known, workbench.state.looks) == ((), None)
    workbench.checks.set_known([5])
    workbench.interests.plan_looks(50)
    workbench.interests.remove(first)
    workbench.interests.add(first)
    assert (workbench.checks.known, workbench.state.looks) == ((), None)
