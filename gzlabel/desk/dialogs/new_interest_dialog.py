"""Asks what to look for, and what to begin with."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from gzlabel.desk.clusters.cluster_title import cluster_title
from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.dialogs.example_field import ExampleField
from gzlabel.desk.dialogs.path_field import PathField
from gzlabel.desk.dialogs.table_patterns import readable_tables
from gzlabel.desk.keys.tab_order import lay_tab_order
from gzlabel.desk.style.look import GAP, WIDE
from gzlabel.desk.words.counted import told
from gzlabel.workbench.beginnings import Start

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_MOST_EXAMPLES = 100


class NewInterestDialog(QDialog):
    """A name, and one of: nothing, examples, a cluster, a list.

    The selection, where there is one, stands among the examples already.
    """

    def __init__(self, workbench: "Workbench", parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.setWindowTitle(self.tr("New interest"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name, self.examples, self.cluster = QLineEdit(self), ExampleField(self), QComboBox(self)
        tables = self.tr("Tables ({0});;All (*)").format(readable_tables())
        self.list = PathField(self.tr("List of galaxies"), "file", self, tables)
        self.hinted, self._words = QCheckBox(self), QLabel(self)
        self._choices = QButtonGroup(self)
        self._buttons = QDialogButtonBox(self)
        self._begin = self._buttons.addButton(self.tr("Begin"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._fill()
        self._arrange()
        self._connect()
        self.choose("examples" if self.examples.examples else "nothing")

    def choose(self, which: str) -> None:
        """Mark "nothing", "examples", "cluster" or "list"."""
        for button in self._choices.buttons():
            button.setChecked(button.objectName() == which)

    @property
    def start(self) -> Start:
        """What is marked."""
        which = next(one.objectName() for one in self._choices.buttons() if one.isChecked())
        return Start(
            examples=self.examples.examples if which == "examples" else (),
            cluster=str(self.cluster.currentData() or "") if which == "cluster" else "",
            list_path=Path(self.list.text) if which == "list" and self.list.text else None,
            hinted=self.hinted.isChecked(),
        )

    def accept(self) -> None:
        self._workbench.beginnings.begin(self.name.text().strip(), self.start)
        super().accept()

    def _fill(self) -> None:
        state = self._workbench.state
        rows = state.selection[:_MOST_EXAMPLES].tolist()
        self.examples.setPlainText("\n".join(self._workbench.galaxies.id_of(row) for row in rows))
        for one in state.clusters.summaries if state.clusters else ():
            self.cluster.addItem(
                told(self.tr("{0} ({1:,} galaxies)"), cluster_title(one.name), one.size), one.key
            )
        self.cluster.setPlaceholderText(self.tr("There are no clusters yet."))
        self.hinted.setText(self.tr("It is related to “{0}”: expect some of the same").format(state.interest))
        self.hinted.setEnabled(state.scores is not None and state.counts.liked > 0)

    def _arrange(self) -> None:
        self.name.setPlaceholderText(self.tr("What do you look for?"))
        self.name.setAccessibleName(self.tr("Name of the interest"))
        self.cluster.setAccessibleName(self.tr("Cluster"))
        self.cluster.setEnabled(self.cluster.count() > 0)
        form = QFormLayout()
        form.setSpacing(GAP)
        form.addRow(self.tr("Look for"), self.name)
        form.addRow(self._choice("nothing", self.tr("From nothing"), self.name))
        form.addRow(self._choice("examples", self.tr("From examples"), self.name), self.examples)
        form.addRow(self._choice("cluster", self.tr("From a cluster"), self.cluster), self.cluster)
        form.addRow(self._choice("list", self.tr("From a list"), self.list), self.list)
        form.addRow(self.hinted)
        fields = (self.examples, self.cluster, self.list, self.hinted, self._buttons)
        lay_tab_order((self.name, *self._choices.buttons(), *fields))
        self.examples.setFixedHeight(5 * self.fontMetrics().lineSpacing() + WIDE)
        self._words.setProperty("role", "error")
        self._words.setVisible(False)
        self._words.setWordWrap(True)
        column = DialogColumn(self, form, self._words, self._buttons)
        column.addStrut(488)

    def _connect(self) -> None:
        self._begin.setDefault(True)
        self._begin.setEnabled(False)
        self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self._check)
        self._choices.buttonToggled.connect(self._check)
        self.examples.textChanged.connect(self._on_examples)
        self.cluster.activated.connect(self._on_cluster)
        self.list.changed.connect(self._on_list)

    def _choice(self, which: str, text: str, beside: QWidget) -> QRadioButton:
        button = QRadioButton(text, self)
        button.setMinimumHeight(beside.sizeHint().height())
        button.setObjectName(which)
        self._choices.addButton(button)
        return button

    @property
    def message(self) -> str:
        """Why it cannot begin like this; empty where it can, or where only the name is wanting."""
        name, start = self.name.text().strip(), self.start
        if name in self._workbench.state.interests:
            return self.tr("There is already an interest named {0}.").format(name)
        if start.list_path is not None and not start.list_path.exists():
            return self.tr("There is no file {0}.").format(start.list_path)
        return ""

    def _check(self) -> None:
        self._words.setText(self.message)
        self._words.setVisible(bool(self.message))
        self._begin.setEnabled(bool(self.name.text().strip()) and not self.message)

    def _on_examples(self) -> None:
        self.choose("examples")

    def _on_cluster(self) -> None:
        self.choose("cluster")

    def _on_list(self) -> None:
        self.choose("list")
        self._check()
