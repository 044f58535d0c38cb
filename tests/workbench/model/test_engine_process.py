"""The engine elsewhere: the same answers as here, and a desk that outlives it."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gzlabel.workbench.model.engine_process import EngineProcess
from gzlabel.workbench.model.fitted import Fitted, name_of
from gzlabel.workbench.model.modeller import Modeller
from gzlabel.workbench.model.outlook import Engine
from gzlabel.workbench.model.question import Question
from gzlabel.workbench.work.failure import ReportedError
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace

N_GALAXIES = 20_000
ROWS = np.arange(24)
RATINGS = np.where(ROWS < 6, 5.0, 0.0).astype(np.float32)
NONE = np.zeros(0, dtype=np.int64)


def question(n_rated: int, kept: np.ndarray | None = None, prior: str = "") -> Question:
    rows, ratings = ROWS[:n_rated], RATINGS[:n_rated]
    return Question(
        0,
        n_rated,
        "rings",
        rows,
        ratings,
        np.array([30, 31]),
        NONE,
        (),
        10,
        "default",
        prior=prior,
        kept=kept,
    )


def expected(column: str) -> np.ndarray | None:
    return np.linspace(0, 5, N_GALAXIES).astype(np.float32) if column == "guess" else None


@pytest.fixture
def features_path(tmp_path: Path) -> Path:
    path = tmp_path / "reduced.npy"
    np.save(path, np.random.default_rng(0).normal(size=(N_GALAXIES, 6)).astype(np.float32))
    return path


@pytest.fixture
def engines() -> Iterator[EngineProcess]:
    engines = EngineProcess()
    yield engines
    engines.dismiss()()


@pytest.fixture
def far(engines: EngineProcess, features_path: Path) -> Modeller:
    return engines.model(features_path, expected)


def test_every_answer_is_that_of_an_engine_here(far: Modeller, features_path: Path) -> None:
    here = Engine(features_path, expected)
    kept = np.arange(N_GALAXIES) % 3 > 0
    for asked in (question(6), question(24), question(24, kept), question(23, kept, "guess"), question(24)):
        mine, other = here.choose(asked), far.choose(asked)
        assert other.question is asked
        np.testing.assert_array_equal(other.next_page, mine.next_page)
        np.testing.assert_array_equal(other.ranking, mine.ranking)
        assert (other.model, other.is_settled, other.scores.phase) == (
            mine.model,
            mine.is_settled,
            mine.scores.phase,
        )
        mine, other = here.settle(mine), far.settle(other)
        assert other.is_settled
        for name in ("mean", "std", "acquisition", "n_labels"):
            np.testing.assert_array_equal(getattr(other.scores, name), getattr(mine.scores, name))
    assert far.forecast() == here.forecast()
    assert far.explain(3) == here.explain(3)
    material = here.material(ROWS, RATINGS)
    fitted = Fitted(name_of(material), replace(material[2], noise_variance=0.3))
    here.rescore(fitted)
    far.rescore(fitted)
    mine, other = here.choose(asked), far.choose(asked)
    np.testing.assert_array_equal(other.scores.mean, mine.scores.mean)
    assert mine.material == other.material == fitted.material


def test_no_answer_can_be_written_to(far: Modeller) -> None:
    scores = far.choose(question(24)).scores
    with pytest.raises(ValueError, match="read-only"):
        scores.mean[0] = 5.0


def test_a_choice_that_another_overtook_is_left_as_it_is(far: Modeller) -> None:
    first = far.choose(question(12))
    far.choose(question(24))
    assert far.settle(first) is first


def test_other_vectors_are_another_model_even_under_the_same_name(
    engines: EngineProcess, far: Modeller, features_path: Path
) -> None:
    before = far.choose(question(24)).scores.mean
    features_path.unlink()
    np.save(features_path, np.random.default_rng(1).normal(size=(N_GALAXIES, 6)).astype(np.float32))
    again = engines.model(features_path, expected)
    after = again.choose(question(24)).scores.mean
    np.testing.assert_array_equal(after, Engine(features_path).choose(question(24)).scores.mean)
    assert not np.array_equal(after, before)


def test_damaged_vectors_are_a_sentence(engines: EngineProcess, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="the vectors in use were removed or are damaged"):
        engines.model(tmp_path / "gone.npy", expected).choose(question(1))


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody cut a file that is mapped")
def test_vectors_cut_under_the_engine_end_its_process_and_are_a_sentence_here(
    far: Modeller, engines: EngineProcess, features_path: Path
) -> None:
    """A look at what is no longer behind a map ends the process that looks (SIGBUS); the next begins and says so."""
    far.choose(question(6))
    ended, whole = process_of(engines), features_path.read_bytes()
    os.truncate(features_path, 200)
    with pytest.raises(
        ReportedError, match="the vectors in use were removed or are damaged; the ratings are safe"
    ):
        far.choose(question(24))
    assert process_of(engines) != ended
    features_path.write_bytes(whole)
    assert far.choose(question(24)).scores.n_labels == 24


def test_a_desk_outlives_its_engine(workspace_path: Path, mailbox: Mailbox) -> None:
    engines = EngineProcess()
    workbench = Workbench(Workspace.open(workspace_path, rater="Vera"), JobRunner(mailbox.put), engines)
    workbench.set_setting("map by itself", False)
    workbench.start()

    def is_known(n_labels: int) -> Callable[[], bool]:
        return lambda: workbench.state.scores is not None and workbench.state.scores.n_labels == n_labels

    try:
        workbench.decisions.rate_rows(range(5), 4)
        assert mailbox.run_until(is_known(5))
        assert mailbox.run_until(lambda: not workbench.state.busy)
        os.kill(process_of(engines), signal.SIGTERM)
        workbench.decisions.rate_rows(range(5, 12), 0)
        assert mailbox.run_until(is_known(12))
        assert workbench.state.scores.mean[2] > workbench.state.scores.mean[8]
    finally:
        workbench.close()
    with Workspace.open(workspace_path, read_only=True) as workspace:
        assert len(list(workspace.journal.current(workspace.current_interest))) == 12


def process_of(engines: EngineProcess) -> int:
    child = engines._companion._child
    assert child is not None
    pid = child._process.pid
    assert pid is not None
    return pid
