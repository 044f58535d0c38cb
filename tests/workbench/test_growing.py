"""While vectors are still being made, those there are can be searched and seen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gzlabel.embedding import EmbeddingMatrix, Manifest
from gzlabel.progress import Step
from gzlabel.workbench import background
from gzlabel.workbench.background import Background
from gzlabel.workbench.state import Job
from gzlabel.workbench.work.jobs import JobRunner
from gzlabel.workbench.work.mailbox import Mailbox
from gzlabel.workbench.workbench import Workbench
from gzlabel.workspace import Workspace


@pytest.fixture
def half_done(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    """As in the middle of a run: half of the vectors are there, and the job goes on."""
    folder = workbench.path / "embedding"
    valid = np.load(folder / "valid.npy")
    valid[150:] = False
    np.save(folder / "valid.npy", valid)
    monkeypatch.setattr(background, "_FIRST_LOOK", 100)
    workbench.background.features_path = None
    workbench._store.put_job(Job("embedding", "Vectors", "", 0.5))
    return workbench


def test_model_and_map_follow_the_vectors_there_are(half_done: Workbench, mailbox: Mailbox) -> None:
    half_done.background._grow(Step("Embedding", 150, 300))
    assert mailbox.run_until(lambda: n_scored(half_done) == 150)
    assert mailbox.run_until(lambda: n_mapped(half_done) == 150)
    half_done.background._grow(Step("Embedding", 160, 300))
    assert len(list((half_done.path / "embedding").glob("growing-*.npy"))) == 1, "not before they doubled"


def test_whole_vectors_stay_in_use_while_others_are_made(half_done: Workbench, mailbox: Mailbox) -> None:
    half_done.background.features_path = EmbeddingMatrix.open(half_done.path / "embedding").reduced_path
    half_done.background._grow(Step("Embedding", 150, 300))
    mailbox.run_until(lambda: False, 0.5)
    assert not any((half_done.path / "embedding").glob("growing-*.npy"))


def test_what_comes_after_the_run_has_ended_is_of_no_use(half_done: Workbench, mailbox: Mailbox) -> None:
    half_done._store.end_job("embedding")
    half_done.background._grow(Step("Embedding", 150, 300))
    folder = half_done.path / "embedding"
    assert mailbox.run_until(lambda: any(folder.glob("growing-*.npy")))
    mailbox.run_until(lambda: False, 0.5)
    assert n_scored(half_done) == 300


@pytest.fixture
def begun(workspace_path: Path) -> Callable[[str], Path]:
    """A workspace whose run stopped before its last block."""

    def stop(encoder: str) -> Path:
        folder = workspace_path / "embedding"
        manifest = Manifest.read(folder)
        replace(manifest, encoder=encoder, complete=False).write(folder)
        return workspace_path

    return stop


def test_a_run_that_was_interrupted_is_finished(begun: Callable[[str], Path], launched: list[str]) -> None:
    opened(begun("morphology")).close()
    assert launched == ["embed"]


def test_a_run_whose_weights_are_not_known_here_is_told(
    begun: Callable[[str], Path], launched: list[str]
) -> None:
    workbench = opened(begun("swin_tiny_patch4_window7_224"))
    told = [notice.text for notice in workbench.state.notices]
    workbench.close()
    assert launched == []
    assert any("the run of swin_tiny_patch4_window7_224 was interrupted" in text for text in told), told


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    calls: list[str] = []
    monkeypatch.setattr(Background, "embed", lambda self, encoder, options=None: calls.append("embed"))
    return calls


def opened(path: Path) -> Workbench:
    workbench = Workbench(Workspace.open(path, rater="Vera"), JobRunner(Mailbox().put))
    workbench.set_setting("map by itself", False)
    workbench.start()
    return workbench


def n_scored(workbench: Workbench) -> int:
    scores = workbench.state.scores
    return int(np.isfinite(scores.mean).sum()) if scores else 0


def n_mapped(workbench: Workbench) -> int:
    shown = workbench.state.map
    return int(np.isfinite(shown.positions[:, 0]).sum()) if shown else 0
