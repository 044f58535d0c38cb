"""A page of ratings: the next page at once, every standard deviation a moment later, nothing different for it."""

from pathlib import Path

import numpy as np
import pytest

from gzlabel.interest import Search
from gzlabel.workbench.model.outlook import Engine
from gzlabel.workbench.model.question import Question
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench

ROWS = np.arange(24)
RATINGS = np.where(ROWS < 6, 5.0, 0.0).astype(np.float32)
NONE = np.zeros(0, dtype=np.int64)


def question(n_rated: int, acquisition: str = "default") -> Question:
    return Question(0, n_rated, "rings", ROWS[:n_rated], RATINGS[:n_rated], NONE, NONE, (), 10, acquisition)


@pytest.fixture
def features_path(tmp_path: Path) -> Path:
    path = tmp_path / "reduced.npy"
    np.save(path, np.random.default_rng(0).normal(size=(20_000, 6)).astype(np.float32))
    return path


@pytest.mark.parametrize("acquisition", ["default", "upper_confidence_bound"])
def test_the_page_does_not_wait_for_standard_deviations(features_path: Path, acquisition: str) -> None:
    whole = Search(np.load(features_path), acquisition=acquisition)
    whole.set_labels(ROWS, RATINGS)
    std, page = whole.std, whole.next_page(10)
    engine = Engine(features_path)
    choice = engine.choose(question(24, acquisition))
    assert not choice.is_settled
    assert (choice.scores.std >= std - 1e-6).all()
    assert (choice.scores.std > std + 1e-3).any()
    np.testing.assert_array_equal(choice.next_page, page)
    settled = engine.settle(choice)
    assert settled.is_settled
    np.testing.assert_allclose(settled.scores.std, std, atol=1e-6)
    np.testing.assert_allclose(settled.scores.acquisition, whole.acquisition_values(), atol=1e-6)
    np.testing.assert_array_equal(settled.scores.mean, choice.scores.mean)


def test_a_choice_that_another_overtook_is_left_as_it_is(features_path: Path) -> None:
    engine = Engine(features_path)
    first = engine.choose(question(12))
    engine.choose(question(24))
    assert engine.settle(first) is first


def test_one_rating_is_settled_at_once(features_path: Path) -> None:
    assert Engine(features_path).choose(question(1)).is_settled


def test_the_state_ends_with_every_standard_deviation(workbench: Workbench, mailbox: Mailbox) -> None:
    workbench.decisions.rate_rows(range(20), 0)
    assert mailbox.run_until(lambda: n_known(workbench) == 20 and not workbench.state.busy)
    workbench.decisions.rate_rows(range(20, 40), 0)
    assert mailbox.run_until(lambda: n_known(workbench) == 40 and not workbench.state.busy)
    search = workbench._modelling._questions.engine._search
    assert mailbox.run_until(lambda: np.array_equal(workbench.state.scores.std, search.std))
    assert np.array_equal(workbench._modelling.choice.scores.std, search.std), "what an export writes"


def n_known(workbench: Workbench) -> int:
    return -1 if workbench.state.scores is None else workbench.state.scores.n_labels
