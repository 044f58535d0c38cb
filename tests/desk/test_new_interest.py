"""The dialog that begins a search: a name, and what to begin with."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QPushButton, QWidget

from gzlabel.desk.dialogs.new_interest_dialog import NewInterestDialog
from gzlabel.desk.window import DeskWindow
from gzlabel.workbench.beginnings import Start
from gzlabel.workbench.state import Part
from tests.desk.fake_workbench import FakeWorkbench


@pytest.fixture
def dialog(workbench: FakeWorkbench, parent: QWidget) -> NewInterestDialog:
    return NewInterestDialog(workbench, parent)


def test_it_needs_a_name_and_nothing_else(dialog: NewInterestDialog, workbench: FakeWorkbench) -> None:
    begin = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Begin")
    assert not begin.isEnabled()
    dialog.name.setText("lenses")
    assert begin.isEnabled()
    dialog.accept()
    assert ("beginnings.begin", "lenses", Start()) in workbench.calls


def test_it_says_why_it_cannot_begin_and_keeps_what_was_typed(
    dialog: NewInterestDialog, workbench: FakeWorkbench, tmp_path: Path
) -> None:
    begin = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Begin")
    dialog.name.setText("mergers")
    assert dialog.message == "There is already an interest named mergers."
    assert not begin.isEnabled()
    dialog.name.setText("lenses")
    assert dialog.message == ""
    dialog.list.set_text(str(tmp_path / "none.csv"))
    assert dialog.message == f"There is no file {tmp_path / 'none.csv'}."
    assert not begin.isEnabled()
    (tmp_path / "none.csv").write_text("id\n1\n")
    dialog.list.set_text(str(tmp_path / "none.csv") + " ")
    assert begin.isEnabled()


def test_tab_goes_through_it_as_it_is_read(dialog: NewInterestDialog) -> None:
    way, present = [], dialog.name.nextInFocusChain()
    while present is not dialog.name:
        way.append(present)
        present = present.nextInFocusChain()
    fields = [way.index(one) for one in (dialog.examples, dialog.cluster, dialog.hinted)]
    radios = [way.index(one) for one in dialog._choices.buttons()]
    assert radios == sorted(radios)
    assert max(radios) < fields[0]
    assert fields == sorted(fields)


def test_the_selection_stands_among_the_examples(workbench: FakeWorkbench, parent: QWidget) -> None:
    workbench.put(Part.SELECTION, selection=np.array([3, 9]))
    dialog = NewInterestDialog(workbench, parent)
    assert dialog.start == Start(examples=("SDSS J1003", "SDSS J1009"))


def test_files_can_be_dropped_among_the_names(dialog: NewInterestDialog, tmp_path: Path) -> None:
    dialog.examples.setPlainText("NGC 1\n\n")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "arc.jpg"))])
    assert dialog.examples.canInsertFromMimeData(dropped)
    dialog.examples.insertFromMimeData(dropped)
    assert dialog.start == Start(examples=("NGC 1", str(tmp_path / "arc.jpg")))


def test_a_cluster_or_a_list_marks_itself(dialog: NewInterestDialog, tmp_path: Path) -> None:
    dialog.cluster.setCurrentIndex(2)
    dialog.cluster.activated.emit(2)
    assert dialog.start == Start(cluster="k2")
    dialog.list.set_text(str(tmp_path / "list.csv"))
    assert dialog.start == Start(list_path=tmp_path / "list.csv")


def test_before_there_are_clusters_it_says_so(workbench: FakeWorkbench, parent: QWidget) -> None:
    workbench.put(Part.CLUSTERS, clusters=None)
    dialog = NewInterestDialog(workbench, parent)
    assert not dialog.cluster.isEnabled()
    assert dialog.cluster.placeholderText() == "There are no clusters yet."


def test_the_command_opens_it(desk: DeskWindow) -> None:
    desk.actions_table.run("interest.new")
    opened = desk.findChild(NewInterestDialog)
    assert opened is not None
    opened.reject()
