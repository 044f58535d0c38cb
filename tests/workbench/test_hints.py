"""What one interest expects is a hint for a related one."""

from pathlib import Path

import numpy as np
import pytest

from gzlabel.interest import Hyperparameters
from gzlabel.workbench.beginnings import Start
from gzlabel.workbench.hints import hint_of, put_hint
from gzlabel.workbench.model.priors import prior_of, read_prior
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace


def test_a_share_of_what_stands_out_is_passed_on() -> None:
    mean = np.array([0.2, 0.2, 0.2, 4.2, np.nan], dtype=np.float32)
    base = Hyperparameters().mean
    np.testing.assert_allclose(5 * hint_of(mean), [base, base, base, base + 0.3 * 4, np.nan], rtol=1e-6)


def test_a_related_interest_expects_some_of_the_same(
    workspace_path: Path, workbench: Workbench, mailbox: Mailbox
) -> None:
    workbench.beginnings.begin("group", Start(examples=("G003", "G007")))
    assert mailbox.run_until(
        lambda: workbench.state.scores is not None and workbench.state.scores.n_labels == 2
    )
    known = workbench.state.scores.mean.copy()
    workbench.beginnings.begin("kin of the group", Start(hinted=True))
    column = prior_of(workbench.state.settings, "kin of the group")
    assert column == "hint_of_group"
    with Workspace.open(workspace_path, read_only=True) as seen:
        expected = read_prior(seen.catalogue, column)
    assert np.corrcoef(expected, known)[0, 1] > 0.8
    assert expected.max() < known.max()
    assert mailbox.run_until(
        lambda: workbench.state.scores is not None and workbench.state.scores.n_labels == 0
    )
    np.testing.assert_allclose(workbench.state.scores.mean, expected, atol=0.01)


def test_without_the_wish_nothing_is_expected(workbench: Workbench) -> None:
    workbench.beginnings.begin("lenses", Start())
    assert prior_of(workbench.state.settings, "lenses") == ""


def test_a_name_that_is_taken_keeps_what_it_starts_from(workbench: Workbench, mailbox: Mailbox) -> None:
    workbench.beginnings.begin("group", Start(examples=("G003",)))
    assert mailbox.run_until(lambda: workbench.state.scores is not None)
    workbench.beginnings.begin("group", Start(hinted=True))
    assert prior_of(workbench.state.settings, "group") == ""


@pytest.mark.parametrize("name", ["mergers (wet)", "../../out", "🌌"])
def test_any_name_of_an_interest_makes_a_column(workspace_path: Path, name: str) -> None:
    with Workspace.open(workspace_path) as workspace:
        n_galaxies = workspace.catalogue.n_galaxies
        column = put_hint(workspace.catalogue, name, np.zeros(n_galaxies, dtype=np.float32))
        assert column.startswith("hint_of_")
        assert workspace.catalogue.column(column).shape == (n_galaxies,)
