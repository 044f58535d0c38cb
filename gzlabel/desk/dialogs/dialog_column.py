"""What a dialog holds, from top to bottom within its margin."""

from PySide6.QtWidgets import QDialog, QLayout, QVBoxLayout, QWidget

from gzlabel.desk.style.look import WIDE


class DialogColumn(QVBoxLayout):
    """Stacks controls and their groups; takes the whole of the dialog.

    Parameters
    ----------
    spacing
        Pixels between the parts.
    """

    def __init__(self, dialog: QDialog, *parts: QWidget | QLayout, spacing: int = WIDE) -> None:
        super().__init__(dialog)
        self.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        self.setSpacing(spacing)
        for part in parts:
            if isinstance(part, QWidget):
                self.addWidget(part)
            else:
                self.addLayout(part)
