"""What the system asks a running program to open."""

from pathlib import Path

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QLabel

from gzlabel.desk.memory import Memory
from gzlabel.desk.opened_files import OpenedFiles
from gzlabel.desk.programme import Programme
from gzlabel.desk.style.look import Look
from gzlabel.desk.welcome import Welcome


def test_a_double_clicked_workspace_is_taken_up(qapp: QApplication, tmp_path: Path) -> None:
    taken: list[Path] = []
    watcher = OpenedFiles(qapp, taken.append)
    QApplication.sendEvent(qapp, QFileOpenEvent(str(tmp_path / "rings.gzlabel")))
    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl("https://example.org/rings")))
    QApplication.sendEvent(qapp, QEvent(QEvent.Type.ApplicationActivate))
    watcher.deleteLater()
    assert taken == [tmp_path / "rings.gzlabel"], "addresses are none of ours"


def test_what_cannot_be_opened_is_told_on_the_first_page(look: Look, memory: Memory, tmp_path: Path) -> None:
    programme = Programme(look, memory)
    programme.change_to(tmp_path / "gone.gzlabel")
    window = programme.window
    assert isinstance(window, Welcome)
    assert any("gone.gzlabel" in label.text() for label in window.findChildren(QLabel))
    window.close()
    window.deleteLater()
