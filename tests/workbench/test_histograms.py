"""Histograms of a column whose value is known for every row."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from gzlabel.workbench.histograms import Histogram
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace
from tests.workbench.conftest import N_GALAXIES, RARE

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
    assert found.bins.edges[0] == 17.0


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


def kept(workbench: Workbench) -> list[int]:
    assert workbench.state.cut.kept is not None
    return np.flatnonzero(workbench.state.cut.kept).tolist()


def test_the_cut_to_bins_keeps_the_same_galaxies_as_they_hold(workbench: Workbench, ask: Ask) -> None:
    found = ask("magnitude")
    workbench.histograms.cut(found, 3, 6)
    assert kept(workbench) == found.bins.rows(3, 6).tolist()
    assert 0 < len(kept(workbench)) < N_GALAXIES


def test_the_cut_in_force_goes_on_and_is_not_narrowed_twice(workbench: Workbench, ask: Ask) -> None:
    workbench.cut.set("magnitude > 15 or magnitude < 14.8")
    found = ask("magnitude")
    assert found.bins.edges[:3].tolist() == [14.0, 14.2, 14.4]
    workbench.histograms.cut(found, 0, 4)
    workbench.histograms.cut(found, 1, 2)
    assert (
        workbench.state.cut.text
        == "(magnitude > 15 or magnitude < 14.8) and magnitude >= 14.2 and magnitude < 14.6"
    )
    assert len(kept(workbench)) == found.kept[1:3].sum()


def test_what_is_left_of_a_cut_has_finer_bins(workbench: Workbench, ask: Ask) -> None:
    before = ask("magnitude")
    workbench.histograms.cut(before, 0, 1)
    after = ask("magnitude")
    assert after.kept.sum() == before.kept[:2].sum()
    assert np.diff(after.bins.edges)[0] < np.diff(before.bins.edges)[0] / 5


def test_whole_numbers_beyond_a_double_can_be_cut(tmp_path: Path, mailbox: Mailbox) -> None:
    first = 43158034708430848
    table = pa.table({"id": range(60), "parent": [first + 70_000_000 * row for row in range(60)]})
    path = tmp_path / "w.gzlabel"
    Workspace.create(path, table, id_column="id").close()
    workbench = Workbench(Workspace.open(path), JobRunner(mailbox.put))
    try:
        found: list[Histogram] = []
        workbench.histograms.ask("parent", found.append)
        assert mailbox.run_until(lambda: bool(found))
        workbench.histograms.cut(found[0], 2, 5)
        assert kept(workbench) == found[0].bins.rows(2, 5).tolist()
        assert not workbench.state.notices
    finally:
        workbench.close()


def test_a_column_made_anew_is_counted_anew(workbench: Workbench, mailbox: Mailbox, ask: Ask) -> None:
    made = workbench.catalogue.made
    made.put("classes", pa.table({"probability": np.linspace(0, 1, N_GALAXIES)}))
    made.refresh()
    assert "probability" in workbench.histograms.names()
    before = ask("probability")
    made.put("classes", pa.table({"probability": np.linspace(1, 0, N_GALAXIES)}))
    made.refresh()
    after = ask("probability")
    assert 0 in before.bins.rows(0, 0)
    assert 0 not in after.bins.rows(0, 0)
    assert N_GALAXIES - 1 in after.bins.rows(0, 0)


def test_what_the_model_expects_changes_with_the_ratings(
    workbench: Workbench, mailbox: Mailbox, ask: Ask
) -> None:
    before = ask("expected interest")
    workbench.decisions.rate_rows(list(RARE), 5)
    assert mailbox.run_until(
        lambda: (scores := workbench.state.scores) is not None and scores.n_labels == len(RARE)
    )
    after = ask("expected interest")
    assert before.bins.edges.tolist() == after.bins.edges.tolist()
    assert after.kept[after.bins.edges[:-1] >= 3].sum() > before.kept[before.bins.edges[:-1] >= 3].sum()


def test_no_cut_speaks_of_what_the_model_expects(workbench: Workbench, ask: Ask) -> None:
    with pytest.raises(ValueError, match="not a column"):
        workbench.histograms.cut(ask("expected interest"), 0, 0)
    assert workbench.state.cut.kept is None


def test_of_many_asked_for_at_once_the_first_and_the_last_are_made(
    workbench: Workbench, mailbox: Mailbox
) -> None:
    found: list[Histogram] = []
    for name in ("magnitude", "uncertainty", "uncertainty", "expected interest"):
        workbench.histograms.ask(name, found.append)
    assert mailbox.run_until(lambda: len(found) == 2)
    assert [one.name for one in found] == ["magnitude", "expected interest"]
