"""Asks which tags have keys: one that says yes, one that says no."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QWidget,
)

from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.keys.keymap import Keys
from gzlabel.desk.keys.tag_keys import SETTING, assert_free, tag_key_table
from gzlabel.desk.style.look import GAP
from gzlabel.errors import UserError
from gzlabel.workspace import NOT

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench

_N_EMPTY = 3


class TagKeysDialog(QDialog):
    """One line a tag, and a few empty ones."""

    def __init__(self, workbench: "Workbench", keys: Keys, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench, self._keys = workbench, keys
        self.setWindowTitle(self.tr("Keys for tags"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.lines: list[tuple[QLineEdit, QKeySequenceEdit, QKeySequenceEdit]] = []
        self._grid, self._words = QGridLayout(), QLabel(self)
        self._arrange()
        table = tag_key_table(workbench.state.settings)
        written = workbench.state.annotations.values()
        in_use = dict.fromkeys(tag.removeprefix(NOT) for one in written for tag in one.tags)
        for tag in dict.fromkeys([*table, *in_use]):
            self._add(tag, *table.get(tag, ("", "")))
        for _ in range(_N_EMPTY):
            self._add("", "", "")

    @property
    def table(self) -> dict[str, tuple[str, str]]:
        """Tags that have a key, with their keys."""
        found = {}
        for name, yes, no in self.lines:
            keys = (_written(yes), _written(no))
            if name.text().strip() and any(keys):
                found[name.text().strip()] = keys
        return found

    @property
    def message(self) -> str:
        """Why the keys cannot be used; empty if they can."""
        return self._words.text()

    def accept(self) -> None:
        try:
            assert_free(self.table, self._keys)
        except UserError as error:
            self._words.setText(str(error))
            return
        self._workbench.set_setting(SETTING, {tag: list(keys) for tag, keys in self.table.items()})
        super().accept()

    def _add(self, tag: str, yes: str, no: str) -> None:
        name = QLineEdit(tag, self)
        name.setAccessibleName(self.tr("Tag"))
        fields = [QKeySequenceEdit(QKeySequence(key), self) for key in (yes, no)]
        for field, words in zip(fields, (self.tr("Key for yes"), self.tr("Key for no")), strict=True):
            field.setMaximumSequenceLength(1)
            field.setClearButtonEnabled(True)
            field.setAccessibleName(words)
        line = self._grid.rowCount()
        for column, widget in enumerate((name, *fields)):
            self._grid.addWidget(widget, line, column)
        self.lines.append((name, fields[0], fields[1]))

    def _arrange(self) -> None:
        self._grid.setSpacing(GAP)
        for column, words in enumerate((self.tr("Tag"), self.tr("Key for yes"), self.tr("Key for no"))):
            head = QLabel(words, self)
            head.setProperty("role", "caption")
            self._grid.addWidget(head, 0, column)
        self._words.setProperty("role", "error")
        self._words.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        DialogColumn(self, self._grid, self._words, buttons, spacing=GAP).addStrut(448)


def _written(field: QKeySequenceEdit) -> str:
    return field.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
