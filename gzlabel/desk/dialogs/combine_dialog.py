"""Makes an interest of others: rings but not mergers."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from gzlabel.desk.dialogs.caption import Caption
from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.style.look import GAP, WIDE

if TYPE_CHECKING:
    from gzlabel.workbench.workbench import Workbench


class CombineDialog(QDialog):
    """Two columns to tick: what is wanted, and what is not; and a name that follows from them."""

    def __init__(self, workbench: "Workbench", parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.setWindowTitle(self.tr("Combine interests"))
        self._wanted: dict[str, QCheckBox] = {}
        self._unwanted: dict[str, QCheckBox] = {}
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Name of the new interest"))
        self._typed = False
        self.name.textEdited.connect(self._on_typed)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._begin = buttons.addButton(self.tr("Begin"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._begin.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        words = Caption(
            self.tr(
                "A galaxy starts with the highest rating it has in a wanted interest, and with 0 where an unwanted "
                "one likes it. The new interest learns a model of its own from these ratings."
            ),
            self,
        )
        if len(workbench.state.interests) == 1:
            words.setText(self.tr("It takes two interests to combine; so far there is one."))
        self._words = QLabel(self)
        self._words.setProperty("role", "error")
        self._words.setWordWrap(True)
        column = DialogColumn(self, self._choices(), self.name, self._words, words, buttons)
        column.addStrut(448)
        self._tell()

    def choose(self, wanted: list[str], unwanted: list[str]) -> None:
        """Tick these."""
        for boxes, names in ((self._wanted, wanted), (self._unwanted, unwanted)):
            for name, box in boxes.items():
                box.setChecked(name in names)

    def accept(self) -> None:
        wanted, unwanted = self._ticked
        self._workbench.interests.combine(self.name.text(), wanted, unwanted)
        super().accept()

    @property
    def message(self) -> str:
        """Why it cannot begin like this; empty where it can, or where there is more to tick or to type."""
        wanted, unwanted = self._ticked
        name = self.name.text().strip()
        if contrary := [one for one in wanted if one in unwanted]:
            return self.tr("“{0}” cannot be both wanted and not.").format(contrary[0])
        if self._typed and name in self._workbench.state.interests:
            return self.tr("There is already an interest named {0}.").format(name)
        return ""

    @property
    def _ticked(self) -> tuple[list[str], list[str]]:
        wanted, unwanted = (
            [name for name, box in boxes.items() if box.isChecked()]
            for boxes in (self._wanted, self._unwanted)
        )
        return wanted, unwanted

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(WIDE)
        grid.setVerticalSpacing(GAP)
        state = self._workbench.state
        columns = ((self._wanted, self.tr("Wanted")), (self._unwanted, self.tr("But not")))
        for place, (boxes, title) in enumerate(columns):
            caption = QLabel(title, self)
            caption.setProperty("role", "caption")
            grid.addWidget(caption, 0, place)
            for line, name in enumerate(state.interests, start=1):
                boxes[name] = QCheckBox(name, self)
                boxes[name].setAccessibleName(f"{title}: {name}")
                boxes[name].setChecked(boxes is self._wanted and name == state.interest)
                boxes[name].toggled.connect(self._tell)
                grid.addWidget(boxes[name], line, place)
        return grid

    def _on_typed(self) -> None:
        self._typed = True
        self._tell()

    def _tell(self) -> None:
        wanted, unwanted = self._ticked
        if not self._typed:
            named = self.tr(" and ").join(wanted)
            without = self.tr("{0} but not {1}").format(named, self.tr(" or ").join(unwanted))
            self.name.setText(without if unwanted else named)
        name, message = self.name.text().strip(), self.message
        is_taken = name in self._workbench.state.interests
        self._words.setText(message)
        self._words.setVisible(bool(message))
        self._begin.setEnabled(bool(wanted and name) and not message and not is_taken)
