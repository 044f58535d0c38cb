"""The whole program once through: a mosaic in, sixty ratings by key, a curated list out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gzlabel.catalogue import read_table


@pytest.mark.slow
def test_the_scripted_session_plays_through(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "gzlabel", "demo", "--headless", "--out", str(tmp_path)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    summary = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert json.loads(done.stdout) == summary
    assert set(summary) == {
        "galaxies",
        "ratings",
        "clusters",
        "mean_rating_first_ten",
        "mean_rating_last_ten",
        "versions",
    }
    assert 1200 <= summary["galaxies"] <= 1900
    assert summary["ratings"] >= 60
    assert summary["clusters"] > 0
    liked = read_table(tmp_path / "curated.csv")
    assert liked.num_rows == read_table(tmp_path / "curated.fits").num_rows > 0
    assert min(liked.column("gz_rating").to_pylist()) >= 3
    picture = np.asarray(Image.open(tmp_path / "desk.png").convert("L"))
    assert picture.shape[1] >= 1280
    assert picture.std() > 10
