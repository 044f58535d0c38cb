"""Agreement, by numbers worked by hand and from the literature."""

import numpy as np
import pytest

from gzlabel.errors import WorkspaceError
from gzlabel.workspace import (
    NewDecision,
    Workspace,
    agreement,
    cohen_kappa,
    krippendorff_alpha,
    recovery_of_known,
    self_consistency,
)


def test_kappa_by_hand() -> None:
    # Two classes, 20 agree on 5, 15 on 0, 5 and 10 differ: observed 0.7, by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5.
    first = [5] * 20 + [5] * 5 + [0] * 10 + [0] * 15
    second = [5] * 20 + [0] * 5 + [5] * 10 + [0] * 15
    assert cohen_kappa(first, second) == pytest.approx(0.4)


def test_kappa_of_perfect_agreement_and_of_nothing() -> None:
    assert cohen_kappa([0, 3, 5], [0, 3, 5]) == 1.0
    assert np.isnan(cohen_kappa([], []))
    assert np.isnan(cohen_kappa([4, 4], [4, 4]))


def test_weighted_kappa_forgives_small_differences() -> None:
    # All differ by one. Squared distances: observed 1; by chance over {0,4} x {1,5}: (1 + 25 + 9 + 1) / 4 = 9.
    assert cohen_kappa([0, 4], [1, 5], weights="quadratic") == pytest.approx(1 - 1 / 9)
    assert cohen_kappa([0, 4], [1, 5], weights="linear") == pytest.approx(1 - 1 / 2.5)


KRIPPENDORFF_2011 = [  # section C of the reference: 4 observers, 12 units
    [1, 2, 3, 3, 2, 1, 4, 1, 2, np.nan, np.nan, np.nan],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, np.nan, 3],
    [np.nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, np.nan],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, np.nan],
]


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_the_published_example(level: str, alpha: float) -> None:
    assert krippendorff_alpha(KRIPPENDORFF_2011, level) == pytest.approx(alpha, abs=5e-4)  # type: ignore[arg-type]


def test_alpha_of_too_little() -> None:
    assert np.isnan(krippendorff_alpha([[1, np.nan], [np.nan, 2]]))
    assert np.isnan(krippendorff_alpha([[3, 3], [3, 3]]))


def test_two_raters_and_their_conflicts(workspace: Workspace) -> None:
    anna, bela = {0: 5, 1: 0, 2: 3, 3: 4}, {0: 0, 1: 1, 2: 2, 4: 4}
    workspace.journal.append("interesting", [NewDecision(r, "rating", n) for r, n in anna.items()])
    workspace.journal.append(
        "interesting", [NewDecision(r, "rating", n, purpose="second") for r, n in bela.items()], rater="Bela"
    )
    found = agreement(workspace, "interesting", "Anna", "Bela")
    np.testing.assert_array_equal(found.rows, [0, 1, 2])
    np.testing.assert_array_equal(found.ratings, [[5, 0, 3], [0, 1, 2]])
    np.testing.assert_array_equal(found.conflicts, [0, 2])
    with pytest.raises(WorkspaceError, match=r"'Csaba' has rated nothing .* Raters are: Anna, Bela"):
        agreement(workspace, "interesting", "Anna", "Csaba")


def test_blind_repeats_measure_the_noise(workspace: Workspace) -> None:
    workspace.journal.append("interesting", [NewDecision(r, "rating", 3) for r in range(4)])
    for row, rating in ((0, 3), (1, 5), (2, 1), (3, 3)):
        workspace.journal.append("interesting", [NewDecision(row, "rating", rating, purpose="repeat")])
    found = self_consistency(workspace, "interesting")
    assert (found.n_repeats, found.share_same) == (4, 0.5)
    assert found.noise == pytest.approx(1.0)  # differences 0, 2, -2, 0: mean square 2, halved
    assert self_consistency(workspace, "interesting", "Bela").n_repeats == 0


def test_a_correction_is_no_repeat(workspace: Workspace) -> None:
    workspace.journal.append("interesting", [NewDecision(0, "rating", 3)])
    workspace.journal.append("interesting", [NewDecision(0, "rating", 5)])
    assert self_consistency(workspace, "interesting").n_repeats == 0


def test_known_examples_measure_the_eye(workspace: Workspace) -> None:
    workspace.journal.append(
        "interesting", [NewDecision(r, "rating", n, purpose="known") for r, n in ((0, 5), (1, 1), (2, 3))]
    )
    found = recovery_of_known(workspace, "interesting")
    assert (found.n_shown, found.n_liked) == (3, 2)
