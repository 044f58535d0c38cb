"""Words of a stranger's catalogue, file or message are shown to the letter: their markup is not followed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gzlabel.desk.elided_label import ElidedLabel
from gzlabel.desk.galaxy.facts import Facts
from gzlabel.desk.galaxy.galaxy_panel import GalaxyPanel
from gzlabel.desk.plain_tip import plain_tip
from gzlabel.desk.style.look import Look
from gzlabel.desk.welcome import Welcome
from gzlabel.desk.window import DeskWindow

EVIL = '<img src="file:////stranger/share/x.png"><b>NGC 1</b>'


def read(text: str) -> str:
    """What a person reads where Qt follows markup."""
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText().replace("\xa0", " ")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_a_tip_shows_markup_to_the_letter_and_plain_words_as_they_are() -> None:
    assert read(plain_tip(EVIL)) == EVIL
    assert plain_tip("a < b & c\nd") == "a < b & c\nd"


def test_columns_of_a_galaxy(look: Look, parent: QWidget) -> None:
    facts = Facts(look, parent)
    facts.show_facts([("name", EVIL), (EVIL, "1")])
    assert "<img" not in facts.toolTip()
    assert EVIL in read(facts.toolTip())
    assert facts.accessibleDescription() == f"name: {EVIL}\n{EVIL}: 1"


def test_a_name_that_has_no_room(qtbot: QtBot, parent: QWidget) -> None:
    label = ElidedLabel(EVIL, parent)
    label.resize(30, 20)
    parent.show()
    qtbot.waitUntil(lambda: bool(label.toolTip()))
    assert "<img" not in label.toolTip()


def test_a_name_without_any_room_is_no_ellipsis(qtbot: QtBot, parent: QWidget) -> None:
    label = ElidedLabel("NGC 1365", parent)
    label.resize(12, 20)
    parent.show()
    qtbot.waitUntil(lambda: label.toolTip() == "NGC 1365")
    image = label.grab().toImage()
    assert {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())} == {
        image.pixel(0, 0)
    }


@pytest.mark.usefixtures("look")
def test_labels_and_questions_are_plain(qtbot: QtBot, parent: QWidget) -> None:
    label, question = QLabel(EVIL, parent), QMessageBox(parent)
    question.setText(EVIL)
    parent.show()
    question.show()
    labels = [label, *question.findChildren(QLabel)]
    assert {one.textFormat().name for one in labels if one.text()} == {"PlainText"}
    question.close()


def test_a_workspace_whose_name_is_markup(qtbot: QtBot, look: Look) -> None:
    path = Path('/x/"><img src=y>.gzlabel')
    welcome = Welcome(look, (path,))
    qtbot.addWidget(welcome)
    link = next(one for one in welcome.findChildren(QLabel) if "href" in one.text())
    assert "<img" not in link.text()
    assert read(link.text()) == path.stem
    assert read(link.toolTip()) == str(path)


def test_what_is_ours_to_mark_up_stays_so(desk: DeskWindow) -> None:
    figure = desk.findChild(GalaxyPanel).findChildren(
        QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly
    )
    assert [one.textFormat().name for one in figure if one.text().startswith("<b>")] == ["RichText"]
