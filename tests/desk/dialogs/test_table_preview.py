"""Before a workspace is made: first rows, images, proposals, and how many images are missing."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gzlabel.desk.dialogs.new_dialog import NewDialog
from gzlabel.desk.dialogs.table_patterns import readable_tables, writable_tables
from gzlabel.workspace import Workspace


@pytest.fixture
def home(qapp: QApplication) -> Iterator[QWidget]:
    widget = QWidget()
    yield widget
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Galaxy Zoo 2 as its notebook has it: vectors in columns, images beside; one is missing."""
    (tmp_path / "data" / "images").mkdir(parents=True)
    lines = ["asset_id,ra,dec,ring,morphology,embedding_0,embedding_1,embedding_2"]
    for row in range(12):
        if row != 2:
            pixels = np.full((20, 20, 3), 20 * row, np.uint8)
            Image.fromarray(pixels).save(tmp_path / "data" / "images" / f"{58 + row}.jpg")
        lines.append(f"{58 + row},{150 + row},{row},{row % 2},Sb,{row},1,2")
    path = tmp_path / "gz2_data.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_what_would_be_made_is_shown_before_anything_is(
    home: QWidget, qtbot: QtBot, table: Path, tmp_path: Path
) -> None:
    dialog = NewDialog("table", home)
    dialog.fill(table)
    dialog.show()
    qtbot.waitUntil(lambda: "12 galaxies" in dialog.preview.words.text(), timeout=20_000)
    words = dialog.preview.words.text()
    assert "1 of 12 images are missing" in words
    assert "Vectors: embedding_0 … embedding_2" in words
    assert "Fit for colour: ring" in words
    assert dialog.columns["id"].currentText() == "asset_id, found by itself"
    assert dialog.columns["ra"].currentText() == "ra, found by itself"
    assert dialog.preview.table.item(0, 0).text() == "58"
    assert dialog.preview.n_pictures == 6
    assert not list(tmp_path.glob("*.gzlabel"))
    dialog.columns["id"].setCurrentIndex(dialog.columns["id"].findData("morphology"))
    dialog.columns["id"].activated.emit(0)
    qtbot.waitUntil(lambda: "repeat an id of 'morphology'" in dialog.preview.words.text(), timeout=20_000)
    dialog.columns["id"].setCurrentIndex(dialog.columns["id"].findData("asset_id"))
    with qtbot.waitSignal(dialog.made, timeout=60_000) as made:
        dialog.make()
    with Workspace.open(Path(made.args[0]), read_only=True) as workspace:
        assert workspace.catalogue.id_column == "asset_id"
        assert workspace.images.missing().tolist() == [2]


def test_a_table_that_cannot_be_used_says_why(home: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    dialog = NewDialog("table", home)
    dialog.fill(tmp_path / "empty.csv")
    qtbot.waitUntil(lambda: "0 bytes" in dialog.message, timeout=20_000)
    dialog.reject()
    qtbot.waitUntil(lambda: not [one for one in threading.enumerate() if "preview" in one.name])


def test_the_dialog_offers_every_format_of_tables() -> None:
    offered, written = readable_tables().split(), writable_tables().split()
    assert {
        "*.csv",
        "*.tsv",
        "*.ecsv",
        "*.fits",
        "*.vot",
        "*.parquet",
        "*.feather",
        "*.h5",
        "*.gz",
        "*.lz4",
    } <= set(offered)
    assert {"*.csv", "*.fits", "*.vot", "*.reg", "*.ids"} <= set(written)
    assert "*.reg" not in offered
