"""What may be dropped on the desk and on the first page, and what comes of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gzlabel.desk.dropped import Drop, meaning
from gzlabel.desk.style.look import Look
from gzlabel.desk.welcome import Welcome
from gzlabel.desk.window import DeskWindow
from tests.desk.fake_workbench import FakeWorkbench


def drop(widget: QWidget, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *how)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), *how))


@pytest.fixture
def things(tmp_path: Path) -> dict[str, Path]:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / "NGC1.jpg").touch()
    (tmp_path / "rings.gzlabel").mkdir()
    (tmp_path / "catalogue.csv").touch()
    (tmp_path / "field.tif").touch()
    return {
        "pictures": pictures,
        "picture": pictures / "NGC1.jpg",
        "workspace": tmp_path / "rings.gzlabel",
        "table": tmp_path / "catalogue.csv",
        "mosaic": tmp_path / "field.tif",
    }


def test_what_a_drop_means(things: dict[str, Path]) -> None:
    assert meaning(things["workspace"]) is Drop.OPEN
    assert meaning(things["pictures"]) is Drop.FOLDER_OF_IMAGES
    assert meaning(things["table"]) is Drop.TABLE
    assert meaning(things["mosaic"]) is Drop.MOSAIC


@pytest.mark.parametrize(
    ("thing", "source"), [("table", "table"), ("mosaic", "mosaic"), ("pictures", "folder of images")]
)
def test_the_first_page_begins_a_workspace_with_it(
    look: Look, qtbot: QtBot, things: dict[str, Path], thing: str, source: str
) -> None:
    welcome = Welcome(look, ())
    with qtbot.waitSignal(welcome.new_asked) as asked:
        drop(welcome, things[thing])
    assert asked.args == [source, str(things[thing])]
    welcome.deleteLater()


def test_pictures_of_the_catalogue_become_a_page(
    desk: DeskWindow, workbench: FakeWorkbench, things: dict[str, Path]
) -> None:
    workbench.galaxies.find_id = {"NGC1": 7}.get
    drop(desk, things["picture"])
    assert workbench.calls[-1] == ("show_rows", [7], "dropped pictures")


def test_the_desk_leaves_for_a_workspace(desk: DeskWindow, qtbot: QtBot, things: dict[str, Path]) -> None:
    with qtbot.waitSignal(desk.left) as left:
        drop(desk, things["workspace"])
    assert left.args == [str(things["workspace"])]
