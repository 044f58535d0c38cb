"""Every command with a field for its key: click it, press the key."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFormLayout, QFrame, QKeySequenceEdit, QLabel, QScrollArea, QWidget

from gzlabel.desk.commands import COMMANDS, MENUS
from gzlabel.desk.keys.keymap import Keys, usual_keys
from gzlabel.desk.style.look import GAP, HALF
from gzlabel.desk.words.language import translated


class KeysTable(QScrollArea):
    """Fields for the first key of each command; the others stay.

    Signals
    -------
    edited()
        Some key was changed.
    """

    edited = Signal()

    def __init__(self, keys: Keys, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = keys
        self._fields: dict[str, QKeySequenceEdit] = {}
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Keys"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget(self)
        form = QFormLayout(inside)
        form.setContentsMargins(0, 0, GAP, 0)
        form.setVerticalSpacing(HALF)
        for menu in MENUS:
            title = QLabel(translated(menu), inside)
            title.setProperty("role", "title")
            form.addRow(title)
            for command in COMMANDS:
                if command.menu == menu:
                    form.addRow(command.text, self._field(command.id, command.text, inside))
        self.setWidget(inside)

    def changes(self) -> dict[str, tuple[str, ...]]:
        """The commands whose keys differ from the table's."""
        usual = usual_keys()
        chosen = {name: self._chosen(name, field) for name, field in self._fields.items()}
        return {name: keys for name, keys in chosen.items() if keys != usual[name]}

    def show_usual(self) -> None:
        """Put the table's own keys back into every field."""
        self._keys = usual_keys()
        for name, field in self._fields.items():
            keys = self._keys[name]
            field.setKeySequence(QKeySequence(keys[0] if keys else ""))

    def set_key(self, command_id: str, key: str) -> None:
        """Put a key into one field."""
        self._fields[command_id].setKeySequence(QKeySequence(key))

    def _field(self, command_id: str, text: str, parent: QWidget) -> QKeySequenceEdit:
        keys = self._keys.get(command_id, ())
        field = QKeySequenceEdit(QKeySequence(keys[0] if keys else ""), parent)
        field.setMaximumSequenceLength(1)
        field.setClearButtonEnabled(True)
        field.setAccessibleName(text)
        field.keySequenceChanged.connect(self.edited)
        self._fields[command_id] = field
        return field

    def _chosen(self, name: str, field: QKeySequenceEdit) -> tuple[str, ...]:
        present = self._keys.get(name, ())
        key = field.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if present and QKeySequence(present[0]) == field.keySequence():
            return present
        return ((key,) if key else ()) + present[1:]
