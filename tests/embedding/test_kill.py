import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from gzlabel.embedding import EmbeddingMatrix, embed, import_matrix, make_encoder
from gzlabel.embedding.store import committed_blocks
from tests.embedding.killable import DrawnImages


@pytest.mark.parametrize("has_vectors", [False, True])
def test_a_run_killed_outright_goes_on_from_its_last_whole_block(tmp_path, has_vectors):
    """Where there are vectors by another recipe, they are in use until then."""
    place = tmp_path
    if has_vectors:
        np.save(tmp_path / "made-elsewhere.npy", np.ones((1600, 3), dtype=np.float32))
        import_matrix(tmp_path / "made-elsewhere.npy", tmp_path / "here", 1600)
        tmp_path, place = tmp_path / "here", tmp_path / "here" / "run-1"
    script = Path(__file__).with_name("killable.py")
    run = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    until = time.monotonic() + 60
    while len(committed_blocks(place)) < 3 and run.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.wait()
    if has_vectors:
        assert EmbeddingMatrix.open(tmp_path).manifest.encoder == "imported"
    partial = EmbeddingMatrix.open(place)
    n_kept = int(partial.valid.sum())
    assert 3 * 128 <= n_kept < 1600
    assert np.isfinite(partial.vectors[partial.valid]).all()
    images = DrawnImages(1600)
    matrix = embed(images, make_encoder(), tmp_path)
    assert matrix.valid.all()
    assert matrix.folder == place
    expected = make_encoder().encode([images.read(row) for row in range(0, 1600, 100)])
    np.testing.assert_allclose(matrix.vectors[::100], expected, atol=1e-4)
