"""What the commands know of a workspace whose disk or vectors failed."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from gzlabel.embedding import EmbeddingMatrix, import_matrix
from gzlabel.errors import EmbeddingError
from gzlabel.workbench.headless import model
from gzlabel.workbench.model.fitted import fitted_key
from gzlabel.workspace import NewDecision, Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    np.save(tmp_path / "v.npy", np.random.default_rng(0).normal(size=(60, 5)).astype(np.float32))
    with Workspace.create(tmp_path / "w.gzlabel", pa.table({"id": list(range(60))})) as workspace:
        import_matrix(tmp_path / "v.npy", workspace.embedding_folder, 60)
        workspace.journal.append(workspace.current_interest, [NewDecision(3, "rating", 5)])
    return tmp_path / "w.gzlabel"


@pytest.mark.parametrize("fault", [PermissionError(13, "denied"), OSError(28, "no space left")])
def test_where_nothing_can_be_written_beside_the_vectors_the_model_is_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError
) -> None:
    def cannot_write(self: EmbeddingMatrix) -> None:
        raise fault

    with Workspace.open(path, read_only=True) as workspace:
        with monkeypatch.context() as failing:
            failing.setattr(EmbeddingMatrix, "reduced", cannot_write)
            without = model(workspace, workspace.current_interest).outlook.scores.mean
        assert not list(workspace.embedding_folder.glob("reduced*"))
        np.testing.assert_array_equal(
            without, model(workspace, workspace.current_interest).outlook.scores.mean
        )


def test_a_fit_that_the_desk_kept_is_not_made_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Workspace.open(path) as workspace:
        interest = workspace.current_interest
        workspace.journal.append(interest, [NewDecision(row, "rating", row % 6) for row in range(12)])
        view = model(workspace, interest)
        made = view.outlook.choice
        assert view.fitted is not None
        assert view.fitted.material == made.material
        workspace.set_setting(fitted_key(interest), view.fitted.told())
        monkeypatch.delattr("gzlabel.workbench.headless.fit_hyperparameters")
        again = model(workspace, interest).outlook.choice
    assert (again.model, again.material) == (made.model, made.material)
    np.testing.assert_allclose(again.scores.mean, made.scores.mean, atol=1e-5)


def test_vectors_that_are_cut_short_are_called_damaged_not_missing(path: Path) -> None:
    vectors = path / "embedding" / "vectors.npy"
    vectors.write_bytes(vectors.read_bytes()[:500])
    with (
        Workspace.open(path, read_only=True) as workspace,
        pytest.raises(EmbeddingError, match=r"damaged.*mbed again"),
    ):
        model(workspace, workspace.current_interest)
