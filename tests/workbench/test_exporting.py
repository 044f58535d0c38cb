"""What a list says of a model whose standard deviations are still being worked out."""

from pathlib import Path

import numpy as np
import pytest

from gzlabel.catalogue import read_table
from gzlabel.workbench.exporting import Wanted, export
from gzlabel.workbench.model.outlook import Choice
from gzlabel.workbench.model.question import Question
from gzlabel.workbench.record import Record
from gzlabel.workbench.state import Scores
from gzlabel.workspace import Workspace

NONE = np.zeros(0, dtype=np.int64)


@pytest.mark.parametrize("is_settled", [True, False])
def test_a_bound_is_not_written_as_a_standard_deviation(
    workspace_path: Path, tmp_path: Path, is_settled: bool
) -> None:
    out = tmp_path / "list.ecsv"
    with Workspace.open(workspace_path) as workspace:
        n = workspace.catalogue.n_galaxies
        question = Question(0, 0, "rings", NONE, NONE.astype(np.float32), NONE, NONE, (), 10, "default")
        scores = Scores(*(np.full(n, value, np.float32) for value in (1.5, 2.5, 0.5)), 1, 0, "searching")
        choice = Choice(question, scores, is_settled, NONE, NONE, "a model")
        record = Record.read(workspace, workspace.current_interest)
        written = export(workspace, workspace.current_interest, record, choice, None, out, Wanted("all"))
    table = read_table(out)
    assert set(table["gz_mean"].to_pylist()) == {1.5}
    assert set(table["gz_std"].to_pylist()) == ({2.5} if is_settled else {None})
    assert any("still being worked out" in note for note in written.notes) is not is_settled
