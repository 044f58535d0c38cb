import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from gzlabel.embedding import EmbeddingMatrix, embed, import_matrix, make_encoder
from gzlabel.embedding.distributed import embed_distributed
from gzlabel.embedding.partition import EncoderRecipe, embed_partition, read_partition
from gzlabel.embedding.store import BlockStore
from gzlabel.errors import EmbeddingError
from tests.embedding.killable import DrawnImages, RetouchedImages

RECIPE = EncoderRecipe("morphology")


@pytest.fixture
def scheduler_address(tmp_path):
    file = tmp_path / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--scheduler-file", str(file), "--no-dashboard"], stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 60
        while not file.exists() and time.monotonic() < until:
            time.sleep(0.05)
        yield json.loads(file.read_text())["address"]
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def start_worker(scheduler_address, tmp_path):
    workers = []

    def start():
        command = [sys.executable, "-m", "distributed.cli.dask_worker", scheduler_address, "--no-nanny"]
        workers.append(
            subprocess.Popen(
                [
                    *command,
                    "--nthreads",
                    "1",
                    "--no-dashboard",
                    "--local-directory",
                    str(tmp_path / "scratch"),
                ],
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(Path.cwd())},
            )
        )
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
        worker.wait()


@pytest.mark.slow
def test_a_worker_killed_midway_costs_its_partition_only(tmp_path, scheduler_address, start_worker):
    first, _ = start_worker(), start_worker()
    messages = []

    def kill_first_midway(step):
        messages.append(step.message)
        if step.done and first.poll() is None:
            first.send_signal(signal.SIGKILL)
            first.wait()

    images = partial(DrawnImages, 2600, 0.001)
    matrix = embed_distributed(
        images, RECIPE, tmp_path / "far", scheduler=scheduler_address, report=kill_first_midway
    )
    assert first.returncode == -signal.SIGKILL
    assert matrix.valid.all()
    assert matrix.manifest.complete
    assert messages[0].endswith("worker") or messages[0].endswith("workers")
    assert not any("://" in message for message in messages), "the dashboard is told by itself"
    drawn = [DrawnImages(2600).read(row) for row in range(0, 2600, 100)]
    np.testing.assert_allclose(matrix.vectors[::100], make_encoder().encode(drawn), atol=1e-4)


def test_a_run_on_one_machine_goes_on_with_the_matrix_of_a_cluster(tmp_path):
    embed(DrawnImages(300), make_encoder(), tmp_path)
    images = partial(DrawnImages, 300)
    (tmp_path / "blocks.jsonl").write_text("")
    store_before = (tmp_path / "vectors.npy").read_bytes()
    matrix = embed_distributed(images, RECIPE, tmp_path, workers=1)
    assert matrix.valid.all()
    assert (tmp_path / "vectors.npy").read_bytes() == store_before


def test_a_cluster_leaves_the_vectors_there_are_in_use_until_its_own_are_complete(tmp_path):
    np.save(tmp_path / "made-elsewhere.npy", np.ones((300, 3), dtype=np.float32))
    import_matrix(tmp_path / "made-elsewhere.npy", tmp_path / "here", 300)
    in_use = []

    def look(step):
        in_use.append(EmbeddingMatrix.open(tmp_path / "here").manifest.encoder)

    matrix = embed_distributed(partial(DrawnImages, 300), RECIPE, tmp_path / "here", workers=1, report=look)
    assert set(in_use) == {"imported"}
    assert matrix.manifest.encoder == "morphology"
    assert matrix.valid.all()
    assert not list(tmp_path.rglob("partitions"))


def test_a_partition_is_written_once(tmp_path):
    path, images = tmp_path / "part.npz", partial(DrawnImages, 40)
    embed_partition(images, RECIPE, path, 10, 30)
    before = path.stat().st_mtime_ns
    embed_partition(images, RECIPE, path, 10, 30)
    assert path.stat().st_mtime_ns == before
    with np.load(path) as stored:
        assert stored["vectors"].shape == (20, make_encoder().n_features)


def test_images_that_have_changed_are_done_anew_and_no_others(tmp_path, monkeypatch):
    retouched = tmp_path / "retouched.txt"
    retouched.write_text("")
    images = partial(RetouchedImages, 300, retouched)
    before = embed_distributed(images, RECIPE, tmp_path / "far", workers=1).vectors.copy()
    written = []
    commit = BlockStore.commit
    monkeypatch.setattr(
        BlockStore,
        "commit",
        lambda self, number, block: (written.append(number), commit(self, number, block)),
    )
    retouched.write_text("130\n")
    after = embed_distributed(images, RECIPE, tmp_path / "far", workers=1)
    assert written == [1]
    assert after.manifest.complete
    assert np.flatnonzero((after.vectors != before).any(axis=1)).tolist() == [130]


def test_a_partition_left_behind_is_done_anew_if_an_image_has_changed(tmp_path):
    path, retouched = tmp_path / "part.npz", tmp_path / "retouched.txt"
    retouched.write_text("")
    images = partial(RetouchedImages, 40, retouched)
    embed_partition(images, RECIPE, path, 10, 30)
    before = read_partition(path, 10, np.arange(10, 30))
    retouched.write_text("12\n")
    embed_partition(images, RECIPE, path, 10, 30)
    after = read_partition(path, 10, np.arange(10, 30))
    assert np.flatnonzero((after.vectors != before.vectors).any(axis=1)).tolist() == [2]


def test_no_scheduler_is_told(tmp_path, monkeypatch):
    import distributed

    def refuse(*arguments, **options):
        raise OSError("Timed out trying to connect to tcp://127.0.0.1:9")

    monkeypatch.setattr(distributed, "Client", refuse)
    with pytest.raises(
        EmbeddingError, match=r"no Dask scheduler answers at tcp://127.0.0.1:9.*dask scheduler"
    ):
        embed_distributed(partial(DrawnImages, 10), RECIPE, tmp_path, scheduler="tcp://127.0.0.1:9")


def test_without_dask_the_remedy_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EmbeddingError, match=r"needs Dask.*gzlabel\[cluster\]"):
        embed_distributed(partial(DrawnImages, 10), RECIPE, tmp_path, workers=2)
