"""The frame around every panel: a caption, its small tools, its body."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gzlabel.desk.elided_label import ElidedLabel
from gzlabel.desk.style.look import GAP, HALF


class Panel(QFrame):
    """A titled box.

    Parameters
    ----------
    title
        Shown, and read by screen readers.
    has_head
        Without, the body has the whole frame, and the title is for screen readers alone.
    """

    def __init__(self, title: str, parent: QWidget, *, has_head: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAccessibleName(title)
        self._title = ElidedLabel(title, self)
        self._title.setProperty("role", "caption")
        self._head = QHBoxLayout()
        self._head.setContentsMargins(GAP, HALF, HALF, HALF)
        self._head.setSpacing(HALF)
        self._head.addWidget(self._title, stretch=1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._title.setVisible(has_head)
        if has_head:
            self._column.addLayout(self._head)

    def set_title(self, text: str) -> None:
        """Change the caption."""
        self._title.setText(text)

    def add_tool(self, tool: QWidget) -> None:
        """Put a small control at the right of the caption."""
        self._head.addWidget(tool, alignment=Qt.AlignmentFlag.AlignVCenter)

    def set_body(self, body: QWidget) -> None:
        """Fill the panel."""
        self._column.addWidget(body, stretch=1)

    def add_foot(self, foot: QWidget) -> None:
        """Put something beneath the body."""
        self._column.addWidget(foot)
