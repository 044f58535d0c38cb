"""While vectors are still being made, those there are can be searched and seen."""

import numpy as np
import pytest

from gzlabel.progress import Step
from gzlabel.workbench import background
from gzlabel.workbench.mailbox import Mailbox
from gzlabel.workbench.state import Job
from gzlabel.workbench.workbench import Workbench


@pytest.fixture
def half_done(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    """As in the middle of a run: half of the vectors are there, and the job goes on."""
    folder = workbench.path / "embedding"
    valid = np.load(folder / "valid.npy")
    valid[150:] = False
    np.save(folder / "valid.npy", valid)
    monkeypatch.setattr(background, "_FIRST_LOOK", 100)
    workbench._store.put_job(Job("embedding", "Vectors", "", 0.5))
    return workbench


def test_model_and_map_follow_the_vectors_there_are(half_done: Workbench, mailbox: Mailbox) -> None:
    half_done.background._grow(Step("Embedding", 150, 300))
    assert mailbox.run_until(lambda: n_scored(half_done) == 150)
    assert mailbox.run_until(lambda: n_mapped(half_done) == 150)
    half_done.background._grow(Step("Embedding", 160, 300))
    assert len(list((half_done.path / "embedding").glob("growing-*.npy"))) == 1, "not before they doubled"


def test_what_comes_after_the_run_has_ended_is_of_no_use(half_done: Workbench, mailbox: Mailbox) -> None:
    half_done._store.end_job("embedding")
    half_done.background._grow(Step("Embedding", 150, 300))
    folder = half_done.path / "embedding"
    assert mailbox.run_until(lambda: any(folder.glob("growing-*.npy")))
    mailbox.run_until(lambda: False, 0.5)
    assert n_scored(half_done) == 300


def n_scored(workbench: Workbench) -> int:
    scores = workbench.state.scores
    return int(np.isfinite(scores.mean).sum()) if scores else 0


def n_mapped(workbench: Workbench) -> int:
    shown = workbench.state.map
    return int(np.isfinite(shown.positions[:, 0]).sum()) if shown else 0
