"""Every decision as a button, for hands that are on the mouse."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from gzlabel.desk.style.look import HALF, Look

_RATINGS = 6


class RatingButtons(QWidget):
    """Ratings 0-5 in their colours, and beside them what is no rating."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._buttons: list[QToolButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(HALF)
        look.changed.connect(self._colour)

    def show_actions(self, ratings: list[QAction], others: list[QAction]) -> None:
        """Make a button of each; ``ratings`` are those from 0 to 5."""
        for rating, action in enumerate(ratings):
            button = self._button(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setText(str(rating))
            self._buttons.append(button)
        self._row.addStretch(1)
        for action in others:
            self._button(action)
        self._colour()

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text())
        button.setToolTip(action.toolTip())
        if action.icon().isNull():
            button.setText(action.text())
        button.setIcon(action.icon())
        action.changed.connect(self._follow_actions)
        button.setProperty("command", action)
        button.clicked.connect(action.trigger)
        self._row.addWidget(button)
        return button

    def _follow_actions(self) -> None:
        for button in self.findChildren(QToolButton):
            action = button.property("command")
            if isinstance(action, QAction):
                button.setToolTip(action.toolTip())
                button.setIcon(QIcon() if button in self._buttons else action.icon())

    def _colour(self) -> None:
        for rating, button in enumerate(self._buttons[:_RATINGS]):
            colour = self._look.rating_colour(rating)
            words = self._look.text_on(colour).name()
            button.setStyleSheet(
                f"QToolButton {{ background: {colour.name()}; color: {words}; font-weight: 600; }}"
                f"QToolButton:hover {{ border-color: {self._look.theme.text}; }}"
            )
            side = self._look.pixels() + 3 * HALF
            button.setFixedSize(QSize(side, side))
