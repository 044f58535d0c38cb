"""Histograms of a column whose value is known for every row."""

from collections.abc import Callable

import numpy as np
import pytest

from gzlabel.catalogue import Cut
from gzlabel.workbench.histograms import Histogram
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from tests.workbench.conftest import N_GALAXIES

Ask = Callable[[str], Histogram]
MAGNITUDES = np.linspace(14, 20, N_GALAXIES)  # as the catalogue has them


@pytest.fixture
def ask(workbench: Workbench, mailbox: Mailbox) -> Ask:
    def one(name: str) -> Histogram:
        found: list[Histogram] = []
        workbench.histograms.ask(name, found.append)
        assert mailbox.run_until(lambda: bool(found))
        return found[0]

    return one


def test_it_counts_all_the_liked_and_the_selected(workbench: Workbench, ask: Ask) -> None:
    workbench.decisions.rate_rows([0, 1, 299], 5)
    workbench.decisions.rate_rows([2], 2)
    workbench.select([5, 298])
    found = ask("magnitude")
    assert found.kept.tolist() == np.histogram(MAGNITUDES, found.bins.edges)[0].tolist()
    assert found.kept.sum() == N_GALAXIES
    assert (found.liked[0], found.liked[-1], found.liked.sum()) == (2, 1, 3)
    assert (found.selected[0], found.selected[-1], found.selected.sum()) == (1, 1, 2)
    assert found.n_unknown == 0


def test_what_is_cut_is_not_counted(workbench: Workbench, ask: Ask) -> None:
    workbench.decisions.rate_rows([0, 299], 5)
    workbench.cut.set("magnitude > 17")
    found = ask("magnitude")
    assert (found.kept.sum(), found.liked.sum()) == (150, 1)
    assert found.bins.edges[0] == 14.0


def test_bins_of_a_range_become_the_selection_within_the_cut(
    workbench: Workbench, mailbox: Mailbox, ask: Ask
) -> None:
    workbench.cut.set("magnitude > 14.1")  # all but rows 0 to 4
    found = ask("magnitude")
    workbench.histograms.select(found, 0, 1)
    assert mailbox.run_until(lambda: len(workbench.state.selection) > 0)
    assert found.bins.edges[2] == 14.4
    inside = (MAGNITUDES > 14.1) & (MAGNITUDES < 14.4)
    assert workbench.state.selection.tolist() == np.flatnonzero(inside).tolist()


def test_the_cut_to_bins_keeps_the_same_galaxies_as_they_hold(workbench: Workbench, ask: Ask) -> None:
    found = ask("magnitude")
    text = workbench.histograms.cut_text(found, 3, 6)
    kept = Cut.parse(text, workbench.catalogue).mask(workbench.catalogue)
    assert np.flatnonzero(kept).tolist() == found.bins.rows(3, 6).tolist()
    assert 0 < kept.sum() < N_GALAXIES


def test_the_cut_in_force_goes_on(workbench: Workbench, ask: Ask) -> None:
    workbench.cut.set("magnitude > 15 or magnitude < 14.5")
    found = ask("magnitude")
    assert found.bins.edges[:3].tolist() == [14.0, 14.2, 14.4]
    text = workbench.histograms.cut_text(found, 1, 1)
    assert text == "(magnitude > 15 or magnitude < 14.5) and magnitude >= 14.2 and magnitude < 14.4"
    workbench.cut.set(text)
    assert workbench.state.cut.kept is not None
    assert workbench.state.cut.kept.sum() == found.kept[1]


def test_the_models_quantities_change_with_it_and_cannot_be_cut(workbench: Workbench, ask: Ask) -> None:
    scores = workbench.state.scores
    assert scores is not None
    found = ask("expected interest")
    assert found.kept.sum() == np.isfinite(scores.mean).sum()
    with pytest.raises(ValueError, match="not a column"):
        workbench.histograms.cut_text(found, 0, 0)


def test_of_many_asked_for_at_once_the_first_and_the_last_are_made(
    workbench: Workbench, mailbox: Mailbox
) -> None:
    found: list[Histogram] = []
    for name in ("magnitude", "uncertainty", "uncertainty", "expected interest"):
        workbench.histograms.ask(name, found.append)
    assert mailbox.run_until(lambda: len(found) == 2)
    assert [one.name for one in found] == ["magnitude", "expected interest"]
