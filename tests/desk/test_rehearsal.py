"""The scripted session says what keeps it, and does not wait for what cannot come."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from gzlabel.desk.rehearsal import rehearse_session
from gzlabel.embedding import import_matrix
from gzlabel.errors import GzlabelError
from gzlabel.workspace import Workspace

N_GALAXIES = 40


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A workspace whose vectors are cut short."""
    path = tmp_path / "made.gzlabel"
    np.save(tmp_path / "vectors.npy", np.ones((N_GALAXIES, 4), np.float32))
    shapes = np.linspace(0, 1, N_GALAXIES)
    table = pa.table({"ellipticity": shapes, "size_px": 20 * shapes})
    with Workspace.create(path, table) as workspace:
        import_matrix(tmp_path / "vectors.npy", workspace.embedding_folder, N_GALAXIES)
        for vectors in workspace.embedding_folder.glob("*.npy"):
            vectors.write_bytes(vectors.read_bytes()[:200])
    return path


@pytest.mark.timeout(60)  # the session's own patience is 300 s
def test_a_session_whose_vectors_are_damaged_ends_with_the_reason(damaged: Path, tmp_path: Path) -> None:
    with pytest.raises(GzlabelError, match=r"waited in vain for vectors\. .*the embedding is damaged"):
        rehearse_session(damaged, tmp_path)
