"""Every interest of the workspace at a glance, to switch to and to act on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QWidget

from gzlabel.desk.dialogs.dialog_column import DialogColumn
from gzlabel.desk.line_list import LineList
from gzlabel.desk.style.look import GAP, HALF, Look
from gzlabel.desk.words.counted import counted
from gzlabel.workbench.interests import InterestFigures

if TYPE_CHECKING:
    from gzlabel.desk.actions import Actions
    from gzlabel.workbench.workbench import Workbench

_ACTS = ("interest.new", "interest.copy", "interest.combine", "interest.rename", "interest.remove")


class InterestList(LineList):
    """One line an interest: name, ratings, finds."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._figures: tuple[InterestFigures, ...] = ()
        self.setAccessibleName(self.tr("Interests"))

    def show_figures(self, figures: tuple[InterestFigures, ...], present: str) -> None:
        """Show these, the present one marked."""
        self._figures = figures
        self.set_lines(len(figures))
        self.set_current(next((i for i, one in enumerate(figures) if one.name == present), -1))

    def name(self, index: int) -> str:
        """Name of one line's interest."""
        return self._figures[index].name

    def line_height(self) -> int:
        return self.look.pixels() + 5 * HALF

    def paint_line(self, painter: QPainter, rect: QRect, index: int) -> None:
        one, inner = self._figures[index], rect.adjusted(GAP, 0, -GAP, 0)
        words = f"{counted(one.n_rated, 'rating')} · {counted(one.n_liked, 'liked')}"
        painter.setFont(self.look.font("small"))
        painter.setPen(self.look.colour("muted"))
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(inner, right, words)
        room = inner.width() - painter.fontMetrics().horizontalAdvance(words) - GAP
        painter.setFont(self.look.font())
        painter.setPen(self.look.colour("text"))
        name = painter.fontMetrics().elidedText(one.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)


class InterestsDialog(QDialog):
    """A click switches; the buttons act on the interest that is marked."""

    def __init__(self, workbench: "Workbench", look: Look, actions: "Actions", parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.setWindowTitle(self.tr("All interests"))
        self.resize(640, 380)
        self.lines = InterestList(look, self)
        self.lines.chosen.connect(self._on_chosen)
        acts = QHBoxLayout()
        acts.setSpacing(HALF)
        for name in _ACTS:
            action = actions.action(name)
            button = QPushButton(action.text(), self)
            button.setToolTip(action.statusTip())
            button.setAutoDefault(False)
            button.clicked.connect(self._then(action.trigger))
            acts.addWidget(button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        DialogColumn(self, self.lines, acts, buttons, spacing=GAP).setStretchFactor(self.lines, 1)
        self._tell()

    def _tell(self) -> None:
        self.lines.show_figures(self._workbench.interests.figures(), self._workbench.state.interest)

    def _then(self, act: Callable[[], None]) -> Callable[[], None]:
        def done() -> None:
            act()
            self._tell()

        return done

    def _on_chosen(self, index: int) -> None:
        self._workbench.interests.switch(self.lines.name(index))
        self._tell()
