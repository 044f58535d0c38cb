import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from gzlabel.embedding import EmbeddingMatrix, embed, make_encoder
from gzlabel.embedding.store import committed_blocks
from tests.embedding.killable import DrawnImages


def test_a_run_killed_outright_goes_on_from_its_last_whole_block(tmp_path):
    script = Path(__file__).with_name("killable.py")
    run = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    until = time.monotonic() + 60
    while len(committed_blocks(tmp_path)) < 3 and run.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.wait()
    partial = EmbeddingMatrix.open(tmp_path)
    n_kept = int(partial.valid.sum())
    assert 3 * 128 <= n_kept < 1600
    assert np.isfinite(partial.vectors[partial.valid]).all()
    images = DrawnImages(1600)
    matrix = embed(images, make_encoder(), tmp_path)
    assert matrix.valid.all()
    expected = make_encoder().encode([images.read(row) for row in range(0, 1600, 100)])
    np.testing.assert_allclose(matrix.vectors[::100], expected, atol=1e-4)
