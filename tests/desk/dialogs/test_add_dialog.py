"""Rows added from the desk: the workspace closes, grows and opens again."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gzlabel.catalogue import write_table
from gzlabel.desk.dialogs.add_dialog import AddDialog
from gzlabel.desk.memory import Memory
from gzlabel.desk.programme import Programme
from gzlabel.desk.style.look import Look
from gzlabel.desk.window import DeskWindow
from gzlabel.embedding import import_matrix
from gzlabel.workspace import Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    vectors = np.random.default_rng(2).normal(size=(32, 8)).astype(np.float32)
    np.save(tmp_path / "old.npy", vectors[:30])
    np.save(tmp_path / "new.npy", vectors[30:])
    write_table(pa.table({"name": ["N0", "N1"]}), tmp_path / "new.csv")
    path = tmp_path / "w.gzlabel"
    with Workspace.create(path, pa.table({"name": [f"G{n}" for n in range(30)]}), id_column="name") as made:
        made.set_setting("map by itself", False)
        import_matrix(tmp_path / "old.npy", made.embedding_folder, 30).reduced()
    return path


def test_the_desk_comes_back_with_the_further_galaxies(
    look: Look, memory: Memory, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    programme = Programme(look, memory)
    desk = programme.open(path)
    desk.actions_table.run("workspace.add")
    qtbot.waitUntil(lambda: bool(_dialogs()))
    dialog = _dialogs()[0]
    dialog.add()
    assert dialog.message == "Choose the table."
    dialog.table.set_text(str(tmp_path / "new.csv"))
    dialog.add()
    qtbot.waitUntil(lambda: "--features" in dialog.message and not dialog.is_busy, timeout=60_000)
    dialog.features.set_text(str(tmp_path / "new.npy"))
    dialog.add()
    qtbot.waitUntil(lambda: isinstance(programme.window, DeskWindow), timeout=60_000)
    window = programme.window
    assert isinstance(window, DeskWindow)
    assert window.workbench.state.n_galaxies == 32
    window.close()
    window.deleteLater()


def _dialogs() -> list[AddDialog]:
    return [one for one in QApplication.allWidgets() if isinstance(one, AddDialog)]
